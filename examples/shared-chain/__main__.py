"""One team's part of a schedule and a chain that another program owns."""

import pulumi
import pulumi_scaling as scaling

company = scaling.get_schedule(name="Company")
chain = scaling.get_escalation_policy(name="Company")

nights = scaling.RotationLayer(
    "search-nights",
    schedule_id=company.id,
    name="Search, nights",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="21:00",
    effective_from="2026-01-05",
    participants=["dee@example.com", "eli@example.com"],
)
lead = scaling.PolicyLayer(
    "search-lead",
    policy_id=chain.id,
    position=2,
    ack_timeout_minutes=15,
    target={"type": "users", "users": ["dee@example.com"]},
)
pulumi.export("layerIds", [nights.layer_id, lead.layer_id])
