"""A team in two resources, each in one piece: its whole life, in both forms and back."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from pulumi_scaling.simulator import FLIPPED
from tests.engine.stack import FLIPPED_TOO, Stack

ROTA = """
def turn(name, *people, days=7):
    return {
        "name": name, "rotation_type": "weekly" if days == 7 else "custom",
        "rotation_length_days": timedelta(days=days), "handoff_time": time(9),
        "effective_from": datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
        "participants": list(people),
    }


def users(*people, minutes=5):
    return {"ack_timeout_minutes": minutes, "target": {"type": "users", "users": list(people)}}


def paging(schedule, minutes=5):
    target = {"type": "schedule", "schedule_id": schedule.id}
    return {"ack_timeout_minutes": timedelta(minutes=minutes), "target": target}


ana, bo, cy, dee = (f"{name}@example.com" for name in ("ana", "bo", "cy", "dee"))
"""
HEAD = "from datetime import datetime, time, timedelta, timezone\n" + ROTA
FIRST = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris",
                           layers=[turn("Weekly", bo, cy), turn("Nights", dee, days=3)])
scaling.EscalationPolicy("payments", name="Payments",
                         layers=[paging(primary), users(ana), users(bo, cy, minutes=10)])
pulumi.export("rotations", primary.layer_ids)
"""


def chain(stack: Stack) -> list[Any]:
    return [
        (row["ackTimeoutMinutes"], row["target"].get("userIds"))
        for row in stack.server.rows("policy_layers")
    ]


