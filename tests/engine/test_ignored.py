"""What a program ignores is never written, whichever verbs a server knows."""

from __future__ import annotations

import httpx
import pytest

from tests.engine.stack import Stack

PROGRAM = """
ignored = pulumi.ResourceOptions(ignore_changes=["participants", "effective_until", "description"])
primary = scaling.Schedule(
    "primary", name="Primary", timezone="Europe/Paris", description="Ours", opts=ignored)
scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", opts=ignored,
    effective_until="2030-01-05T08:00:00Z", participants=["bo@example.com", "cy@example.com"],
)
"""


@pytest.fixture(params=["both", "put_only", "patch_only"])
def positions(request: pytest.FixtureRequest) -> dict[str, object]:
    return {"update_verbs": request.param, "handoff_time": "HH:MM:SS"}


def test_who_was_put_on_call_by_hand_stays_there(stack: Stack, colleague: httpx.Client) -> None:
    stack.write(PROGRAM)
    stack.up()
    (schedule,), (turns,) = (stack.server.rows(each) for each in ("schedules", "rotation_layers"))
    verb = "PUT" if stack.server.switches({})["update_verbs"] == "put_only" else "PATCH"
    by_hand = {
        "name": "Weekly",
        "rotationType": "weekly",
        "rotationLengthDays": 7,
        "handoffTime": "09:00",
        "effectiveFrom": "2026-01-05T08:00:00Z",
        "effectiveUntil": "2031-01-05T08:00:00Z",
        "participantIds": ["user_dee", "user_bo"],
    }
    path = f"/oncall/schedules/{schedule['id']}"
    colleague.request(verb, f"{path}/layers/{turns['id']}", json=by_hand)
    said = {"name": "Primary", "timezone": "Europe/Paris", "description": "By hand"}
    colleague.request(verb, path, json=said)

    stack.edit('"09:00"', '"10:00"')
    stack.edit('"Europe/Paris"', '"Europe/London"')
    assert stack.up().changed == {"primary": "update", "weekly": "update"}
    (schedule,), (turns,) = (stack.server.rows(each) for each in ("schedules", "rotation_layers"))
    assert (schedule["timezone"], schedule["description"]) == ("Europe/London", "By hand")
    assert turns["handoffTime"].startswith("10:00")
    assert turns["participantIds"] == ["user_dee", "user_bo"]
    assert turns["effectiveUntil"].startswith("2031")
    assert stack.up().changed == {}, "what an answer tells of it is not what the stack has"
