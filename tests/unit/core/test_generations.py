"""Which generation of the API an account speaks is found out, and both hold the same chain."""

from __future__ import annotations

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import Simulator

POLICY, LAYER, SCHEDULE, HOURS = (
    by_name[name] for name in ("EscalationPolicy", "PolicyLayer", "Schedule", "WorkingHours")
)


@pytest.fixture(scope="module")
def _running():
    with Simulator(switches={"policy_generation": "steps"}, strict=True).serve() as server:
        yield server


@pytest.fixture(params=["by_index", "renewed"])
def server(_running, request):
    _running.reset()
    _running.switches({"step_ids": request.param})
    yield _running
    _running.clear_faults()


@pytest.fixture
def schedules(account_on, server):
    account = account_on(server)
    names = ("First", "Second", "Third")
    made = [core.create(account, SCHEDULE, {"name": name, "timezone": "UTC"}) for name in names]
    return [own for own, _ in made]


def paging(schedule, minutes=5, **more):
    target = {"type": "schedule", "schedule_id": schedule}
    return {"ack_timeout_minutes": minutes, "target": target, **more}


def said(layers, name="It"):
    return {"name": name, "layers": layers}


def checked(account, inputs):
    found = core.check(account, POLICY, {}, inputs)
    assert found.problems == []
    return found.inputs


def chain(server):
    (policy,) = server.rows("policies")
    rows = [row for row in server.rows("policy_layers") if row["policyId"] == policy["id"]]
    return [(row["target"]["scheduleId"]) for row in rows]


def asked(server):
    return [request.operation for request in server.requests if request.operation]


def test_the_first_create_finds_out_and_the_next_is_one_request(account_on, server, schedules):
    account = account_on(server)
    server.forget_requests()
    inputs = said([paging(each) for each in schedules])
    id_, state = core.create(account, POLICY, checked(account, inputs))
    assert state["layers"] == inputs["layers"]
    writes = ["create_escalation_policy", "replace_escalation_policy"]
    assert [each.operation for each in server.writes] == writes
    core.delete(account_on(server), POLICY, id_, state)
    server.forget_requests()
    other = said([paging(schedules[0])], "Other")
    core.create(account, POLICY, checked(account, other))
    assert [each.operation for each in server.writes] == ["create_escalation_policy"]


def test_an_account_that_wants_all_at_once_gets_it(account_on, server, schedules):
    server.switches({"no_steps": "refused"})
    account = account_on(server)
    inputs = said([paging(schedules[0])])
    _, state = core.create(account, POLICY, checked(account, inputs))
    assert state["layers"] == inputs["layers"]


@pytest.mark.parametrize(
    "then", [[2, 1, 0], [1], [0, 2, 1], []], ids=["reversed", "one", "moved", "none"]
)
def test_a_chain_is_replaced_by_one_put(account_on, server, schedules, then):
    account = account_on(server)
    first = checked(account, said([paging(each) for each in schedules]))
    id_, state = core.create(account, POLICY, first)
    run = account_on(server)
    read = core.read(run, POLICY, id_, state)
    assert not core.changes(POLICY, read, first, None)
    news = checked(run, said([paging(schedules[place], 7) for place in then], "Renamed"))
    assert core.diff(run, POLICY, id_, read, news)
    server.forget_requests()
    done = core.update(run, POLICY, id_, read, news)
    assert [each.operation for each in server.writes] == ["replace_escalation_policy"]
    assert chain(server) == [schedules[place] for place in then]
    assert not core.changes(POLICY, done, news, None)
    assert not core.changes(POLICY, core.read(account_on(server), POLICY, id_, done), news, None)


def test_a_new_name_keeps_the_steps_whoever_made_them(account_on, server, schedules):
    account = account_on(server)
    id_, state = core.create(account, POLICY, checked(account, {"name": "It"}))
    step = {"position": 1, "targetType": "schedule", "targetId": schedules[0]}
    body = {"name": "It", "steps": [{**step, "escalateAfterSeconds": 90}]}
    account.client.put(f"/escalation/policies/{id_}", body)
    # A run that has not seen which generation it is.
    run = account_on(server)
    done = core.update(run, POLICY, id_, state, checked(run, {"name": "Renamed"}))
    assert (done["name"], "layers" in done) == ("Renamed", False)
    assert chain(server) == [schedules[0]]
    answer = account.client.get(f"/escalation/policies/{id_}")
    assert [each["escalateAfterSeconds"] for each in answer["steps"]] == [90]


