"""One team's on-call, whole: who is in it, who is on duty when, and who is paged if nobody wakes.

The stacks `dev` and `prod` live in one organization and differ by their config only. What must be
unique there carries the stack's name; people are the same people in both.
"""

from typing import Literal

import pulumi
import pulumi_scaling as scaling

config = pulumi.Config()
stage = pulumi.get_stack()
patience = config.require_int("patience")

people: dict[str, Literal["org:admin", "org:member"]] = config.require_object("people")
members = {
    email: scaling.Member(email.partition("@")[0], email=email, role=role)
    for email, role in people.items()
}

# The first is on duty and owns new incidents; the backup is paged along with them.
payments = scaling.Schedule(
    "payments",
    name=f"Payments ({stage})",
    timezone=config.require("timezone"),
    layers=[
        {
            "name": "Primary",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": config.require_object("rotation"),
        },
        {
            "name": "Backup",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "12:00",
            "effective_from": "2026-01-08",
            "participants": config.require_object("backup"),
        },
    ],
)

on_duty: scaling.ScheduleTarget = {"type": "schedule", "schedule_id": payments.id}
lead: scaling.UsersTarget = {"type": "users", "users": [config.require("lead")]}

# Whoever comes first in this list is paged first, and each has more patience than the one before.
chain: list[scaling.ScheduleTarget | scaling.UsersTarget] = [on_duty, on_duty, lead]
policy = scaling.EscalationPolicy(
    "payments",
    name=f"Payments ({stage})",
    layers=[
        {"ack_timeout_minutes": patience * place, "target": target}
        for place, target in enumerate(chain, start=1)
    ],
)

pulumi.export("policyId", policy.id)
pulumi.export("scheduleId", payments.id)
pulumi.export("onDuty", config.require_object("rotation"))
pulumi.export("team", {email: member.status for email, member in members.items()})
