"""Acts whose answers get lost: nobody is paged twice, nothing is refused for no reason."""

import httpx
import pytest

from pulumi_scaling import errors

AT = "2026-01-05T08:00:00Z"
STEPS = ["investigating", "identified", "monitoring", "resolved"]


def incident(status):
    return {"id": "i1", "title": "T", "severity": "low", "status": status} | {
        "createdAt": AT,
        "updatedAt": AT,
    }


def ok(data):
    return httpx.Response(200, json={"data": data})


class Service:
    """One incident that moves a step forward at a time; some of its answers get lost."""

    def __init__(self, status="investigating", *, lose=()):
        self.status = status
        self.lose = list(lose)
        self.asked = []

    def __call__(self, request):
        self.asked.append((request.method, request.url.path.removeprefix("/v1/incidents/i1")))
        answer = ok(incident(self.status))
        how = self.lose.pop(0) if self.lose and request.method != "GET" else None
        if how == "before":
            raise httpx.ReadError("cut", request=request)
        if request.method == "PATCH":
            answer = self.moved(request)
        if how == "after":
            raise httpx.ReadError("cut", request=request)
        return answer

    def moved(self, request):
        wanted = request.read().decode().split('"status": "')[1].split('"')[0]
        if STEPS.index(wanted) != STEPS.index(self.status) + 1:
            body = {"type": "invalid_request_error", "code": "invalid_status_transition"}
            return httpx.Response(400, json=body)
        self.status = wanted
        return ok(incident(wanted))


@pytest.mark.parametrize("lose", [[], ["after"], ["before"], ["before", "after"]])
def test_a_step_whose_answer_got_lost_is_looked_for(answering, clock, lose):
    service = Service(lose=lose)
    client = answering(service)
    if len(lose) > 1:
        with pytest.raises(errors.ConnectionFailed):
            client.incidents.set_status("i1", "identified")
    else:
        assert client.incidents.set_status("i1", "identified").status == "identified"
    assert service.status == "identified"


def test_a_step_that_was_certainly_not_taken_is_not_looked_for(answering, clock):
    asked = []

    def server(request):
        asked.append(request.method)
        raise httpx.ConnectError("no", request=request)

    with pytest.raises(errors.ConnectionFailed):
        answering(server).incidents.set_status("i1", "identified")
    assert set(asked) == {"PATCH"}


def test_a_step_that_the_service_refuses_is_refused(answering):
    with pytest.raises(errors.Invalid, match="one step forward") as caught:
        answering(Service()).incidents.set_status("i1", "resolved")
    assert caught.value.code == "invalid_status_transition"


@pytest.mark.parametrize("start", STEPS)
@pytest.mark.parametrize("lose", [[], ["after"], ["before"]])
def test_resolving_takes_the_steps_that_are_left(answering, clock, start, lose):
    service = Service(start, lose=lose)
    assert answering(service).incidents.resolve("i1").status == "resolved"
    steps = [method for method, _ in service.asked if method == "PATCH"]
    assert len(steps) == 3 - STEPS.index(start) + (lose == ["before"] and start != "resolved")


def test_resolving_goes_on_where_somebody_else_has_moved_it(answering):
    service = Service()

    def busy(request):
        if request.method == "PATCH" and service.status == "investigating":
            service.status = "identified"
        return service(request)

    assert answering(busy).incidents.resolve("i1").status == "resolved"


def test_resolving_does_not_go_in_circles(answering):
    def stubborn(request):
        return ok(incident("investigating"))

    with pytest.raises(errors.Unreadable, match="never came to be"):
        answering(stubborn).incidents.resolve("i1")


def test_a_status_of_another_age_is_named(answering):
    with pytest.raises(errors.Unreadable, match="no step leads on"):
        answering(lambda _request: ok(incident("postmortem"))).incidents.resolve("i1")


def test_resolving_tells_a_refusal_that_is_none_of_the_order(answering):
    def refusing(request):
        if request.method == "GET":
            return ok(incident("identified"))
        return httpx.Response(400, json={"code": "", "type": "validation_error"})

    with pytest.raises(errors.Invalid):
        answering(refusing).incidents.resolve("i1")


@pytest.mark.parametrize(
    ("act", "times"),
    [
        (lambda client: client.incidents.acknowledge("i1"), 2),
        (lambda client: client.incidents.redact("i1", "u1"), 2),
        (lambda client: client.incidents.set_components("i1", []), 2),
        (lambda client: client.incidents.hand_off("i1", "u1"), 1),
        (lambda client: client.incidents.post_update("i1", "text"), 1),
        (lambda client: client.incidents.create(title="T", severity="low", owner_id="u"), 1),
        (lambda client: client.team.invite("a@b.c"), 1),
        (lambda client: client.schedules.create(name="N", timezone="UTC"), 1),
        (lambda client: client.policies.create(name="N"), 1),
        (lambda client: client.components.create(name="N"), 1),
    ],
)
@pytest.mark.parametrize("lost", [httpx.ReadTimeout("slow"), httpx.Response(502)])
def test_what_reaches_people_is_sent_once(answering, clock, act, times, lost):
    sent = []

    def server(request):
        sent.append(request.method)
        if len(sent) == 1:
            if isinstance(lost, Exception):
                raise lost
            return lost
        update = {"visibility": "internal", "postedAt": AT}
        return ok({**incident("identified"), **update})

    client = answering(server)
    if times == 1:
        with pytest.raises((errors.ConnectionFailed, errors.ServerFault), match="look before you"):
            act(client)
    else:
        act(client)
    assert len(sent) == times


def test_a_create_that_answers_with_no_record_may_have_happened(answering):
    with pytest.raises(errors.ConnectionFailed, match=r"no Schedule: id.*may have been") as caught:
        answering(lambda _request: ok({})).schedules.create(name="N", timezone="UTC")
    assert caught.value.ambiguous


def test_a_read_that_answers_with_no_record_is_unreadable(answering):
    with pytest.raises(errors.Unreadable, match="no ScheduleWithLayers: id"):
        answering(lambda _request: ok({})).schedules.get("s1")


def test_an_order_is_answered_with_a_list(answering):
    with pytest.raises(errors.Unreadable, match="no list"):
        answering(lambda _request: ok({})).policies.layers.reorder("p1", [])


def test_a_team_without_members_is_unreadable(answering):
    with pytest.raises(errors.Unreadable, match="list of members"):
        answering(lambda _request: ok([])).team.list()


def test_areas_are_made_once(client):
    assert client.incidents is client.incidents
    assert repr(client.incidents) == "Incidents('https://api.scaling.cloud/v1')"
