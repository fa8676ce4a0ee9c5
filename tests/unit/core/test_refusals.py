"""What is refused on purpose: another organization, a hole in somebody's on-call, a taken name."""

from threading import Thread

import httpx
import pytest

from pulumi_scaling import core
from pulumi_scaling.core import Settings
from pulumi_scaling.errors import (
    ApiError,
    Conflict,
    ConnectionFailed,
    InUse,
    NotAuthorized,
    Refused,
    ScalingError,
    ServerFault,
)
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import EXPIRED_KEY, MEMBER_KEY, OTHER_KEY
from tests.kinds import made

SCHEDULE, POLICY, ROTATION, LAYER, MEMBER = (
    by_name[name]
    for name in ("Schedule", "EscalationPolicy", "RotationLayer", "PolicyLayer", "Member")
)


@pytest.fixture
def oncall(account):
    """A schedule with a rotation, and a policy that pages it and then Cy."""
    schedule, schedule_state, _ = made(account, SCHEDULE)
    rotation, rotation_state, _ = made(account, ROTATION, schedule_id=schedule)
    policy, policy_state, _ = made(account, POLICY)
    night = {"type": "schedule", "schedule_id": schedule}
    first, first_state, _ = made(account, LAYER, policy_id=policy, target=night)
    cy = {"type": "users", "users": ["cy@example.com"]}
    last, last_state, _ = made(account, LAYER, policy_id=policy, position=2, target=cy)
    return {
        "schedule": (SCHEDULE, schedule, schedule_state),
        "rotation": (ROTATION, rotation, rotation_state),
        "policy": (POLICY, policy, policy_state),
        "first": (LAYER, first, first_state),
        "last": (LAYER, last, last_state),
    }


# ---------------------------------------------------------------- gone, or of somebody else


@pytest.mark.parametrize("name", ["schedule", "rotation", "policy", "first"])
def test_another_organizations_key_loses_nothing(oncall, account_on, server, name):
    kind, id_, state = oncall[name]
    other = account_on(server, key=OTHER_KEY)
    other.client.post("/oncall/schedules", {"name": "Theirs", "timezone": "UTC"})
    for call in (core.read, core.delete):
        with pytest.raises(Refused) as caught:
            call(other, kind, id_, state)
        assert "org_harborline" in str(caught.value)
        assert "org_northwind" in str(caught.value)
        assert "the state keeps it" in str(caught.value)


def test_an_empty_account_of_others_loses_nothing(oncall, account_on, server):
    kind, id_, state = oncall["schedule"]
    with pytest.raises(Refused, match="the state keeps it"):
        core.read(account_on(server, key=OTHER_KEY), kind, id_, state)


def test_an_account_that_proves_nothing_loses_nothing(answering):
    def nobody(request):
        if request.url.path == "/v1/users":
            return httpx.Response(200, json={"data": {"users": [{"id": "user_new"}]}})
        lists = {"/v1/oncall/schedules", "/v1/escalation/policies"}
        if request.url.path in lists:
            return httpx.Response(200, json={"data": []})
        return httpx.Response(404, json={"code": "not_found"})

    state = {"name": "Primary", "org_id": "org_1", "created_by": "user_ana"}
    with pytest.raises(Refused, match=r"cannot be told.*pulumi state delete"):
        core.read(answering(nobody), SCHEDULE, "id1", state)
    assert core.read(answering(nobody), SCHEDULE, "id1", state | {"created_by": "user_new"}) is None


@pytest.mark.parametrize("name", ["schedule", "rotation", "policy", "first"])
def test_what_is_gone_is_gone_in_the_right_organization(oncall, account_on, server, name):
    kind, id_, state = oncall[name]
    account = account_on(server)
    path = "/oncall/schedules" if kind in (SCHEDULE, ROTATION) else "/escalation/policies"
    account.client.delete(f"{path}/{id_.partition('/')[0]}")
    assert core.read(account, kind, id_, state) is None
    core.delete(account, kind, id_, state)


