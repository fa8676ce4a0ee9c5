"""One resource of each kind, whatever habits a server has: made, read, compared, changed, gone."""

import json
from itertools import count

import httpx
import pytest

from pulumi_scaling import core
from pulumi_scaling.model import UNKNOWN
from pulumi_scaling.resources import CATALOG, by_name
from tests.kinds import each

IDS = {"bo@example.com": "user_bo", "cy@example.com": "user_cy"}
KINDS = [kind for kind in CATALOG if not kind.verbs]


NOW = "2026-01-01T00:00:00.000Z"


def milliseconds(text):
    return text and text.replace("Z", ".000Z")


def nothing(row):
    return row


def habits(row):
    """All habits at once: none of them is a change."""
    row = dict(row)
    if "handoffTime" in row:
        row["handoffTime"] += ":00"
        row["effectiveFrom"] = milliseconds(row["effectiveFrom"])
        row["effectiveUntil"] = milliseconds(row.get("effectiveUntil"))
    elif "target" in row:
        users = row["target"].get("userIds", [])
        row["target"] = {**row["target"], "userIds": users[::-1], "new": 1}
    else:
        row["description"] = row.get("description") or ""
    return {**row, "undocumented": {"a": [1]}}


class Echo:
    """A server that keeps what it is sent and shows it with its habits."""

    def __init__(self, shown):
        self.rows, self.shown, self.ids = {}, shown, count(1)
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        return httpx.Response(200, json={"data": self.answer(request)})

    def answer(self, request):
        *_, last = request.url.path.split("/")
        lists = {
            "users": {"users": [{"id": id_, "email": email} for email, id_ in IDS.items()]},
            "incidents": {"incidents": []},
            "schedules": [],
            "policies": [],
            "inbound": {"integrations": []},
            "working-hours": [],
            "components": {"components": [self.shown(row) for row in self.rows.values()]},
        }
        if request.method == "GET" and last in lists:
            return lists[last]
        if request.method == "GET" and last not in self.rows:
            layers = [self.shown(row) for row in self.rows.values()]
            zone = {"timezone": "Europe/Paris"}
            return {"id": last, "orgId": "org", "layers": layers} | zone
        if request.method == "PUT" and last == "order":
            return [self.shown(row) for row in self.rows.values()]
        if request.method == "POST":
            last = f"id{next(self.ids)}"
            self.rows[last] = {"position": 1, "id": last, "orgId": "org", "createdAt": NOW}
        self.rows[last] |= json.loads(request.content or "{}")
        return self.shown(self.rows[last])


@pytest.fixture(params=[nothing, habits], ids=["plain", "habits"])
def echo(request):
    return Echo(request.param)


CHANGED = [found for found in each(lambda sample: sample.changed) if not found[0].verbs]
"""Kind, input, and what is said instead of the example."""
ALIKE = [found for found in each(lambda sample: sample.alike) if not found[0].verbs]
"""Kind, input, and another way to say the example."""
IN_PLACE = [
    (kind, field, value)
    for kind, field, value in CHANGED
    if field not in kind.parents and kind.updates[0] == "PATCH"
]


def called(value):
    """A kind by its name; all else as pytest has it."""
    return getattr(value, "name", None)


def from_an_earlier_run(answering, echo, kind, **said):
    """An account, and a resource that an earlier run made with it."""
    account = answering(echo)
    inputs = core.check(account, kind, {}, {**kind.example, **said}).inputs
    id_, state = core.create(account, kind, inputs)
    return answering(echo), id_, inputs, state


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_was_made_is_unchanged_and_so_is_what_is_read_of_it(answering, echo, kind):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    assert not core.changes(kind, state, inputs, None)
    assert {name: state[name] for name in inputs} == inputs, "in the program's words"
    now = core.read(account, kind, id_, state)
    assert now == {**state, **({"rank": 0} if "rank" in kind.outputs else {})}
    assert core.inputs_in(kind, now) == inputs
    assert not core.diff(account, kind, id_, now, inputs)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_read_without_a_state_is_what_a_program_would_say(answering, echo, kind):
    _, id_, inputs, _ = from_an_earlier_run(answering, echo, kind)
    found = core.read(answering(echo), kind, id_, {})
    assert found is not None
    ours = {**core.inputs_in(kind, found), **({"position": 1} if "position" in inputs else {})}
    assert not core.changes(kind, found | ours, inputs, None)


@pytest.mark.parametrize(("kind", "field", "value"), CHANGED, ids=called)
def test_a_changed_field_is_found_and_the_change_holds(answering, echo, kind, field, value):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    said = core.check(account, kind, inputs, {**inputs, field: value}).inputs
    change = core.diff(account, kind, id_, state, said)
    assert change.fields == (field,)
    assert change.replaces == ((field,) if field == kind.parent else ())
    if not change.replaces:
        after = core.update(account, kind, id_, state, said)
        assert not core.changes(kind, after, said, None)
        assert state.keys() - {field, "target_user_ids"} <= after.keys(), (
            "an update that forgets loses state"
        )
        again = answering(echo)
        echo.requests.clear()
        assert not core.diff(again, kind, id_, core.read(again, kind, id_, after), said)


@pytest.mark.parametrize(("kind", "field", "value"), ALIKE, ids=called)
def test_another_way_to_say_the_same_is_no_change(answering, echo, kind, field, value):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    said = core.check(account, kind, inputs, {**inputs, field: value}).inputs
    assert not core.diff(account, kind, id_, state, said)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_diff_makes_no_request(answering, echo, kind):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    echo.requests.clear()
    core.diff(account, kind, id_, state, {**inputs, "name": "Other", "position": 3})
    assert echo.requests == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_unknown_may_be_a_change_and_an_unknown_parent_another_one(answering, echo, kind):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    for name in inputs:
        change = core.diff(account, kind, id_, state, {**inputs, name: UNKNOWN})
        assert change.fields == (name,)
        assert change.replaces == ((name,) if name == kind.parent else ())


