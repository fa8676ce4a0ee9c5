"""The Scaling API from Python, with or without Pulumi: one attribute for each of its areas.

```python
from pulumi_scaling.client import Client

with Client() as client:
    for schedule in client.schedules.list():
        person = client.schedules.resolve(schedule.id).owner
        print(schedule.name, person)
```

An area is imported when it is first used: the provider speaks in requests and needs none of them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .areas.attributes import Declared

if TYPE_CHECKING:
    from .areas.chains import Policies
    from .areas.incidents import Incidents
    from .areas.integrations import Integrations
    from .areas.oncall import Schedules
    from .areas.team import Team
    from .areas.users import Users

__all__ = ["Client"]


class Client(Declared):
    """One account: a key at a base URL. Safe to share between threads.

    Without arguments the key is read from `SCALING_CLOUD_API_KEY`, the address from
    `SCALING_CLOUD_BASE_URL`. `deadline` is how many seconds a call may take with its repetitions.
    """

    @cached_property
    def incidents(self) -> Incidents:
        """Open, follow and close incidents."""
        from .areas.incidents import Incidents

        return Incidents(self)

    @cached_property
    def schedules(self) -> Schedules:
        """Who is on call, and the rotations that decide it."""
        from .areas.oncall import Schedules

        return Schedules(self)

    @cached_property
    def policies(self) -> Policies:
        """Escalation policies: who is paged, and after whom."""
        from .areas.chains import Policies

        return Policies(self)

    @cached_property
    def integrations(self) -> Integrations:
        """Where alerts come in, and by which routing policy they leave."""
        from .areas.integrations import Integrations

        return Integrations(self)

    @cached_property
    def team(self) -> Team:
        """Members and invitations; changes need the key of an admin."""
        from .areas.team import Team

        return Team(self)

    @cached_property
    def users(self) -> Users:
        """People by their ids and addresses."""
        from .areas.users import Users

        return Users(self)
