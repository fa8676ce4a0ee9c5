"""A schedule for each zone, and for each zone a policy that begins there."""

from datetime import date

import pulumi
import pulumi_scaling as scaling
from sun import MORNING, REGIONS, Region, chain

MONDAY = date(2026, 1, 5)


def name_of(region: Region) -> str:
    """What Pulumi calls things of a region."""
    return region.name.lower().replace(" ", "-")


schedules: dict[Region, scaling.Schedule] = {}
for region in REGIONS:
    schedules[region] = scaling.Schedule(
        name_of(region),
        name=region.name,
        timezone=region.timezone,
        layers=[
            {
                "name": "Weeks",
                "rotation_type": "weekly",
                "rotation_length_days": 7,
                # Read in the zone of the schedule: nine in Tokyo is another moment than in Paris.
                "handoff_time": MORNING,
                "effective_from": MONDAY,
                "participants": region.people,
            }
        ],
    )

policies: dict[str, pulumi.Output[str]] = {}
for region in REGIONS:
    policy = scaling.EscalationPolicy(
        name_of(region),
        name=f"{region.name} first",
        description=" → ".join(each.name for each in chain(region)),
        layers=[
            {
                "ack_timeout_minutes": 5,
                "target": {"type": "schedule", "schedule_id": schedules[each].id},
            }
            for each in chain(region)
        ],
    )
    policies[region.name] = policy.id

pulumi.export("policies", policies)
