"""Programs that come true although requests fail and processes die."""

from __future__ import annotations

import pytest

from tests.engine.campaign import Broken, Life, smaller
from tests.engine.stack import NewStack, Stack

SEEDS = [11, 12]


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_after_each_up_of_a_random_life_the_server_is_the_program(stack: Stack, seed: int) -> None:
    life = Life(seed, size=14)
    try:
        life.run(stack)
    except Broken as broken:
        raise Broken(f"Life({seed}, size=14): {broken}") from None
    finally:
        stack.end()


def test_every_life_is_told_by_its_seed() -> None:
    assert Life(5).programs() == Life(5).programs()
    assert Life(5).programs() != Life(6).programs()


def test_a_failing_program_has_smaller_ones_to_try() -> None:
    (program, _) = Life(7).programs()
    assert all(len(str(less)) < len(str(program)) for less in smaller(program))


LOST = """
scaling.Member("new", email="new@example.com", role="org:member")
primary = scaling.Schedule("primary", name="Primary", timezone="UTC")
scaling.RotationLayer(
    "daily", schedule_id=primary, name="Daily", rotation_type="daily", rotation_length_days=1,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
policy = scaling.EscalationPolicy("payments", name="Payments")
scaling.PolicyLayer("first", policy_id=policy, position=1, ack_timeout_minutes=5,
                    target={"type": "schedule", "schedule_id": primary.id})
"""
POSTS = [
    "create_schedule",
    "create_rotation_layer",
    "create_escalation_policy",
    "create_policy_layer",
    "invite_team_member",
]


def test_an_up_that_loses_the_answer_to_each_of_its_creates_makes_each_thing_once(
    stack: Stack,
) -> None:
    stack.write(LOST)
    stack.server.faults(
        [{"operation": post, "cut": True, "when": "after", "times": 1} for post in POSTS]
    )
    assert stack.up().counts["create"] == 6
    for kind in ("schedules", "rotation_layers", "policies", "policy_layers", "invitations"):
        assert len(stack.server.rows(kind)) == 1
    stack.server.clear_faults()
    stack.unchanged()


def test_a_preview_of_a_server_that_does_not_answer_waits_for_ten_seconds_at_most(
    new_stack: NewStack,
) -> None:
    stack = new_stack(LOST)
    stack.server.faults({"operation": "reads", "latency": 60})
    run = stack.preview()
    assert run.counts["create"] == 6
    assert "people, ids and names were not checked" in run.out
