"""Two layers at one position are refused, and two resources of one name, whenever that is known."""

from __future__ import annotations

import pytest

from tests.engine.stack import Stack

pytestmark = pytest.mark.long

POLICY = """
p = scaling.EscalationPolicy("p", name="Payments")
other = scaling.EscalationPolicy("other", name="Other")
late = p.name.apply(lambda name: 1)
def page(name, policy, position, minutes):
    return scaling.PolicyLayer(
        name, policy_id=policy, position=position, ack_timeout_minutes=minutes,
        target={"type": "users", "users": ["bo@example.com"]})
a = page("a", p, 1, 5)
"""
CLASHES = {
    "by its id": 'page("b", p.id, 1, 10)',
    "by an output of a sibling": 'page("b", a.policy_id, 1, 10)',
    "by an id that is made": 'page("b", p.id.apply(lambda own: own), 1, 10)',
    "at a position that is known late": 'page("b", p, late, 10)',
    "at a late position, by its id": 'page("b", p.id, late, 10)',
}
TURNS = """
s = scaling.Schedule("s", name="Primary", timezone="UTC")
def turns(name, schedule, position):
    return scaling.RotationLayer(
        name, schedule_id=schedule, name=name, position=position, rotation_type="daily",
        rotation_length_days=1, handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
        participants=["bo@example.com"])
turns("a", s, 0)
turns("b", s.id, 0)
"""


@pytest.mark.parametrize("clash", CLASHES.values(), ids=CLASHES)
def test_a_second_layer_at_one_position_is_refused(stack: Stack, clash: str) -> None:
    stack.write(POLICY + clash)
    refused = stack.up(ok=False)
    assert "both claim position 1 of the" in refused.out
    rows = stack.server.rows("policy_layers")
    assert len(rows) <= 1
    assert "Traceback" not in refused.out


def test_a_second_rotation_at_one_position_is_refused_in_the_program(stack: Stack) -> None:
    stack.write(TURNS)
    refused = stack.preview(ok=False)
    assert "RotationLayer 'a' and RotationLayer 'b' both claim position 0" in refused.out


def test_ids_that_are_known_already_are_compared_in_a_preview(stack: Stack) -> None:
    stack.write(POLICY)
    stack.up()
    own = stack.state("a")["policy_id"]
    stack.write(POLICY + f'page("b", "{own}", 1, 10)')
    refused = stack.preview(ok=False)
    assert "both claim position 1 of the" in refused.out
    # Where the program cannot see it, since nothing in it says what the parent is called.
    stack.write(POLICY + f'page("b", "{own}", 2, 10)\npage("c", p, late.apply(lambda _: 2), 15)')
    refused = stack.up(ok=False)
    assert "both claim position 2 of the" in refused.out


def test_places_of_several_parents_and_moves_are_fine(stack: Stack) -> None:
    stack.write(
        POLICY + 'page("b", p.id, 2, 10)\npage("c", other.id, 1, 5)\npage("d", other, 2, 5)'
    )
    stack.up()
    stack.write(
        POLICY.replace('page("a", p, 1, 5)', 'page("a", p, 2, 5)')
        + 'page("b", p.id, late, 10)\npage("c", other.id, 2, 5)\npage("d", other, 1, 5)'
    )
    stack.up()
    assert stack.up("--refresh").changed == {}


NAMED = """
s = scaling.Schedule("s", name="Primary", timezone="UTC")
p = scaling.EscalationPolicy("p", name="Payments")
def turns(name, schedule, called):
    return scaling.RotationLayer(
        name, schedule_id=schedule, name=called, rotation_type="daily", rotation_length_days=1,
        handoff_time="09:00", effective_from="2026-01-05", participants=["bo@example.com"])
a = turns("a", s, "Daily")
"""
NAMESAKES = {
    "Schedule 's' and Schedule 't' both have the name 'Primary'": (
        'scaling.Schedule("t", name="Primary", timezone="Europe/Paris")'
    ),
    "EscalationPolicy 'p' and EscalationPolicy 'q' both have the name 'Payments'": (
        'scaling.EscalationPolicy("q", name=p.name)'
    ),
    "RotationLayer 'a' and RotationLayer 'b' both have the name 'Daily'": (
        'turns("b", s.id, "Daily")'
    ),
}


@pytest.mark.parametrize(("said", "clash"), NAMESAKES.items(), ids=range(len(NAMESAKES)))
def test_two_of_one_name_are_refused_in_the_preview(stack: Stack, said: str, clash: str) -> None:
    stack.write(NAMED + clash)
    refused = stack.preview(ok=False)
    assert said in refused.out
    assert "Traceback" not in refused.out


def test_one_name_in_two_schedules_is_nobody_elses(stack: Stack) -> None:
    other = 'turns("b", scaling.Schedule("t", name="Second", timezone="UTC"), "Daily")'
    stack.write(NAMED + other)
    stack.up()
    stack.unchanged()
