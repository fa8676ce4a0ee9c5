"""Each kind from check to delete over gRPC, with the engine's floats, gaps and unknowns."""

import base64
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
from pulumi.dynamic.dynamic import serialize_provider

from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.resources import by_name
from tests.kinds import MADE, SAMPLES

SCHEDULE = {"name": "Primary", "timezone": "Europe/Paris"}
TURNS = {
    "name": "Weekly",
    "rotation_type": "weekly",
    "rotation_length_days": 7,
    "handoff_time": "09:00",
    "effective_from": "2026-01-05T08:00:00Z",
    "participants": ["bo@example.com", "Cy@example.com"],
}
LINK = {"position": 1, "ack_timeout_minutes": 5}
USERS = {"type": "users", "users": ["bo@example.com", "user_cy"]}


@pytest.fixture
def whole(fresh, server):
    """A provider process and the valid inputs of each kind, parents made."""
    schedule, *_ = fresh.made("Schedule", {**SCHEDULE, "name": "Parent"})
    policy, *_ = fresh.made("EscalationPolicy", {"name": "Parent"})
    server.forget_requests()
    examples = {kind.name: {**kind.example, **SAMPLES[kind.name].instead} for kind in MADE}
    return fresh, examples | {
        "Schedule": SCHEDULE,
        "RotationLayer": {**TURNS, "schedule_id": schedule},
        "PolicyLayer": {**LINK, "policy_id": policy, "target": USERS},
        "Member": {"email": "New.Person@example.com", "role": "org:member"},
    }


def changes(kind):
    """Every input of a kind changed at once, and its place the first."""
    firsts = {name: values[0] for name, values in SAMPLES[kind.name].changed.items()}
    first = {"position": kind.order.first} if kind.order else {}
    return {name: value for name, value in firsts.items() if name not in kind.parents} | first


@pytest.mark.parametrize("kind", [kind.name for kind in MADE])
def test_a_resource_lives_from_check_to_delete(whole, start, kind):
    door, said = whole
    id_, inputs, state = door.made(kind, said[kind])
    assert inputs.items() >= {k: v for k, v in said[kind].items() if v is not None}.items()
    assert state.items() >= inputs.items()

    later = start()
    assert later.diff(kind, id_, state, inputs) == (False, [])
    again, now, read_inputs = later.read(kind, id_, state)
    assert again == id_
    assert {**now, "rank": 0} == {**state, "rank": 0}
    assert read_inputs == inputs
    assert later.diff(kind, id_, now, later.check(kind, said[kind], inputs)[0]) == (False, [])

    wanted, failures = later.check(kind, {**said[kind], **changes(by_name[kind])}, inputs)
    assert failures == {}
    assert later.diff(kind, id_, now, wanted) == (True, [])
    after = later.update(kind, id_, now, wanted)
    assert after.items() >= wanted.items()
    assert later.diff(kind, id_, after, wanted) == (False, [])
    last = start()
    assert last.read(kind, id_, after)[1] == after

    last.delete(kind, id_, after)
    assert start().read(kind, id_, after)[0] == ""
    last.delete(kind, id_, after)


def test_a_get_reads_by_id_alone_and_says_what_is_not_there(whole, start):
    door, said = whole
    for kind, inputs in said.items():
        id_, _, state = door.made(kind, inputs)
        later = start()
        again, now, _ = later.read(kind, id_, {})
        assert again == id_
        assert now.keys() >= state.keys() - {"position", "org_id", "known_by"}
        missing = "nobody@example.com" if kind == "Member" else id_[:-4] + "0000"
        with pytest.raises(grpc.RpcError, match="there is no"):
            later.read(kind, missing, {})


def test_floats_are_whole_numbers_again_on_the_wire(whole, server):
    door, said = whole
    door.made("PolicyLayer", {**said["PolicyLayer"], "ack_timeout_minutes": 15.0})
    (request,) = server.writes
    assert json.dumps(request.body["ackTimeoutMinutes"]) == "15"
    assert json.dumps(request.body["position"]) == "1"
    _, failures = door.check("PolicyLayer", {**said["PolicyLayer"], "position": 1.5})
    assert failures == {"position": "must be a whole number, not 1.5"}


@pytest.mark.parametrize("kind", [kind.name for kind in MADE])
def test_each_unknown_passes_check_and_comes_back_unknown(whole, kind):
    door, said = whole
    for field in said[kind]:
        inputs, failures = door.check(kind, {**said[kind], field: door.unknown})
        assert failures == {}
        assert inputs[field] == door.unknown


