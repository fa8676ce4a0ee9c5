"""What every team gets, said once."""

import pulumi
import pulumi_scaling as scaling
from teams import Team

DAYS = {"daily": 1, "weekly": 7}


class OnCall(pulumi.ComponentResource):
    """One team's schedule, its rotation, and a policy that ends with the team's backup."""

    schedule_id: pulumi.Output[str]
    policy_id: pulumi.Output[str]

    def __init__(self, team: Team, opts: pulumi.ResourceOptions | None = None) -> None:
        name = team.name.lower()
        super().__init__("harborline:index:OnCall", name, None, opts)
        mine = pulumi.ResourceOptions(parent=self)
        schedule = scaling.Schedule(name, name=team.name, timezone=team.timezone, opts=mine)
        scaling.RotationLayer(
            f"{name}-turns",
            schedule_id=schedule,
            name="Turns",
            rotation_type=team.rotation,
            rotation_length_days=DAYS[team.rotation],
            handoff_time="09:00",
            effective_from="2026-01-05T00:00:00Z",
            participants=team.people,
            opts=mine,
        )
        policy = scaling.EscalationPolicy(name, name=team.name, opts=mine)
        scaling.PolicyLayer(
            f"{name}-first",
            policy_id=policy,
            position=1,
            ack_timeout_minutes=team.minutes,
            target={"type": "schedule", "schedule_id": schedule.id},
            opts=mine,
        )
        scaling.PolicyLayer(
            f"{name}-backup",
            policy_id=policy,
            position=2,
            ack_timeout_minutes=15,
            target={"type": "users", "users": [team.backup]},
            opts=mine,
        )
        self.schedule_id, self.policy_id = schedule.id, policy.id
        self.register_outputs({"schedule_id": schedule.id, "policy_id": policy.id})
