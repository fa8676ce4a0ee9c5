"""The program that is timed, once with the provider and once with those that do nothing."""

from __future__ import annotations

PARTS = 50
OURS = f"""
import pulumi_scaling as scaling

for n in range({PARTS}):
    s = scaling.Schedule(f"s{{n}}", name=f"Schedule {{n}}", timezone="Europe/Paris")
    for rank in range(3):
        scaling.RotationLayer(
            f"s{{n}}-{{rank}}", schedule_id=s, name=f"Turns {{rank}}", rotation_type="weekly",
            rotation_length_days=7, handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
            participants=["bo@example.com", "cy@example.com"])
    p = scaling.EscalationPolicy(f"p{{n}}", name=f"Policy {{n}}")
    for rank in range(1, 6):
        scaling.PolicyLayer(
            f"p{{n}}-{{rank}}", policy_id=p, position=rank, ack_timeout_minutes=5,
            target={{"type": "schedule", "schedule_id": s.id}})
"""
# The same resources with the same options, and nothing behind them.
FLOOR = f"""
import pulumi
from benchmarks.floor import Naive, Nothing, Thing

provider = CLASS()
for n in range({PARTS}):
    s = Thing(provider, f"s{{n}}", {{"name": f"Schedule {{n}}", "timezone": "Europe/Paris",
              "path": "/oncall/schedules"}})
    for rank in range(3):
        Thing(provider, f"s{{n}}-{{rank}}", {{
            "schedule_id": s.id, "name": f"Turns {{rank}}", "rotation_type": "weekly",
            "rotation_length_days": 7, "handoff_time": "09:00", "path": "/oncall/schedules",
            "effective_from": "2026-01-05T08:00:00Z",
            "participants": ["bo@example.com", "cy@example.com"]}},
            pulumi.ResourceOptions(deleted_with=s))
    p = Thing(provider, f"p{{n}}", {{"name": f"Policy {{n}}", "path": "/escalation/policies"}},
              pulumi.ResourceOptions(depends_on=[s]))
    for rank in range(1, 6):
        Thing(provider, f"p{{n}}-{{rank}}", {{
            "policy_id": p.id, "position": rank, "ack_timeout_minutes": 5,
            "path": "/escalation/policies",
            "target": {{"type": "schedule", "schedule_id": s.id}}}},
            pulumi.ResourceOptions(deleted_with=p))
"""


def floor(provider: str) -> str:
    """The program with `Nothing` or `Naive`."""
    return FLOOR.replace("CLASS", provider)
