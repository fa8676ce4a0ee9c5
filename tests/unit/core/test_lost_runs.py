"""What an interrupted run leaves behind: found by the next one, and taken over only by name."""

import threading
import time

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.patience import Patience
from pulumi_scaling.resources import by_name

POLICY, LAYER, SCHEDULE, ROTATION, MEMBER = (
    by_name[name]
    for name in ("EscalationPolicy", "PolicyLayer", "Schedule", "RotationLayer", "Member")
)


@pytest.fixture
def policy(account_on, server):
    """Made by an earlier run."""
    return core.create(account_on(server), POLICY, {"name": "Payments"})[0]


def layer(policy, position, minutes=5, who="bo"):
    target = {"type": "users", "users": [f"{who}@example.com"]}
    return {
        "policy_id": policy,
        "position": position,
        "ack_timeout_minutes": minutes,
        "target": target,
    }


@pytest.fixture
def orphan(account_on, server, policy):
    """A layer in nobody's state: its run was killed before the answer came."""
    return core.create(account_on(server), LAYER, layer(policy, 1))[0].rpartition("/")[2]


@pytest.fixture
def patience():
    return Patience(moment=0.3, advice=0.3)


def test_an_identical_layer_nobody_owns_stops_the_create_with_its_id(
    account, server, policy, orphan
):
    server.forget_requests()
    with pytest.raises(errors.Refused) as caught:
        core.create(account, LAYER, layer(policy, 1))
    sentence = str(caught.value)
    assert f"`SCALING_CLOUD_TAKE_OVER={orphan} pulumi up`" in sentence
    drop = 'curl -X DELETE -H "Authorization: Bearer $SCALING_CLOUD_API_KEY"'
    assert f"`{drop} {server.url}/escalation/policies/{policy}/layers/{orphan}`" in sentence
    assert "run the same again with `--refresh`" in sentence
    assert server.writes == []


def test_named_it_is_taken_over(account_on, server, policy, orphan):
    account = account_on(server, take_over=frozenset({orphan}))
    server.forget_requests()
    id_, state = core.create(account, LAYER, layer(policy, 1))
    assert id_ == f"{policy}/{orphan}"
    assert server.writes == []
    assert not core.diff(account_on(server), LAYER, id_, state, layer(policy, 1))


def test_one_taken_over_goes_to_its_place(account_on, server, policy, orphan):
    other, _ = core.create(account_on(server), LAYER, layer(policy, 1, minutes=7))
    account = account_on(server, take_over=frozenset({orphan}))
    core.create(account, LAYER, layer(policy, 1))
    rows = sorted(server.rows("policy_layers"), key=lambda row: row["position"])
    assert [row["id"] for row in rows] == [orphan, other.rpartition("/")[2]]


def test_what_was_taken_over_is_not_deleted_under_its_old_name(account_on, server, policy, orphan):
    account = account_on(server, take_over=frozenset({orphan}))
    id_, state = core.create(account, LAYER, layer(policy, 1))
    core.delete(account, LAYER, id_, state)
    assert [row["id"] for row in server.rows("policy_layers")] == [orphan]
    core.delete(account_on(server), LAYER, id_, state)
    assert server.rows("policy_layers") == []


def compared(account, kind, id_, state, inputs):
    """As the engine does with each resource of a program that is in the stack."""
    assert core.check(account, kind, {}, inputs).problems == []
    return core.diff(account, kind, id_, state, inputs)


@pytest.mark.parametrize("kind", [SCHEDULE, POLICY, MEMBER], ids=lambda kind: kind.name)
def test_what_another_resource_goes_on_with_is_not_deleted_in_a_later_run_either(
    account_on, server, warnings, kind
):
    inputs = {**kind.example, **({"email": "new@example.com"} if kind is MEMBER else {})}
    id_, state = core.create(account_on(server), kind, inputs)
    account = account_on(server)
    compared(account, kind, id_, state, inputs)
    core.delete(account, kind, id_, state)
    assert "another resource of the program is the same object" in warnings[-1]
    assert core.read(account_on(server), kind, id_, state)
    core.delete(account_on(server), kind, id_, state)
    assert core.read(account_on(server), kind, id_, state) is None


