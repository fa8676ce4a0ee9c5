"""Creates whose answer is lost, in every way it can be: one object, and the right one."""

import time

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import by_name
from tests.kinds import MADE, SAMPLES, inputs_of

LOST = {
    "cut": {"cut": True},
    "500": {"status": 500},
    "502 without a body": {"status": 502, "body": None},
    "503": {"status": 503},
    "504": {"status": 504},
    "no json": {"mangle": "not_json"},
    "half a body": {"mangle": "truncated"},
    "another object": {"status": 200, "body": {"data": {"hello": 1}}},
    "no data": {"status": 200, "body": {}},
    "nothing": {"status": 200, "body": None},
    "out of time": {"latency": 1.0},
}
WHEN = ["before", "after"]
POLICY_LAYER, SCHEDULE, ROTATION = (
    by_name[name] for name in ("PolicyLayer", "Schedule", "RotationLayer")
)


@pytest.fixture
def patience():
    return Patience(retry=0.01, first_wait=0.01, advice=0.2)


def rows_named(server, kind, inputs):
    rows = server.rows(SAMPLES[kind.name].rows)
    return [row for row in rows if row.get("name") == inputs.get("name")]


def impatient(account, seconds=0.2):
    account.client._wire._read_timeout = seconds
    return account


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("fault", LOST.values(), ids=LOST)
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_a_lost_answer_loses_and_doubles_nothing(account, server, kind, fault, when):
    inputs = inputs_of(kind, account)
    if "latency" in fault:
        impatient(account)
    server.faults({"operation": SAMPLES[kind.name].create, "times": 1, "when": when, **fault})
    id_, state = core.create(account, kind, inputs)
    (row,) = rows_named(server, kind, inputs)
    if not kind.verbs:
        assert id_.rpartition("/")[2] == row["id"]
    server.clear_faults()
    assert not core.diff(account, kind, id_, state, inputs)


@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_a_first_attempt_that_lands_late_doubles_nothing(account_on, server, kind):
    account = account_on(server, waits=Patience(retry=0.01, first_wait=0.01, slow=0.1))
    inputs = inputs_of(kind, account)
    impatient(account)
    # The server sits on the request for longer than it is waited for, and then carries it out.
    server.faults({"operation": SAMPLES[kind.name].create, "times": 1, "latency": 0.3})
    id_, _ = core.create(account, kind, inputs)
    until_landed(server, SAMPLES[kind.name].create)
    rows = rows_named(server, kind, inputs)
    assert len(rows) == 1
    if not kind.verbs:
        assert id_.rpartition("/")[2] == rows[0]["id"]


def test_a_first_attempt_that_lands_after_the_second_is_left_alone_as_the_only_one(
    account, server, monkeypatch
):
    inputs = inputs_of(POLICY_LAYER, account)
    impatient(account)
    server.faults({"operation": "create_policy_layer", "times": 1, "latency": 0.3})
    real = account.client.post

    def post(path, body):
        made = real(path, body)
        until_landed(server, "create_policy_layer")
        return made

    monkeypatch.setattr(account.client, "post", post)
    id_, _ = core.create(account, POLICY_LAYER, inputs)
    (row,) = server.rows("policy_layers")
    assert id_.endswith(row["id"])
    assert [each.operation for each in server.writes[-3:]] == [
        "create_policy_layer",
        "create_policy_layer",
        "delete_policy_layer",
    ]


def until_landed(server, operation):
    until = time.monotonic() + 5
    while any(each.operation == operation and not each.ended for each in server.requests):
        assert time.monotonic() < until
        time.sleep(0.01)


GAPS = {"two seconds behind": 2, "an hour behind": 3600, "an hour ahead": -3600}


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS)
@pytest.mark.parametrize("kind", MADE, ids=lambda kind: kind.name)
def test_what_was_there_before_proves_what_is_new_whatever_clocks_say(
    account_on, server, kind, gap, when
):
    account = account_on(server)
    inputs = inputs_of(kind, account)
    assert core.check(account, kind, {}, inputs).problems == []
    server.clock(behind=gap)
    server.faults({"operation": SAMPLES[kind.name].create, "times": 1, "when": when, "cut": True})
    id_, state = core.create(account, kind, inputs)
    (row,) = rows_named(server, kind, inputs)
    if not kind.verbs:
        assert id_.rpartition("/")[2] == row["id"]
    server.clear_faults()
    assert not core.diff(account_on(server), kind, id_, state, inputs)


