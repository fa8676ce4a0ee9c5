"""Two people take turns by the week; behind them is Eli, and behind Eli both admins."""

import pulumi
import pulumi_scaling as scaling

primary = scaling.Schedule(
    "primary",
    name="Primary",
    timezone="Europe/Paris",
    layers=[
        {
            "name": "Weeks",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": ["bo@example.com", "cy@example.com"],
        }
    ],
)
admins = ["ana@example.com", "dee@example.com"]
checkout = scaling.EscalationPolicy(
    "checkout",
    name="Checkout",
    layers=[
        {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": primary.id}},
        {"ack_timeout_minutes": 10, "target": {"type": "users", "users": ["eli@example.com"]}},
        {"ack_timeout_minutes": 15, "target": {"type": "users", "users": admins}},
    ],
)
pulumi.export("policyId", checkout.id)
