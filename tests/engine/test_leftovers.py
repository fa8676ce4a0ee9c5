"""A kill, an edit, and the next up: exactly the program, or a stop, or the left-over is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.engine.stack import Stack, attempt
from tests.engine.test_kills import killed

pytestmark = pytest.mark.long

POLICY = """
policy = scaling.EscalationPolicy("payments", name="Payments")
def page(name, position, minutes, who="bo", **more):
    return scaling.PolicyLayer(
        name, policy_id=policy, position=position, ack_timeout_minutes=minutes,
        target={"type": "users", "users": [f"{who}@example.com"]}, **more)
first = page("first", 1, 5)
"""
SCHEDULE = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
"""
TURNS = """
def turns(name, title):
    return scaling.RotationLayer(
        name, schedule_id=primary, name=title, rotation_type="weekly", rotation_length_days=7,
        handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
        participants=["bo@example.com"])
turns("weekly", "Weekly")
"""


@pytest.fixture
def ended(stack: Stack) -> Iterator[Stack]:
    """A stack that ends what a killed CLI leaves alive."""
    yield stack
    stack.end()


def minutes(stack: Stack) -> list[int]:
    rows = sorted(stack.server.rows("policy_layers"), key=lambda row: row["position"])
    return [row["ackTimeoutMinutes"] for row in rows]


def named(stack: Stack, own: str) -> list[str]:
    """The warnings of the last run that name an object and how to drop it."""
    told = [each for each in stack.runs[-1].warnings if "is known to own" in each]
    return [each for each in told if own in each and "curl -X DELETE" in each]


def test_a_lost_answer_and_clocks_two_seconds_apart_double_no_layer(stack: Stack) -> None:
    stack.server.clock(behind=2)
    stack.server.faults(
        {"operation": "create_policy_layer", "skip": 1, "times": 1, "cut": True, "when": "after"}
    )
    stack.write(POLICY + 'page("second", 2, 10)')
    stack.up()
    assert minutes(stack) == [5, 10]
    stack.unchanged()


@pytest.mark.parametrize("change", ["minutes", "minutes, target and name"])
def test_a_layer_of_a_killed_run_is_named_after_the_program_was_edited(
    ended: Stack, change: str
) -> None:
    stack = ended
    stack.write(POLICY)
    stack.up()
    stack.write(POLICY + 'page("second", 2, 6)')
    killed(stack, "cli", {"operation": "create_policy_layer", "when": "after"})
    (left,) = (row for row in stack.server.rows("policy_layers") if row["ackTimeoutMinutes"] == 6)
    stack.mend()
    attempt(stack, "cancel", "--yes")
    stack.write(
        POLICY + ('page("second", 2, 7)' if change == "minutes" else 'page("b", 2, 7, "cy")')
    )
    stack.up()
    assert sorted(minutes(stack)) == [5, 6, 7]
    (sentence,) = named(stack, left["id"])
    assert "the escalation policy 'Payments'" in sentence


@pytest.mark.parametrize("edited", ["Main", "Europe/London"])
def test_a_schedule_of_a_killed_run_is_named_after_it_was_renamed(
    ended: Stack, edited: str
) -> None:
    stack = ended
    stack.write(SCHEDULE + TURNS)
    killed(stack, "cli", {"operation": "create_schedule", "when": "after"})
    (left,) = stack.server.rows("schedules")
    stack.mend()
    attempt(stack, "cancel", "--yes")
    program = (SCHEDULE + TURNS).replace('"Primary"', '"Main"')
    stack.write(program.replace("Europe/Paris", edited) if "/" in edited else program)
    stack.up()
    assert [row["name"] for row in stack.server.rows("schedules")] == ["Primary", "Main"]
    (sentence,) = named(stack, left["id"])
    assert "'Primary'" in sentence


def test_a_rotation_of_a_killed_run_is_named_after_it_was_renamed(ended: Stack) -> None:
    stack = ended
    stack.write(SCHEDULE)
    stack.up()
    stack.write(SCHEDULE + TURNS)
    killed(stack, "cli", {"operation": "create_rotation_layer", "when": "after"})
    (left,) = stack.server.rows("rotation_layers")
    stack.mend()
    attempt(stack, "cancel", "--yes")
    stack.write((SCHEDULE + TURNS).replace('"Weekly"', '"Weeks"'))
    stack.up()
    assert named(stack, left["id"])


EDITS: dict[str, tuple[str, str]] = {
    "one layer for another": (
        POLICY + 'page("second", 2, 6)',
        POLICY + 'page("other", 2, 7, "cy")',
    ),
    "one that the next depends on": (
        POLICY + 'page("third", 2, 15)',
        POLICY
        + 'second = page("second", 2, 10, "cy")\n'
        + 'page("third", 3, 15, opts=pulumi.ResourceOptions(depends_on=[second]))',
    ),
    "a target that is made in the same run": (
        POLICY + 'page("second", 2, 10)',
        POLICY
        + SCHEDULE
        + 'page("third", 3, 15, "cy")\n'
        + 'scaling.PolicyLayer("second", policy_id=policy, position=2, ack_timeout_minutes=10,\n'
        + '    target={"type": "schedule", "schedule_id": primary.id})',
    ),
    "one schedule for another": (
        SCHEDULE + TURNS,
        (SCHEDULE + TURNS).replace('"primary"', '"main"').replace('"Primary"', '"Main"'),
    ),
    "one rotation for another": (
        SCHEDULE + TURNS,
        SCHEDULE + TURNS.replace('"weekly", "Weekly"', '"weeks", "Weeks"'),
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_ordinary_edit_of_the_same_day_is_told_nothing(
    stack: Stack, edit: tuple[str, str]
) -> None:
    before, after = edit
    stack.write(before)
    stack.up()
    stack.write(after)
    run = stack.up()
    assert [each for each in run.warnings if "is known to own" in each] == []
    assert stack.up("--refresh").changed == {}


def test_what_others_made_today_is_told_to_nobody(stack: Stack, colleague: Any) -> None:
    for number in range(5):
        made = colleague.post(
            "/oncall/schedules", json={"name": f"Theirs {number}", "timezone": "UTC"}
        ).json()["data"]
        turn = {
            "name": "Weekly",
            "rotationType": "weekly",
            "rotationLengthDays": 7,
            "handoffTime": "09:00",
            "effectiveFrom": "2026-01-05T08:00:00Z",
            "participantIds": ["user_cy"],
        }
        colleague.post(f"/oncall/schedules/{made['id']}/layers", json=turn)
    stack.write(SCHEDULE + TURNS)
    run = stack.up()
    assert [each for each in run.warnings if "is known to own" in each] == []


def test_a_run_that_failed_says_that_it_may_not_have_met_what_it_names(stack: Stack) -> None:
    stack.write(POLICY + 'page("second", 2, 10)')
    stack.up()
    # The same layer under another name stops, and the one that goes is never deleted.
    stack.write(POLICY + 'page("other", 2, 10)\npage("third", 3, 15, "cy")')
    run = stack.up(ok=False)
    told = [each for each in run.warnings if "is known to own" in each]
    assert all("do not drop it before an up has succeeded" in each for each in told)