def test_the_last_object_of_an_account_is_proven_by_who_made_it(account, account_on, server):
    id_, state, _ = made(account, SCHEDULE)
    account.client.delete(f"/oncall/schedules/{id_}")
    assert core.read(account_on(server), SCHEDULE, id_, state) is None


# ---------------------------------------------------------------- holes in somebody's on-call


def test_a_schedule_that_policies_target_stays(oncall, account_on, server):
    kind, id_, state = oncall["schedule"]
    before = server.rows("schedules")
    with pytest.raises(Refused) as caught:
        core.delete(account_on(server), kind, id_, state)
    for word in ("'Primary'", "'Payments'", "SCALING_CLOUD_FORCE=1"):
        assert word in str(caught.value)
    assert server.rows("schedules") == before


def test_a_person_who_takes_turns_stays(oncall, account_on, server):
    account = account_on(server)
    state = {"email": "cy@example.com", "adopted": False, "status": "active", "user_id": "user_cy"}
    with pytest.raises(Refused, match=r"cy@example.com.*'Primary'"):
        core.delete(account, MEMBER, "cy@example.com", state)
    assert not [request for request in server.writes if request.method == "DELETE"]


@pytest.mark.parametrize("name", ["policy", "first"])
def test_a_policy_that_an_incident_climbs_stays_with_its_layers(oncall, account_on, server, name):
    account = account_on(server)
    incident = {"title": "Checkout is down", "severity": "critical"}
    account.client.post("/incidents", {**incident, "ownerScheduleId": oncall["schedule"][1]})
    kind, id_, state = oncall[name]
    with pytest.raises((Refused, InUse), match="'Checkout is down'"):
        core.delete(account, kind, id_, state)
    assert len(server.rows("policy_layers")) == 2


def test_force_goes_through_with_a_warning(oncall, account_on, server, warnings):
    kind, id_, state = oncall["schedule"]
    core.delete(account_on(server, force=True), kind, id_, state)
    assert server.rows("schedules") == []
    assert any("SCALING_CLOUD_FORCE=1" in sentence for sentence in warnings)


# ---------------------------------------------------------------- said in one sentence


@pytest.mark.parametrize(
    ("key", "said", "words"),
    [
        (EXPIRED_KEY, SCHEDULE, ["SCALING_CLOUD_API_KEY", "wrong, revoked or expired"]),
        (MEMBER_KEY, MEMBER, ["org:admin"]),
    ],
)
def test_a_key_that_may_not_is_explained(account_on, server, key, said, words):
    with pytest.raises(NotAuthorized) as caught:
        core.create(account_on(server, key=key), said, dict(said.example) | {"email": "x@y.z"})
    sentence = str(caught.value)
    assert caught.value.request_id in sentence
    assert key not in sentence
    for word in words:
        assert word in sentence


def test_a_rotated_stack_key_is_explained_with_the_two_ways(server, warnings):
    settings = Settings.of({"scaling:apiKey": EXPIRED_KEY, "scaling:baseUrl": server.url}, {})
    account = core.Account(settings, warn=warnings.append)
    with pytest.raises(NotAuthorized, match=r"run `pulumi up`.*--run-program"):
        core.read(account, SCHEDULE, "some-id", {"name": "Primary"})
    account.client.close()


def test_a_taken_name_says_what_has_it_and_the_way_out(account, account_on, server):
    made(account, SCHEDULE)
    with pytest.raises(Conflict) as caught:
        core.create(account_on(server), SCHEDULE, dict(SCHEDULE.example))
    for word in ("schedule 'Primary' was not created", "TAKE_OVER", "request "):
        assert word in str(caught.value)
    assert caught.value.status == 409


def test_a_layer_is_named_by_its_number_and_the_policy_it_is_in(account, account_on, server):
    policy, state = core.create(account, POLICY, {"name": "Payments"})
    layer = {**LAYER.example, "policy_id": policy, "position": 1}
    running = account_on(server)
    core.diff(running, POLICY, policy, state, {"name": "Payments"})
    server.faults({"operation": "create_policy_layer", "status": 400})
    with pytest.raises(ApiError) as caught:
        core.create(running, LAYER, layer)
    told = f"the policy layer 1 of the escalation policy 'Payments' ({policy}) was not created: "
    assert str(caught.value).startswith(told)


