"""On-call schedules: who is on call, and who was or will be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cached_property
from typing import Annotated

from .area import Area
from .bodies import changed, given, instant
from .keep import KEEP, Keep
from .records import Instant, Listed, People, Person, Record
from .rotation_layers import RotationLayer, RotationLayers
from .users import User, Users
from .wire import segment

__all__ = ["OnCall", "Schedule", "ScheduleWithLayers", "Schedules"]


class Schedule(Record):
    """A schedule as lists show it."""

    id: str
    name: str
    timezone: str
    """In which its handoff times are read."""
    description: str | None = None
    org_id: str | None = None
    created_by: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class ScheduleWithLayers(Schedule):
    """A schedule with its rotations, that of the owner first."""

    layers: Annotated[tuple[RotationLayer, ...], Listed] = ()


class OnCall(Record):
    """Who is on call at one moment, by user ids."""

    owner: Person | None = None
    """Owns the incidents of that moment; None when nobody is on call."""
    paging_targets: People = ()
    """Everybody who would be paged: one for each layer in force."""
    current_oncall: People = ()


class Schedules(Area):
    """`client.schedules`."""

    @cached_property
    def layers(self) -> RotationLayers:
        """The rotations inside a schedule."""
        return RotationLayers(self._calls)

    def list(self) -> Iterator[Schedule]:
        """Go through all of them, page by page, without their layers.

        ```python
        for schedule in client.schedules.list():
            print(schedule.name, schedule.timezone)
        ```
        """
        return self._all(Schedule, "/oncall/schedules")

    def find(self, name: str) -> Schedule | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, schedule_id: str) -> ScheduleWithLayers:
        """Read one with its layers."""
        return self._one(ScheduleWithLayers, "GET", _path(schedule_id))

    def create(self, *, name: str, timezone: str, description: str | None = None) -> Schedule:
        """Add one without layers; nobody is on call on it yet."""
        body = given(name=name, timezone=timezone, description=description)
        return self._one(Schedule, "POST", "/oncall/schedules", body)

    def update(
        self,
        schedule_id: str,
        *,
        name: str | Keep = KEEP,
        timezone: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
    ) -> Schedule:
        """Change what is said and leave the rest; None clears the description.

        ```python
        client.schedules.update(schedule.id, description="Payments, first line")
        ```
        """
        body = changed(name=name, timezone=timezone, description=description)

        def whole() -> dict[str, str | None]:
            now = self.get(schedule_id)
            as_is = {"name": now.name, "timezone": now.timezone, "description": now.description}
            return as_is | body

        return self._change(Schedule, "PATCH", _path(schedule_id), body, otherwise=("PUT", whole))

    def replace(
        self, schedule_id: str, *, name: str, timezone: str, description: str | None = None
    ) -> Schedule:
        """Say the whole schedule anew; its layers stay, a description left out is cleared."""
        body = changed(name=name, timezone=timezone, description=description)
        return self._change(
            Schedule, "PUT", _path(schedule_id), body, otherwise=("PATCH", lambda: body)
        )

    def delete(self, schedule_id: str) -> None:
        """Remove it with its layers. A policy layer that targets it will page nobody."""
        self._calls.delete(_path(schedule_id))

    def resolve(self, schedule_id: str, *, at: datetime | str | None = None) -> OnCall:
        """Who is on call now or at any other moment, as user ids.

        ```python
        sunday_night = client.schedules.resolve(schedule.id, at="2026-03-01T03:00:00Z")
        print(sunday_night.owner, sunday_night.paging_targets)
        ```
        """
        return self._one(OnCall, "GET", f"{_path(schedule_id)}/resolve", at=instant(at))

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


def _path(schedule_id: str) -> str:
    return f"/oncall/schedules/{segment(schedule_id)}"