@pytest.mark.parametrize(("kind", "field", "value"), IN_PLACE, ids=called)
def test_an_update_sends_what_changed_and_no_more(answering, echo, kind, field, value):
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind)
    echo.requests.clear()
    core.update(account, kind, id_, state, {**inputs, field: value})
    sent = [json.loads(each.content) for each in echo.requests if each.method == "PATCH"]
    assert [set(body) for body in sent] == (
        [] if field in kind.elsewhere else [{kind.fields[field].wire}]
    )


ROSTERS = [["bo@example.com", "user_cy"], ["CY@example.com", "user_bo"], ["user_bo", "user_cy"]]


@pytest.mark.parametrize("after", ROSTERS)
@pytest.mark.parametrize("before", ROSTERS)
@pytest.mark.parametrize("kind", ["RotationLayer", "PolicyLayer"])
def test_each_person_stands_beside_their_own_id_through_any_change(
    answering, echo, kind, before, after
):
    kind = by_name[kind]

    def said(roster):
        if kind.name == "RotationLayer":
            return {"participants": roster}
        return {"target": {"type": "users", "users": roster}, "position": 1 + len(roster[0])}

    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind, **said(before))
    inputs = core.check(account, kind, inputs, {**inputs, **said(after)}).inputs
    state = core.update(account, kind, id_, state, inputs)
    people = state.get("participants") or state["target"]["users"]
    ids = state.get("participant_ids") or state["target_user_ids"]
    assert ids == [IDS.get(person.casefold(), person) for person in people]
    assert not core.diff(answering(echo), kind, id_, state, inputs)


def test_a_repeat_by_mail_and_by_id_keeps_each_beside_its_id(answering, echo):
    users = {"type": "users", "users": ["user_bo", "bo@example.com", "cy@example.com"]}
    _, _, inputs, state = from_an_earlier_run(answering, echo, by_name["PolicyLayer"], target=users)
    assert state["target_user_ids"] == ["user_bo", "user_bo", "user_cy"]
    fewer = {**inputs, "target": {"type": "users", "users": ["bo@example.com", "cy@example.com"]}}
    assert not core.changes(by_name["PolicyLayer"], state, fewer, None)


def test_clearing_a_field_sends_null(answering, echo):
    kind = by_name["RotationLayer"]
    until = {"effective_until": "2030-01-01T00:00:00Z"}
    account, id_, inputs, state = from_an_earlier_run(answering, echo, kind, **until)
    del inputs["effective_until"]
    after = core.update(account, kind, id_, state, inputs)
    assert json.loads(echo.requests[-1].content) == {"effectiveUntil": None}
    assert "effective_until" not in after


def test_a_create_sends_no_null_and_nobodys_name(answering, echo):
    kind = by_name["RotationLayer"]
    from_an_earlier_run(answering, echo, kind)
    (sent,) = [json.loads(each.content) for each in echo.requests if each.method == "POST"]
    assert sent["participantIds"] == ["user_bo", "user_cy"]
    assert not {"position", "scheduleId", "participants"} & set(sent)
    assert None not in sent.values()


def test_a_target_that_repeats_somebody_is_sent_without_repeats(answering, echo):
    users = {"type": "users", "users": ["bo@example.com", "user_bo", "cy@example.com"]}
    from_an_earlier_run(answering, echo, by_name["PolicyLayer"], target=users)
    (sent,) = [json.loads(each.content) for each in echo.requests if each.method == "POST"]
    assert sent["target"] == {"type": "users", "userIds": ["user_bo", "user_cy"]}


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        ("PolicyLayer", "one"),
        ("PolicyLayer", "one/"),
        ("RotationLayer", "a/b/c"),
        ("Schedule", ""),
    ],
)
def test_an_id_of_another_shape_is_refused_with_the_right_one(answering, echo, kind, id_):
    with pytest.raises(Exception, match="looks like"):
        core.read(answering(echo), by_name[kind], id_, {})


def test_what_a_get_shows_may_be_said_by_a_program(answering):
    layer = {
        "id": "y",
        "name": "Weekly",
        "rotationType": "weekly",
        "rotationLengthDays": 7,
        "handoffTime": "09:00:00",
        "effectiveFrom": NOW,
        "participantIds": ["user_bo"],
    }
    users = {"users": [{"id": "user_bo", "email": "bo@example.com"}]}

    def server(request):
        data = users if request.url.path.endswith("/users") else {"id": "x", "layers": [layer]}
        return httpx.Response(200, json={"data": data})

    state = core.read(answering(server), by_name["RotationLayer"], "x/y", {})
    assert state["handoff_time"] == "09:00"


def test_layers_that_a_server_does_not_number_stand_as_they_are_listed(answering):
    kind, asked = by_name["PolicyLayer"], []
    target = {"type": "schedule", "schedule_id": "night"}
    row = {"ackTimeoutMinutes": 9, "target": {"type": "schedule", "scheduleId": "night"}}
    rows = [{"id": "a", **row}, {"id": "b", **row}]

    def server(request):
        if request.method != "POST":
            return httpx.Response(200, json={"data": {"id": "p", "layers": rows}})
        asked.append(json.loads(request.content)["position"])
        rows.append({"id": "c", **row, "ackTimeoutMinutes": 5})
        return httpx.Response(201, json={"data": rows[-1]})

    given = {"policy_id": "p", "position": 3, "ack_timeout_minutes": 5, "target": target}
    assert core.create(answering(server), kind, given)[0] == "p/c"
    assert asked == [3]
