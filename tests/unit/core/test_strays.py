"""Layers that somebody put beside those of a program: told after a refresh, and only then."""

import pytest

from pulumi_scaling import core
from pulumi_scaling.resources import by_name

POLICY, LAYER, SCHEDULE, ROTATION = (
    by_name[name] for name in ("EscalationPolicy", "PolicyLayer", "Schedule", "RotationLayer")
)


def page(policy, position, minutes=5):
    target = {"type": "users", "users": ["bo@example.com"]}
    return {
        "policy_id": policy,
        "position": position,
        "ack_timeout_minutes": minutes,
        "target": target,
    }


def turns(schedule, name):
    return {**ROTATION.example, "schedule_id": schedule, "name": name}


@pytest.fixture
def stack(account_on, server):
    """A policy and a schedule with a layer each, as a run made them: kind, id, state, inputs."""
    account, made = account_on(server), []

    def make(kind, inputs):
        inputs = core.check(account, kind, {}, inputs).inputs
        made.append((kind, *core.create(account, kind, inputs), inputs))
        return made[-1][1]

    policy = make(POLICY, {"name": "Payments"})
    make(LAYER, page(policy, 1))
    schedule = make(SCHEDULE, {"name": "Primary", "timezone": "Europe/Paris"})
    make(ROTATION, turns(schedule, "Weekly"))
    return made


@pytest.fixture
def by_hand(account_on, server, stack):
    """The ids of a layer more in each."""
    account = account_on(server)
    (_, policy, *_), _, (_, schedule, *_), _ = stack
    paged = core.create(account, LAYER, page(policy, 2, 9))[0]
    turn = core.create(account, ROTATION, turns(schedule, "Weekend"))[0]
    return [id_.rpartition("/")[2] for id_ in (paged, turn)]


def refresh(account, stack):
    for kind, id_, state, _ in stack:
        core.read(account, kind, id_, state)


def speak(account, stack):
    """The program, resource by resource."""
    for kind, id_, state, inputs in stack:
        core.diff(account, kind, id_, state, core.check(account, kind, state, inputs).inputs)


def test_each_is_named_with_what_it_stands_in(account_on, server, warnings, stack, by_hand):
    account = account_on(server)
    refresh(account, stack)
    server.forget_requests()
    speak(account, stack)
    speak(account, stack)
    paged, turn = by_hand
    first, second = warnings
    assert first.startswith(
        f"the escalation policy 'Payments' also has the policy layer {paged}, which is"
    )
    assert f"the schedule 'Primary' also has the rotation layer 'Weekend' ({turn})" in second
    assert "`pulumi-scaling adopt --fill`" in first
    assert "/layers" not in " ".join(each.path for each in server.requests)


@pytest.mark.usefixtures("by_hand")
class TestNothingIsSaid:
    def test_without_a_refresh(self, account_on, server, warnings, stack):
        speak(account_on(server), stack)
        assert warnings == []

    def test_of_a_parent_that_another_stack_has(self, account_on, server, warnings, stack):
        layers = [each for each in stack if each[0].parent]
        account = account_on(server)
        refresh(account, layers)
        speak(account, layers)
        assert warnings == []

    def test_of_a_parent_that_is_only_looked_up(self, account_on, server, warnings, stack):
        account = account_on(server)
        refresh(
            account, [(kind, id_, state if kind.parent else {}, 0) for kind, id_, state, _ in stack]
        )
        speak(account, stack)
        assert warnings == []

    def test_where_the_program_runs_beside_the_refresh(self, account_on, server, warnings, stack):
        """`--run-program` reads each resource when its turn comes, and siblings later."""
        account = account_on(server)
        for each in stack:
            refresh(account, [each])
            speak(account, [each])
        assert warnings == []


def test_a_layer_that_the_program_just_dropped_is_none(account_on, server, warnings, stack):
    account = account_on(server)
    refresh(account, stack)
    speak(account, [each for each in stack if each[0] is not LAYER])
    assert warnings == []
