"""What every team gets, said once."""

from datetime import date, time

import pulumi
import pulumi_scaling as scaling
from teams import Team

DAYS = {"daily": 1, "weekly": 7}
FIRST, HANDOFF = date(2026, 1, 5), time(9)  # a Monday


class OnCall(pulumi.ComponentResource):
    """One team's schedule, its rotation, and a policy that ends with the team's backup."""

    schedule_id: pulumi.Output[str]
    policy_id: pulumi.Output[str]

    def __init__(self, team: Team, opts: pulumi.ResourceOptions | None = None) -> None:
        name = team.name.lower()
        super().__init__("harborline:index:OnCall", name, None, opts)
        mine = pulumi.ResourceOptions(parent=self)
        turns: scaling.RotationLayerArgs = {
            "name": "Turns",
            "rotation_type": team.rotation,
            "rotation_length_days": DAYS[team.rotation],
            "handoff_time": HANDOFF,
            # That Monday at nine o'clock where the team is.
            "effective_from": FIRST,
            "participants": team.people,
        }
        schedule = scaling.Schedule(
            name, name=team.name, timezone=team.timezone, layers=[turns], opts=mine
        )
        policy = scaling.EscalationPolicy(
            name,
            name=team.name,
            layers=[
                {
                    "ack_timeout_minutes": team.minutes,
                    "target": {"type": "schedule", "schedule_id": schedule.id},
                },
                {"ack_timeout_minutes": 15, "target": {"type": "users", "users": [team.backup]}},
            ],
            opts=mine,
        )
        self.schedule_id, self.policy_id = schedule.id, policy.id
        self.register_outputs({"schedule_id": schedule.id, "policy_id": policy.id})
