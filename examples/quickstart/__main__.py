"""A schedule and a policy, and an id that flows from one into another place."""

import pulumi
import pulumi_scaling as scaling

primary = scaling.Schedule(
    "primary", name="Primary", timezone="Europe/Paris", description="Payments, first line"
)
payments = scaling.EscalationPolicy(
    "payments",
    name="Payments",
    # An output of one resource is an input of another: Pulumi makes them in the right order.
    description=pulumi.Output.concat("Starts with the schedule ", primary.id),
)

pulumi.export("scheduleId", primary.id)
pulumi.export("policyId", payments.id)
pulumi.export("timezone", primary.timezone)
