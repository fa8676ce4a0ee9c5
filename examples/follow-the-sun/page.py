"""Open an incident for whoever is at work now: `python page.py "Checkout is down"`."""

import sys
from datetime import datetime, timezone

from pulumi_scaling.client import Client
from sun import at_work


def main() -> None:
    """Choose the chain by the clock, the service's own if it tells it."""
    title = " ".join(sys.argv[1:]) or sys.exit('usage: python page.py "what is wrong"')
    with Client() as client:
        policies = {policy.name: policy for policy in client.policies.list()}
        region = at_work(client.server_time or datetime.now(timezone.utc))
        policy = policies.get(f"{region.name} first")
        schedule = client.schedules.find(region.name)
        if schedule is None or policy is None:
            sys.exit(f"nothing is set up for {region.name}: run `pulumi up` first")
        incident = client.incidents.create(
            title=title,
            severity="critical",
            owner_schedule_id=schedule.id,
            escalation_policy_id=policy.id,
        )
        print(f"{incident.title}: {policy.description}")


if __name__ == "__main__":
    main()