def test_unknowns_inside_lists_and_targets_come_back_unknown(whole):
    door, said = whole
    people = [door.unknown, "bo@example.com"]
    inputs, failures = door.check(
        "RotationLayer", {**said["RotationLayer"], "participants": people}
    )
    assert (failures, inputs["participants"]) == ({}, people)
    for target in (
        {"type": "schedule", "schedule_id": door.unknown},
        {"type": "users", "users": people},
        {"type": "users", "users": door.unknown},
    ):
        inputs, failures = door.check("PolicyLayer", {**said["PolicyLayer"], "target": target})
        assert failures == {}
        assert door.unknown in json.dumps(inputs["target"])


def test_an_unknown_hides_no_other_mistake(whole):
    door, said = whole
    wrong = {**said["RotationLayer"], "schedule_id": door.unknown, "handoff_time": "9am"}
    assert door.check("RotationLayer", wrong)[1].keys() == {"handoff_time"}


def test_all_mistakes_come_at_once_each_at_its_property_and_without_a_key(start):
    door = start(SCALING_CLOUD_API_KEY="")
    _, failures = door.check("Schedule", {"name": "", "timezone": "Europe/Pari"})
    assert failures == {
        "name": "is empty; give at least 1 character",
        "timezone": "no IANA time zone; did you mean 'Europe/Paris'?",
    }
    assert door.check("Schedule", SCHEDULE) == (SCHEDULE, {})


def test_a_mistake_inside_a_property_is_named_at_the_property(whole):
    door, said = whole
    target = {"type": "users", "users": ["bo@example.com", " "]}
    _, failures = door.check("PolicyLayer", {**said["PolicyLayer"], "target": target})
    assert failures.keys() == {"target"}
    assert failures["target"].startswith("target.users[1] must be an e-mail or a user id")


def test_an_older_provider_text_does_the_same_work(whole):
    door, _ = whole
    import dill

    # Another pickle of the same provider, as another Python may have written it.
    text = base64.b64encode(dill.dumps(Provider("Schedule"), protocol=2)).decode()
    assert text != serialize_provider(Provider("Schedule"))
    inputs, _ = door.check("Schedule", {**SCHEDULE, "name": "Old"}, text=text)
    id_, _ = door.create("Schedule", inputs, text=text)
    assert door.read("Schedule", id_, inputs)[0] == id_


# ---------------------------------------------------------------- where the key comes from


def test_the_stacks_config_wins_and_may_be_secret(start, server):
    secret = {"4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270"}
    door = start(
        {"scaling:apiKey": {**secret, "value": server.key}}, SCALING_CLOUD_API_KEY="scl_wrong"
    )
    _, _, state = door.made("Schedule", {**SCHEDULE, "name": "Configured"})
    assert server.key not in json.dumps(state)


def test_without_a_key_a_create_says_the_two_places_for_one(start, server):
    door = start(SCALING_CLOUD_API_KEY="")
    with pytest.raises(grpc.RpcError) as caught:
        door.create("Schedule", SCHEDULE)
    said = caught.value.details()
    assert "SCALING_CLOUD_API_KEY" in said
    assert "pulumi config set --secret scaling:apiKey" in said
    assert "\n" not in said.strip()


# ---------------------------------------------------------------- what goes wrong


def details(call, *given):
    with pytest.raises(grpc.RpcError) as caught:
        call(*given)
    return caught.value.details()


def test_a_refusal_is_one_line_without_a_traceback(whole):
    door, said = whole
    door.made("Schedule", said["Schedule"])
    told = details(door.create, "Schedule", said["Schedule"])
    assert told.startswith("pulumi_scaling.Conflict: the schedule 'Primary' was not created: ")
    assert told.strip().count("\n") == 0
    assert "Traceback" not in told
    assert "request " in told
    assert told.strip().endswith("another resource of this run has: give each a name of its own")


def test_what_the_api_refuses_is_one_line_for_every_verb(whole, server, start):
    _, said = whole
    door = start()
    id_, inputs, state = door.made("Schedule", {**said["Schedule"], "name": "Refused"})
    server.faults({"status": 401, "operation": "*"})
    wanted = {**inputs, "description": "x"}
    for told in (
        details(door.update, "Schedule", id_, state, wanted),
        details(door.delete, "Schedule", id_, state),
        details(door.read, "Schedule", id_, state),
    ):
        assert told.startswith("pulumi_scaling.NotAuthorized: ")
        assert told.strip().count("\n") == 0