def test_every_refusal_of_the_api_is_one_printable_line(account, server):
    for status in (400, 401, 403, 404, 409, 422):
        server.clear_faults()
        server.faults({"status": status})
        with pytest.raises(ApiError) as caught:
            core.update(account, SCHEDULE, "id", {"name": "a"}, {"name": "b", "timezone": "UTC"})
        assert str(caught.value).startswith("the schedule 'b' was not updated: ")
        assert str(caught.value).isprintable()


def test_every_error_of_the_core_is_one_of_ours(account):
    with pytest.raises(ScalingError):
        core.read(account, ROTATION, "no-slash", {})


def test_a_change_with_the_key_of_another_organization_says_whose_it_is(account_on, server):
    id_, state, inputs = made(account_on(server), SCHEDULE)
    other = account_on(server, key=OTHER_KEY)
    with pytest.raises(Refused, match="belongs to the organization org_harborline"):
        core.update(other, SCHEDULE, id_, state, {**inputs, "description": "new"})


def test_a_list_that_is_not_there_is_another_base_url(account_on, server):
    account = account_on(server)
    server.faults({"operation": "list_schedules", "status": 404})
    with pytest.raises(ApiError, match="the base URL is not that of the API"):
        account.listed("/oncall/schedules")


# ---------------------------------------------------------------- one answer, several resources


def test_a_refusal_that_several_reads_share_is_told_of_each_by_itself(oncall, account_on, server):
    refused = account_on(server, key=EXPIRED_KEY)
    told = []
    server.faults({"operation": "get_schedule", "latency": 0.2})

    def read(name):
        with pytest.raises(NotAuthorized) as caught:
            core.read(refused, *oncall[name])
        told.append(str(caught.value))

    together = [Thread(target=read, args=(name,)) for name in ("schedule", "rotation")]
    for each in together:
        each.start()
    for each in together:
        each.join()
    assert len([each for each in server.requests if each.operation == "get_schedule"]) == 1
    assert sorted(sentence[:26] for sentence in told) == [
        "the rotation layer 'Weekly",
        "the schedule 'Primary' was",
    ]
    assert all(sentence.count("was not read") == 1 for sentence in told)


# ---------------------------------------------------------------- what fails for all alike


def sentences(account, *, lost):
    """What is said of each of three resources that meet the same failure."""
    for name in ("Days", "Nights", "Weekends"):
        with pytest.raises(lost) as caught:
            core.create(account, SCHEDULE, {"name": name, "timezone": "UTC"})
        yield str(caught.value)


QUICK = Patience(retry=0.001, first_wait=0.001)


def test_what_to_do_about_a_service_that_is_down_is_said_once(account_on, server):
    server.faults({"operation": "create_schedule", "status": 500})
    first, *others = sentences(account_on(server, waits=QUICK), lost=ServerFault)
    server.clear_faults()
    assert "; nothing to change in the program; run it again in a while" in first
    for each, name in zip(others, ("Nights", "Weekends"), strict=True):
        # What each one has to know stays: whether it may be there, and what to quote to support.
        assert each.startswith(f"the schedule '{name}' was not created: the service failed")
        assert " answered 500, " in each
        assert each.endswith("; as for the schedule 'Days'")
        assert "run it again" not in each


def test_what_to_do_about_a_network_that_is_down_is_said_once(answering):
    def refuses(request):
        raise httpx.ConnectError("connection refused", request=request)

    first, *others = sentences(answering(refuses, waits=QUICK), lost=ConnectionFailed)
    assert first.endswith("; check the network and the base URL, then run it again")
    assert all(each.endswith("; as for the schedule 'Days'") for each in others)
    assert not any("check the network" in each for each in others)
