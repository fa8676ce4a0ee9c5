"""A fire drill: open a test incident, see who is paged, acknowledge it, resolve it.

`python drill.py Primary` drills the schedule of that name. People are really paged: say so before.
"""

import sys

from pulumi_scaling import ScalingError
from pulumi_scaling.client import Client, PolicyLayer

TITLE = "Fire drill, nothing is broken: please acknowledge"


def drill(client: Client, name: str) -> None:
    """Take the schedule of this name from the first page to the end."""
    schedule = client.schedules.find(name)
    if schedule is None:
        names = ", ".join(sorted(each.name for each in client.schedules.list()))
        sys.exit(f"there is no schedule {name!r}; there are: {names or 'none'}")
    incident = client.incidents.create(title=TITLE, severity="low", owner_schedule_id=schedule.id)
    try:
        print(f"opened: {incident.title}")
        if incident.escalation_policy_id is None:
            print(f"  no policy targets {name}, so nobody is paged")
        else:
            after = 0
            for layer in client.policies.get(incident.escalation_policy_id).layers:
                print(f"  after {after:2} min  {', '.join(whom(client, layer)) or 'nobody'}")
                after += layer.ack_timeout_minutes
        client.incidents.acknowledge(incident.id)
        print("acknowledged: nobody else is paged")
    finally:
        # Also when something above went wrong: a drill must not become the night's incident.
        client.incidents.resolve(incident.id, resolution_note="A drill")
        print("resolved")


def whom(client: Client, layer: PolicyLayer) -> list[str]:
    """The addresses of those whom a layer pages at this moment."""
    if layer.target.schedule_id:
        return [
            each.email or each.id for each in client.schedules.on_call(layer.target.schedule_id)
        ]
    emails = {user.id: user.email or user.id for user in client.users.list()}
    return [emails.get(id_, id_) for id_ in layer.target.user_ids]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python drill.py SCHEDULE")
    try:
        with Client() as opened:
            drill(opened, sys.argv[1])
    except ScalingError as error:
        sys.exit(str(error))
