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

payments = scaling.Schedule(
    "payments", name=f"Payments ({stage})", timezone=config.require("timezone")
)
# Position 0 is on duty first and owns new incidents; the backup is paged along with them.
primary = scaling.RotationLayer(
    "primary",
    schedule_id=payments,
    position=0,
    name="Primary",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="09:00",
    effective_from="2026-01-05T08:00:00Z",
    participants=config.require_object("rotation"),
)
backup = scaling.RotationLayer(
    "backup",
    schedule_id=payments,
    position=1,
    name="Backup",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="12:00",
    effective_from="2026-01-08T11:00:00Z",
    participants=config.require_object("backup"),
)

on_duty: scaling.ScheduleTarget = {"type": "schedule", "schedule_id": payments.id}
lead: scaling.UsersTarget = {"type": "users", "users": [config.require("lead")]}

policy = scaling.EscalationPolicy("payments", name=f"Payments ({stage})")
# Whoever comes first in this list is paged first; the positions are counted from it.
Link = tuple[str, scaling.ScheduleTarget | scaling.UsersTarget]
chain: list[Link] = [("on-duty", on_duty), ("on-duty-again", on_duty), ("lead", lead)]
for position, (name, target) in enumerate(chain, start=1):
    scaling.PolicyLayer(
        name,
        policy_id=policy,
        position=position,
        ack_timeout_minutes=patience * position,
        target=target,
    )

pulumi.export("policyId", policy.id)
pulumi.export("scheduleId", payments.id)
pulumi.export("onDuty", primary.participants)
pulumi.export("team", {email: member.status for email, member in members.items()})
