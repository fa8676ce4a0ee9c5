"""Python's own moments and lengths in a program, and only text and numbers in its state."""

import json

PROGRAM = """
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo
import pulumi_scaling as scaling

primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly",
    participants=["bo@example.com", "cy@example.com"],
    rotation_length_days={days}, handoff_time={at}, effective_from={start},
)
payments = scaling.EscalationPolicy("payments", name="Payments")
scaling.PolicyLayer(
    "first", policy_id=payments, position=1, ack_timeout_minutes={ack},
    target={{"type": "schedule", "schedule_id": primary.id}},
)
"""
OBJECTS = {
    "days": "timedelta(weeks=1)",
    "at": "time(9)",
    "start": 'datetime(2026, 1, 5, 9, tzinfo=ZoneInfo("Europe/Paris"))',
    "ack": "timedelta(minutes=5)",
}
PLAIN = {"days": "7", "at": '"09:00"', "start": '"2026-01-05T08:00:00Z"', "ack": "5"}


def test_a_program_may_say_either_and_going_over_is_no_change(stack):
    stack.write(PROGRAM.format(**OBJECTS))
    stack.up()
    layer = stack.state("weekly")
    assert (layer["rotation_length_days"], layer["handoff_time"]) == (7, "09:00")
    assert layer["effective_from"] == "2026-01-05T08:00:00Z"
    assert stack.state("first")["ack_timeout_minutes"] == 5
    assert "datetime" not in json.dumps(stack.resources())
    stack.unchanged()
    stack.write(PROGRAM.format(**PLAIN))
    stack.unchanged()


def test_a_moment_without_a_zone_stops_the_preview_with_one_sentence(stack):
    naive = {**OBJECTS, "start": "datetime(2026, 1, 5, 9)"}
    stack.write(PROGRAM.format(**naive))
    said = stack.preview(ok=False).out
    assert "RotationLayer 'weekly': effective_from: datetime(2026, 1, 5, 9, 0) names no" in said
    assert "Traceback" not in said
    assert stack.server.writes == []