def test_what_was_to_be_made_somewhere_else_is_deleted_here(account_on, server, policy, orphan):
    account, inputs = account_on(server), layer(policy, 1)
    other, _ = core.create(account, POLICY, {"name": "Other"})
    id_ = f"{policy}/{orphan}"
    state = core.read(account, LAYER, id_, {})
    assert compared(account, LAYER, id_, state, {**inputs, "policy_id": other}).replaces
    core.delete(account, LAYER, id_, state)
    assert server.rows("policy_layers") == []


@pytest.mark.parametrize("deleted_first", [False, True])
def test_what_the_engine_replaces_of_its_own_is_there_once(
    account_on, server, policy, orphan, deleted_first
):
    account, inputs, id_ = account_on(server), layer(policy, 1), f"{policy}/{orphan}"
    state = core.read(account_on(server), LAYER, id_, {})
    assert not compared(account, LAYER, id_, state, inputs).replaces
    if deleted_first:
        core.delete(account, LAYER, id_, state)
    made, _ = core.create(account, LAYER, inputs)
    if not deleted_first:
        core.delete(account, LAYER, id_, state)
    assert made != id_
    assert [row["id"] for row in server.rows("policy_layers")] == [made.rpartition("/")[2]]


def test_a_policy_that_was_taken_over_may_hold_the_same_layers(account_on, server, policy, orphan):
    account = account_on(server, take_over=frozenset({policy}))
    core.create(account, POLICY, {"name": "Payments"})
    with pytest.raises(errors.Refused, match=orphan):
        core.create(account, LAYER, layer(policy, 1))
    assert [row["id"] for row in server.rows("policy_layers")] == [orphan]


def test_forced_it_makes_another_one_and_says_so(account_on, server, policy, orphan, warnings):
    core.create(account_on(server, force=True), LAYER, layer(policy, 1))
    assert len(server.rows("policy_layers")) == 2
    assert orphan in warnings[0]


@pytest.mark.parametrize(
    "met",
    [
        lambda account, id_, inputs: core.diff(account, LAYER, id_, {}, inputs),
        lambda account, id_, inputs: core.read(account, LAYER, id_, inputs),
    ],
    ids=["compared", "read"],
)
def test_a_layer_the_stack_has_stops_nothing(account, server, policy, orphan, met):
    met(account, f"{policy}/{orphan}", layer(policy, 1))
    core.create(account, LAYER, layer(policy, 2))
    assert len(server.rows("policy_layers")) == 2


def test_a_sibling_that_shows_up_a_moment_later_stops_nothing(account, server, policy, orphan):
    def arrive():
        while not any(each.operation == "get_escalation_policy" for each in server.requests):
            time.sleep(0.01)
        core.diff(account, LAYER, f"{policy}/{orphan}", {}, layer(policy, 1))

    sibling = threading.Thread(target=arrive)
    server.forget_requests()
    sibling.start()
    core.create(account, LAYER, layer(policy, 2))
    sibling.join()
    assert len(server.rows("policy_layers")) == 2


def test_identical_siblings_of_one_run_stop_nothing(account, server, policy):
    threads = [
        threading.Thread(target=core.create, args=(account, LAYER, layer(policy, position)))
        for position in range(1, 9)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.rows("policy_layers")) == 8


def test_a_layer_of_yesterday_stops_nothing_where_the_stack_has_another(
    account, account_on, server, policy, orphan
):
    other, state = core.create(account_on(server), LAYER, layer(policy, 2, minutes=7))
    server.clock(advance=25 * 3600)
    core.diff(account, LAYER, other, state, layer(policy, 2, minutes=7))
    core.create(account, LAYER, layer(policy, 3))
    assert len(server.rows("policy_layers")) == 3


def test_layers_that_a_stack_has_lost_together_are_found_at_any_age(
    account, server, policy, orphan
):
    server.clock(advance=25 * 3600)
    with pytest.raises(errors.Refused, match=f"SCALING_CLOUD_TAKE_OVER={orphan} pulumi up"):
        core.create(account, LAYER, layer(policy, 1))
    assert len(server.rows("policy_layers")) == 1


