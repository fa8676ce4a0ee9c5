"""Everything from the alarm to the person it wakes, in one program."""

import pulumi
import pulumi_scaling as scaling

fay = scaling.Member("fay", email="fay@example.com", role="org:member")

primary = scaling.Schedule(
    "primary",
    name="Checkout primary",
    timezone="Europe/Paris",
    layers=[
        {
            "name": "Weekly",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": ["bo@example.com", "cy@example.com"],
        },
    ],
)

chain = scaling.EscalationPolicy(
    "chain",
    name="Checkout",
    layers=[
        {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": primary.id}},
        {"ack_timeout_minutes": 15, "target": {"type": "users", "users": ["ana@example.com"]}},
    ],
)

shop = scaling.Component("shop", name="Web shop", group_label="Shop", aliases=["shop-web"])
office = scaling.WorkingHours(
    "office",
    name="Paris office",
    timezone="Europe/Paris",
    windows=[{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}],
)
routing = scaling.RoutingPolicy(
    "checkout",
    name="Checkout",
    rules=[
        {"severity": "critical", "outcome": "incident", "escalation_policy_id": chain.id},
        {"severity": "high", "outcome": "provisional_page", "escalation_policy_id": chain.id},
        {"severity": "medium", "outcome": "notification"},
        {"severity": "low", "outcome": "drop"},
    ],
)
alarms = scaling.InboundIntegration(
    "alarms",
    name="Metrics bridge",
    selectors=[
        {
            "matchers": [{"key": "service", "value": "checkout"}],
            "routing_policy_id": routing.id,
        }
    ],
)
pulumi.export("alarmsFor", alarms.component_id)
