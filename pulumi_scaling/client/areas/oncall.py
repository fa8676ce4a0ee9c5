"""On-call schedules: who is on call, and who was or will be."""

from __future__ import annotations

from datetime import datetime

from pulumi_scaling.client.http import segment

from .declared import ScheduleArea
from .records import People, Person, Record
from .sending import instant
from .users import User, Users

__all__ = ["OnCall", "Schedules"]


class OnCall(Record):
    """Who is on call at one moment, by user ids."""

    owner: Person | None = None
    """Owns the incidents of that moment; None when nobody is on call."""
    paging_targets: People = ()
    """Everybody who would be paged: one for each layer in force."""
    current_oncall: People = ()


class Schedules(ScheduleArea):
    """`client.schedules`."""

    def resolve(self, schedule_id: str, *, at: datetime | str | None = None) -> OnCall:
        """Who is on call now or at any other moment, as user ids.

        ```python
        sunday_night = client.schedules.resolve(schedule.id, at="2026-03-01T03:00:00Z")
        print(sunday_night.owner, sunday_night.paging_targets)
        ```
        """
        path = f"/oncall/schedules/{segment(schedule_id)}/resolve"
        return self._one(OnCall, "GET", path, at=instant(at))

    def on_call(self, schedule_id: str, *, at: datetime | str | None = None) -> tuple[User, ...]:
        """Who would be paged, as people with names and addresses, the owner first.

        ```python
        for person in client.schedules.on_call(schedule.id):
            print(person.name, person.email)
        ```
        """
        found = self.resolve(schedule_id, at=at)
        ids = ([found.owner] if found.owner else []) + [*found.paging_targets]
        known = {user.id: user for user in Users(self._calls).list()} if ids else {}
        return tuple(known.get(id_) or User(id=id_) for id_ in dict.fromkeys(ids))