def test_another_layer_stops_nothing(account, server, policy, orphan):
    core.create(account, LAYER, layer(policy, 2, minutes=6))
    core.create(account, LAYER, layer(policy, 3, who="cy"))
    assert len(server.rows("policy_layers")) == 3


def test_no_more_than_two_threads_wait_so_that_owners_can_be_heard(
    account_on, server, policy, orphan
):
    account = account_on(server, waits=Patience(moment=5.0))
    done = threading.Semaphore(0)

    def create(position):
        try:
            core.create(account, LAYER, layer(policy, position))
        except errors.Refused:
            done.release()

    threads = [threading.Thread(target=create, args=(position,)) for position in range(1, 5)]
    for thread in threads:
        thread.start()
    assert done.acquire(timeout=3)
    assert done.acquire(timeout=3)
    core.diff(account, LAYER, f"{policy}/{orphan}", {}, layer(policy, 9))
    for thread in threads:
        thread.join(3)
    assert len(server.rows("policy_layers")) == 3


@pytest.mark.parametrize("kind", [SCHEDULE, POLICY, ROTATION], ids=lambda kind: kind.name)
def test_a_named_object_of_a_killed_run_is_a_409_with_its_id_and_taken_over_by_it(
    account_on, server, kind
):
    inputs = {**kind.example}
    if kind is ROTATION:
        parent = {"name": "Parent", "timezone": "UTC"}
        inputs["schedule_id"] = core.create(account_on(server), SCHEDULE, parent)[0]
    lost, _ = core.create(account_on(server), kind, inputs)
    own = lost.rpartition("/")[2]
    with pytest.raises(errors.Conflict, match="already in use") as caught:
        core.create(account_on(server), kind, inputs)
    sentence = str(caught.value)
    assert f"it is {own}, recent and not known to this run: if the last was interrupted" in sentence
    assert sentence.count("`") == 2, "one remedy"
    assert f", `SCALING_CLOUD_TAKE_OVER={own} pulumi up` goes on with it " in sentence
    assert len(sentence) < 3 * 150, "three lines of a terminal"
    account = account_on(server, take_over=frozenset({own}))
    id_, state = core.create(account, kind, inputs)
    assert id_ == lost
    assert not core.diff(account_on(server), kind, id_, state, inputs)


def test_a_taken_name_is_answered_with_the_one_way_out_that_fits(account_on, server):
    inputs = {"name": "Primary", "timezone": "UTC"}
    own, state = core.create(account_on(server), SCHEDULE, inputs)

    def told(account):
        with pytest.raises(errors.Conflict) as caught:
            core.create(account, SCHEDULE, inputs)
        sentence = str(caught.value)
        assert f"it is {own}" in sentence
        ways = ("aliases=", "adopt --fill", "TAKE_OVER")
        return [each for each in ways if each in sentence]

    assert told(account_on(server)) == ["TAKE_OVER"]
    refreshed = account_on(server)
    core.read(refreshed, SCHEDULE, own, state)
    assert told(refreshed) == ["aliases="]
    server.clock(advance=2 * 86_400)
    assert told(account_on(server)) == ["adopt --fill"]


def test_a_taken_name_is_that_of_the_object_with_exactly_this_name(account_on, server):
    for name in ("PAYMENTS", "Payments"):
        core.create(account_on(server), SCHEDULE, {"name": name, "timezone": "UTC"})
    rows = {row["name"]: row["id"] for row in server.rows("schedules")}
    with pytest.raises(errors.Conflict) as caught:
        core.create(account_on(server), SCHEDULE, {"name": "Payments", "timezone": "UTC"})
    assert rows["Payments"] in str(caught.value)
    assert rows["PAYMENTS"] not in str(caught.value)
    account = account_on(server, take_over=frozenset({rows["Payments"]}))
    id_, _ = core.create(account, SCHEDULE, {"name": "Payments", "timezone": "UTC"})
    assert id_ == rows["Payments"]