@pytest.mark.parametrize("verb", ["post", "patch"])
def test_what_a_neighbour_finds_out_meanwhile_is_known_to_one_that_was_refused(
    account_on, server, schedules, monkeypatch, verb
):
    server.switches({"no_steps": "refused"})
    before, inputs = account_on(server), said([paging(schedules[0])])
    own, state = core.create(before, POLICY, inputs)
    other, seen = core.create(before, POLICY, said([paging(schedules[1])], "Other"))
    account = account_on(server)
    send = getattr(account.client, verb)

    def slowly(*words):
        try:
            return send(*words)
        finally:
            core.read(account, POLICY, other, seen)

    monkeypatch.setattr(account.client, verb, slowly)
    if verb == "post":
        core.create(account, POLICY, said([paging(schedules[2])], "New"))
    else:
        core.update(account, POLICY, own, state, {**inputs, "name": "New"})
    assert "New" in {row["name"] for row in server.rows("policies")}


def test_seconds_that_are_no_whole_minutes_are_drift(account_on, server, schedules):
    account = account_on(server)
    inputs = checked(account, said([paging(schedules[0], 2)]))
    id_, state = core.create(account, POLICY, inputs)
    step = {"position": 1, "targetType": "schedule", "targetId": schedules[0]}
    body = {"name": "It", "steps": [{**step, "escalateAfterSeconds": 90}]}
    account.client.put(f"/escalation/policies/{id_}", body)
    seen = core.read(account_on(server), POLICY, id_, state)
    assert seen["layers"][0]["ack_timeout_minutes"] == 1.5
    run = account_on(server)
    assert core.diff(run, POLICY, id_, seen, checked(run, inputs)).fields == ("layers",)


def test_a_condition_is_kept_and_seen(account_on, server, schedules):
    account = account_on(server)
    hours, _ = core.create(account, HOURS, HOURS.example)
    condition = {"working_hours_id": hours, "when": "during"}
    inputs = checked(account, said([paging(schedules[0], condition=condition)]))
    id_, state = core.create(account, POLICY, inputs)
    assert state["layers"][0]["condition"] == condition
    seen = core.read(account_on(server), POLICY, id_, state)
    assert not core.changes(POLICY, seen, inputs, None)


def test_people_by_name_are_refused_as_soon_as_it_is_known_and_before_any_write(
    account_on, server, schedules
):
    people = {"type": "users", "users": ["bo@example.com"]}
    inputs = said([paging(schedules[0]), {"ack_timeout_minutes": 5, "target": people}])
    account = account_on(server)
    id_, state = core.create(account, POLICY, checked(account, said([paging(schedules[0])])))
    (problem,) = core.check(account, POLICY, {}, inputs).problems
    assert problem.path == "layers[1]"
    assert "page schedules only" in problem.sentence
    run = account_on(server)
    news = checked(run, inputs)
    server.forget_requests()
    with pytest.raises(errors.Refused, match=r"layers\[1\] pages people by name"):
        core.update(run, POLICY, id_, state, news)
    assert server.writes == []


def test_layers_one_by_one_are_refused_with_the_way_out(account_on, server, schedules):
    account = account_on(server)
    id_, _ = core.create(account, POLICY, checked(account, {"name": "It"}))
    layer = {**paging(schedules[0]), "policy_id": id_, "position": 1}
    for run in (account, account_on(server)):
        with pytest.raises(errors.Refused, match=r"layers=\[\.\.\.\]"):
            core.create(run, LAYER, core.check(run, LAYER, {}, layer).inputs)


def test_a_schedule_that_a_step_targets_is_not_deleted(account_on, server, schedules):
    account = account_on(server)
    core.create(account, POLICY, checked(account, said([paging(schedules[0])])))
    with pytest.raises(errors.Refused, match="still targeted by the escalation policy 'It'"):
        core.delete(account_on(server), SCHEDULE, schedules[0], {"name": "First"})


@pytest.mark.parametrize("who", ["people", "schedule"])
def test_a_refusal_that_has_nothing_to_do_with_it_stays_what_it_was(
    account_on, server, schedules, who
):
    server.switches({"policy_generation": "layers"})
    server.faults({"operation": "create_escalation_policy", "status": 422})
    target = {"type": "users", "users": ["bo@example.com"]}
    layer = (
        paging(schedules[0]) if who == "schedule" else {"ack_timeout_minutes": 5, "target": target}
    )
    account = account_on(server)
    server.forget_requests()
    with pytest.raises(errors.Invalid, match=r"was not created: .*422"):
        core.create(account, POLICY, checked(account, said([layer])))
    assert server.rows("policies") == []