def test_a_bug_of_ours_keeps_its_whole_traceback(whole):
    door, _ = whole
    text = serialize_provider(Provider("Nonsense"))
    told = details(door.create, "Schedule", SCHEDULE, text)
    assert told.startswith("Traceback (most recent call last):")
    assert "pulumi_scaling/dynamic/provider.py" in told
    assert told.strip().endswith("KeyError: 'Nonsense'")


def test_nothing_is_written_for_an_engine_that_is_gone(start, server):
    door = start()
    inputs, _ = door.check("Schedule", {**SCHEDULE, "name": "Orphan"})
    door.engine.close()
    told = details(door.create, "Schedule", inputs)
    assert "the Pulumi engine that asked for this is gone" in told
    assert server.writes == []


def test_the_process_ends_when_told_and_has_said_nothing(start, server):
    door = start()
    door.made("Schedule", {**SCHEDULE, "name": "Last"})
    said = door.stop()
    assert door.process.returncode == -15
    assert "Traceback" not in said
    assert server.key not in said


# ---------------------------------------------------------------- many at once


def at_once(*calls):
    with ThreadPoolExecutor(16) as pool:
        return [each.result() for each in [pool.submit(call) for call in calls]]


def test_identical_reads_at_once_are_one_request(whole, server, start):
    door, said = whole
    layers = [
        door.made("RotationLayer", {**said["RotationLayer"], "name": f"Layer {number}"})
        for number in range(8)
    ]
    server.forget_requests()
    server.faults({"operation": "get_schedule", "latency": 0.2})
    later = start()
    found = at_once(
        *(lambda each=each: later.read("RotationLayer", each[0], each[2]) for each in layers * 2)
    )
    assert [each[0] for each in found] == [each[0] for each in layers * 2]
    assert [request.operation for request in server.requests] == ["get_schedule"]


@pytest.mark.parametrize("insertion", ["shift", "refuse", "append"])
def test_a_chain_made_by_sixteen_threads_is_in_order(fresh, server, insertion):
    server.switches({"layer_insertion": insertion})
    policy, *_ = fresh.made("EscalationPolicy", {"name": "Chain"})
    server.forget_requests()

    def make(position):
        said = {"policy_id": policy, "position": position, "ack_timeout_minutes": position}
        return fresh.made("PolicyLayer", {**said, "target": USERS})

    made = at_once(*(lambda rank=rank: make(rank) for rank in range(12, 0, -1)))
    rows = sorted(server.rows("policy_layers"), key=lambda row: row["position"])
    assert [row["ackTimeoutMinutes"] for row in rows] == list(range(1, 13))
    assert {state["position"] for _, _, state in made} == set(range(1, 13))
    reads = [each for each in server.requests if each.operation == "get_escalation_policy"]
    puts = [each for each in server.writes if each.method == "PUT"]
    posts = [each for each in server.writes if each.method == "POST"]
    assert len(puts) <= 12
    assert len(posts) <= 12 + (insertion == "refuse")
    assert len(reads) <= len(puts) + 2


def test_mixed_work_of_sixteen_threads_loses_and_doubles_nothing(fresh, server):
    def life(number):
        id_, inputs, state = fresh.made("Schedule", {**SCHEDULE, "name": f"Busy {number}"})
        wanted, _ = fresh.check("Schedule", {**inputs, "description": f"{number}"}, inputs)
        assert fresh.diff("Schedule", id_, state, wanted) == (True, [])
        state = fresh.update("Schedule", id_, state, wanted)
        layer = fresh.made("RotationLayer", {**TURNS, "schedule_id": id_})
        assert fresh.read("RotationLayer", layer[0], layer[2])[0] == layer[0]
        if number % 2:
            fresh.delete("RotationLayer", layer[0], layer[2])
            gone, _, last = fresh.made("Schedule", {**SCHEDULE, "name": f"Gone {number}"})
            fresh.delete("Schedule", gone, last)
        return id_

    ids = at_once(*(lambda number=number: life(number) for number in range(32)))
    assert len(set(ids)) == 32
    left = {row["name"]: row["description"] for row in server.rows("schedules")}
    assert left == {f"Busy {number}": f"{number}" for number in range(32)}
    assert len(server.rows("rotation_layers")) == 16


def test_a_program_alone_starts_without_the_http_library():
    code = "import sys, pulumi_scaling.dynamic.provider; print('httpx' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