@FLIPPED_TOO
def test_a_team_is_two_resources_from_the_first_up_to_nothing_left(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(HEAD + FIRST)
    assert set(stack.up().changed) == {"primary", "payments"}
    assert [row["name"] for row in stack.server.rows("rotation_layers")] == ["Weekly", "Nights"]
    assert stack.state("primary")["layer_ids"] == [
        row["id"] for row in stack.server.rows("rotation_layers")
    ]
    stack.unchanged()
    stack.server.forget_requests()
    stack.refresh("--expect-no-changes")
    assert len([each for each in stack.server.requests if each.method == "GET"]) <= 4

    # Everything at once: renamed, another order, one more, one less, other people.
    stack.write(
        HEAD
        + FIRST.replace(
            'turn("Weekly", bo, cy), turn("Nights", dee, days=3)',
            'turn("Nights", dee, ana, days=3), turn("Days", bo, cy)',
        ).replace(
            "[paging(primary), users(ana), users(bo, cy, minutes=10)]",
            "[users(dee), users(bo, cy, minutes=9), paging(primary)]",
        )
    )
    assert set(stack.up().changed) == {"primary", "payments"}
    assert [row["name"] for row in stack.server.rows("rotation_layers")] == ["Nights", "Days"]
    assert [people and sorted(people) for _, people in chain(stack)] == [
        ["user_dee"],
        ["user_bo", "user_cy"],
        None,
    ]
    stack.unchanged()

    # Somebody edits by hand: drift of the list, put right by the next up.
    policy = stack.server.rows("policies")[-1]["id"]
    layers = [row["id"] for row in stack.server.rows("policy_layers")]
    path = f"/escalation/policies/{policy}/layers"
    colleague.delete(f"{path}/{layers[0]}").raise_for_status()
    target = {"type": "users", "userIds": ["user_ana"]}
    body = {"position": 1, "ackTimeoutMinutes": 7, "target": target}
    colleague.post(path, json=body).raise_for_status()
    assert stack.up("--refresh").drifted == {"payments": {"layers", "layer_ids", "target_user_ids"}}
    assert [people and sorted(people) for _, people in chain(stack)] == [
        ["user_dee"],
        ["user_bo", "user_cy"],
        None,
    ]
    stack.unchanged()
    stack.destroy()
    assert stack.server.rows("policy_layers") == stack.server.rows("rotation_layers") == []


APART = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
for position, (name, people) in enumerate([("Weekly", [bo, cy]), ("Days", [dee])]):
    scaling.RotationLayer(f"primary-{position}", schedule_id=primary, position=position,
                          **turn(name, *people))
payments = scaling.EscalationPolicy("payments", name="Payments")
for position, layer in enumerate([paging(primary), users(ana), users(ana)], 1):
    scaling.PolicyLayer(f"payments-{position}", policy_id=payments, position=position, **layer)
"""
TOGETHER = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris",
                           layers=[turn("Weekly", bo, cy), turn("Days", dee)])
scaling.EscalationPolicy("payments", name="Payments",
                         layers=[paging(primary), users(ana), users(ana)])
"""


def test_from_one_by_one_to_one_piece_and_back_touches_no_object(stack: Stack) -> None:
    stack.write(HEAD + APART)
    stack.up()
    there = {kind: stack.server.rows(kind) for kind in ("policy_layers", "rotation_layers")}
    for program in (TOGETHER, APART):
        stack.server.forget_requests()
        stack.write(HEAD + program)
        stack.up()
        assert stack.server.writes == []
        assert {kind: stack.server.rows(kind) for kind in there} == there
        stack.unchanged()
        stack.refresh("--expect-no-changes")


def test_both_forms_for_one_parent_are_refused_by_their_names(stack: Stack) -> None:
    stack.write(
        HEAD + TOGETHER + 'scaling.RotationLayer("extra", schedule_id=primary, **turn("N", ana))'
    )
    said = stack.preview(ok=False).out
    assert "Schedule 'primary' says its layers itself, and RotationLayer 'extra'" in said


STEPS = """
first, second = (
    scaling.Schedule(name.lower(), name=name, timezone="UTC", layers=[turn("Weekly", who)])
    for name, who in (("First", bo), ("Second", cy))
)
office = scaling.WorkingHours("office", name="Office", timezone="UTC", windows=[
    {"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}])
by_day = {"working_hours_id": office.id, "when": "during"}
scaling.EscalationPolicy("payments", name="Payments", layers=[
    {**paging(first, 4), "condition": by_day}, paging(second)])
"""


@pytest.mark.long
@pytest.mark.parametrize(
    "positions",
    [
        {"policy_generation": "steps"},
        {"policy_generation": "steps", "step_ids": "renewed", "no_steps": "refused"},
        pytest.param(
            {**FLIPPED, "policy_generation": "steps", "step_ids": "renewed"},
            marks=pytest.mark.flipped,
        ),
    ],
    ids=["by index", "renewed", "flipped"],
)
def test_an_account_of_steps_lives_by_the_same_program(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(HEAD + STEPS)
    stack.up()
    (policy,) = stack.server.rows("policies")
    path = f"/escalation/policies/{policy['id']}"
    steps = colleague.get(path).json()["data"]["steps"]
    assert [each["escalateAfterSeconds"] for each in steps] == [240, 300]
    assert steps[0]["condition"]["when"] == "during"
    stack.unchanged()
    stack.refresh("--expect-no-changes")

    stack.edit(
        '[\n    {**paging(first, 4), "condition": by_day}, paging(second)]',
        "[\n    paging(second), paging(first, 9)]",
    )
    stack.server.forget_requests()
    assert set(stack.up().changed) == {"payments"}
    assert [each.operation for each in stack.server.writes] == ["replace_escalation_policy"]
    stack.unchanged()

    kept = colleague.get(path).json()["data"]
    body = {"name": kept["name"], "steps": [{**kept["steps"][0], "escalateAfterSeconds": 90}]}
    colleague.put(path, json=body).raise_for_status()
    assert stack.up("--refresh").changed == {"payments": "update"}
    after = colleague.get(path).json()["data"]["steps"]
    assert [each["escalateAfterSeconds"] for each in after] == [300, 540]
    stack.unchanged()
    stack.destroy()
    assert stack.server.rows("policies") == stack.server.rows("schedules") == []


def test_a_mistake_in_a_long_chain_is_said_first_and_a_resource_stands_for_its_id(
    stack: Stack,
) -> None:
    program = HEAD + TOGETHER.replace("paging(primary)", "PAGING")
    stack.write(program.replace("PAGING", "{**paging(primary), 'ack_timeout_minutes': 0}"))
    said = stack.preview(ok=False).out
    assert "resource 'payments' has a problem: layers[0].ack_timeout_minutes is 0" in " ".join(
        said.split()
    )
    target = "{'ack_timeout_minutes': 5, 'target': {'type': 'schedule', 'schedule_id': primary}}"
    stack.write(program.replace("PAGING", target))
    stack.up()
    (schedule,) = stack.server.rows("schedules")
    assert stack.server.rows("policy_layers")[0]["target"]["scheduleId"] == schedule["id"]
    stack.unchanged()
