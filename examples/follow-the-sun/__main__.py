"""A schedule for each zone, and for each zone a policy that begins there."""

import pulumi
import pulumi_scaling as scaling
from sun import MORNING, REGIONS, Region, chain


def name_of(region: Region) -> str:
    """What Pulumi calls things of a region."""
    return region.name.lower().replace(" ", "-")


schedules: dict[Region, scaling.Schedule] = {}
for region in REGIONS:
    schedules[region] = scaling.Schedule(
        name_of(region), name=region.name, timezone=region.timezone
    )
    scaling.RotationLayer(
        f"{name_of(region)}-weeks",
        schedule_id=schedules[region],
        name="Weeks",
        rotation_type="weekly",
        rotation_length_days=7,
        # Read in the zone of the schedule: nine in Tokyo is another moment than nine in Paris.
        handoff_time=f"{MORNING:%H:%M}",
        effective_from="2026-01-05T00:00:00Z",
        participants=region.people,
    )

policies: dict[str, pulumi.Output[str]] = {}
for region in REGIONS:
    policy = scaling.EscalationPolicy(
        name_of(region),
        name=f"{region.name} first",
        description=" → ".join(each.name for each in chain(region)),
    )
    for position, each in enumerate(chain(region), start=1):
        scaling.PolicyLayer(
            f"{name_of(region)}-{position}",
            policy_id=policy,
            position=position,
            ack_timeout_minutes=5,
            target={"type": "schedule", "schedule_id": schedules[each].id},
        )
    policies[region.name] = policy.id

pulumi.export("policies", policies)