@pytest.mark.parametrize("kind", [SCHEDULE, ROTATION], ids=lambda kind: kind.name)
def test_where_nobody_had_looked_a_409_of_our_own_making_says_how_to_go_on(
    account_on, server, kind
):
    # Neither was the parent made by this run, nor has it read a list.
    inputs = inputs_of(kind, account_on(server))
    server.clock(behind=3600)
    server.faults(
        {"operation": SAMPLES[kind.name].create, "times": 1, "when": "after", "cut": True}
    )
    with pytest.raises(errors.Conflict, match="an earlier attempt of this run may have") as caught:
        core.create(account_on(server), kind, inputs)
    (row,) = rows_named(server, kind, inputs)
    assert f"`SCALING_CLOUD_TAKE_OVER={row['id']} pulumi up`" in str(caught.value)
    account = account_on(server, take_over=frozenset({row["id"]}))
    id_, _ = core.create(account, kind, inputs)
    assert id_.rpartition("/")[2] == row["id"]
    assert len(rows_named(server, kind, inputs)) == 1


NAMED = [kind for kind in MADE if kind.natural_key == "name"]


@pytest.mark.parametrize("kind", NAMED, ids=lambda kind: kind.name)
def test_somebody_elses_object_of_that_name_and_content_is_not_taken_over(account_on, server, kind):
    server.clock("2026-03-01T08:00:00Z")
    other = account_on(server)
    inputs = inputs_of(kind, other)
    theirs, _ = core.create(other, kind, inputs)
    server.clock(advance=3600)
    server.faults({"operation": SAMPLES[kind.name].create, "times": 1, "status": 504})
    with pytest.raises(errors.Conflict, match="already in use") as caught:
        core.create(account_on(server), kind, inputs)
    assert len(rows_named(server, kind, inputs)) == 1
    assert theirs.rpartition("/")[2] in str(caught.value)


@pytest.mark.parametrize("when", WHEN)
def test_without_a_clock_of_the_server_a_list_read_before_tells(account, server, when, monkeypatch):
    monkeypatch.setattr(type(account.client), "server_time_at", lambda *_: None)
    monkeypatch.setattr(type(account.client), "server_time", None)
    account.listed(SCHEDULE.path)
    server.faults({"operation": "create_schedule", "times": 1, "status": 504, "when": when})
    id_, _ = core.create(account, SCHEDULE, SCHEDULE.example)
    assert [row["id"] for row in server.rows("schedules")] == [id_]


def test_where_nothing_tells_whose_it_is_the_ids_are_told(account, server, monkeypatch):
    monkeypatch.setattr(type(account.client), "server_time_at", lambda *_: None)
    monkeypatch.setattr(type(account.client), "server_time", None)
    server.faults({"operation": "create_schedule", "times": 1, "cut": True, "when": "after"})
    with pytest.raises(errors.Refused, match="cannot be told; delete what is too many") as caught:
        core.create(account, SCHEDULE, SCHEDULE.example)
    (row,) = server.rows("schedules")
    assert row["id"] in str(caught.value)


def test_when_looking_fails_too_the_error_says_to_look(account, server):
    inputs = inputs_of(POLICY_LAYER, account)
    server.faults({"operation": "create_policy_layer", "cut": True, "when": "after"})
    server.faults({"operation": "get_escalation_policy", "status": 404, "skip": 0})
    with pytest.raises(errors.ConnectionFailed, match=r"looking for it failed too .* look whether"):
        core.create(account, POLICY_LAYER, inputs)


def test_a_create_that_cannot_put_things_in_order_leaves_nothing_behind(account, server):
    policy = core.create(account, by_name["EscalationPolicy"], {"name": "P"})[0]
    inputs = {**POLICY_LAYER.example, "policy_id": policy}
    server.switches({"layer_insertion": "append"})
    core.create(account, POLICY_LAYER, {**inputs, "position": 2})
    server.faults({"operation": "reorder_policy_layers", "status": 400})
    with pytest.raises(errors.Invalid, match="what was made of it is removed again"):
        core.create(account, POLICY_LAYER, {**inputs, "position": 1, "ack_timeout_minutes": 9})
    assert [row["ackTimeoutMinutes"] for row in server.rows("policy_layers")] == [5]


def test_what_cannot_be_removed_again_is_named(account, server):
    policy = core.create(account, by_name["EscalationPolicy"], {"name": "P"})[0]
    inputs = {**POLICY_LAYER.example, "policy_id": policy}
    server.switches({"layer_insertion": "append"})
    core.create(account, POLICY_LAYER, {**inputs, "position": 2})
    server.faults({"operation": "reorder_policy_layers", "status": 400})
    server.faults({"operation": "delete_policy_layer", "status": 401})
    with pytest.raises(errors.Invalid, match="could not be removed again") as caught:
        core.create(account, POLICY_LAYER, {**inputs, "position": 1, "ack_timeout_minutes": 9})
    (left,) = (row for row in server.rows("policy_layers") if row["ackTimeoutMinutes"] == 9)
    assert left["id"] in str(caught.value)


def test_a_create_goes_on_although_the_organization_cannot_be_told(account, server, monkeypatch):
    account._org_id = None
    monkeypatch.setattr(account, "_learn", lambda _data: None)
    server.faults({"operation": ["list_schedules", "list_escalation_policies"], "status": 500})
    id_, _ = core.create(account, SCHEDULE, SCHEDULE.example)
    assert [row["id"] for row in server.rows("schedules")] == [id_]