def test_a_name_that_only_differs_in_case_is_followed_by_its_advice(account_on, server, warnings):
    server.switches({"name_case": "insensitive"})
    own, _ = core.create(account_on(server), SCHEDULE, {"name": "PAYMENTS", "timezone": "UTC"})
    inputs = {"name": "Payments", "timezone": "UTC"}
    running = account_on(server)
    core.check(running, SCHEDULE, {}, inputs)
    with pytest.raises(errors.Conflict, match=f"{own}, called 'PAYMENTS'") as caught:
        core.create(running, SCHEDULE, inputs)
    assert "holds to be the same name: choose another one" in str(caught.value)
    core.farewell(running)
    assert not any("curl" in each for each in warnings), "it is nobody's left-over"
    with pytest.raises(errors.Conflict, match=f"TAKE_OVER={own} pulumi up"):
        core.create(account_on(server), SCHEDULE, {**inputs, "name": "PAYMENTS"})
    account = account_on(server, take_over=frozenset({own}))
    assert core.create(account, SCHEDULE, {**inputs, "name": "PAYMENTS"})[0] == own


def test_a_left_over_is_looked_at_while_the_run_goes_on_and_named_at_its_end_without_a_request(
    account_on, server, warnings
):
    lost, _ = core.create(account_on(server), SCHEDULE, {"name": "Primary", "timezone": "UTC"})
    inputs = {"name": "Main", "timezone": "UTC"}
    running = account_on(server)
    core.check(running, SCHEDULE, {}, inputs)
    core.create(running, SCHEDULE, inputs)
    server.forget_requests()
    core.farewell(running)
    assert not server.requests
    assert [lost in each for each in warnings] == [True]


def test_where_two_names_are_alike_by_case_alone_none_is_named(account_on, server):
    for name in ("PAYMENTS", "payments"):
        core.create(account_on(server), SCHEDULE, {"name": name, "timezone": "UTC"})
    server.switches({"name_case": "insensitive"})
    with pytest.raises(errors.Conflict) as caught:
        core.create(account_on(server), SCHEDULE, {"name": "Payments", "timezone": "UTC"})
    assert not any(row["id"] in str(caught.value) for row in server.rows("schedules"))


def test_what_is_taken_over_becomes_what_the_program_says(account_on, server):
    lost, _ = core.create(account_on(server), SCHEDULE, {"name": "A", "timezone": "UTC"})
    account = account_on(server, take_over=frozenset({lost}))
    inputs = {"name": "A", "timezone": "Europe/Paris", "description": "new"}
    _, state = core.create(account, SCHEDULE, inputs)
    (row,) = server.rows("schedules")
    assert (row["timezone"], row["description"]) == ("Europe/Paris", "new")
    assert {name: state[name] for name in inputs} == inputs


def test_a_member_takes_over_the_invitation_of_a_killed_run(account_on, server):
    inputs = {"email": "new@example.com", "role": "org:member"}
    core.create(account_on(server), MEMBER, inputs)
    server.forget_requests()
    id_, state = core.create(account_on(server), MEMBER, inputs)
    assert (id_, state["status"]) == ("new@example.com", "pending")
    assert server.writes == []
    assert len(server.rows("invitations")) == 1


def test_an_account_that_does_not_answer_is_waited_for_ten_seconds_at_most(
    account, server, warnings
):
    server.faults({"operation": "reads", "latency": 20})
    began = time.monotonic()
    for name in ("A", "B", "C"):
        assert not core.check(account, SCHEDULE, {}, {"name": name, "timezone": "UTC"}).problems
    assert time.monotonic() - began < 1
    assert "were not checked" in warnings[0]
    assert len(warnings) == 1


def test_a_thread_with_time_asks_again_what_a_hurried_one_gave_up(account, server):
    server.faults({"operation": "list_users", "latency": 0.5, "times": 1})
    failed = []

    def hurried():
        with account.client.hurried(0.2):
            try:
                account.listed("/users")
            except errors.ConnectionFailed as error:
                failed.append(error)

    thread = threading.Thread(target=hurried)
    thread.start()
    while not server.requests:
        time.sleep(0.005)
    assert account.people.id_of("bo@example.com") == "user_bo"
    thread.join()
    assert failed
