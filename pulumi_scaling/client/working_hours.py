"""Named weekly windows, such as the hours of an office, in the zone they are meant in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from .area import Area
from .bodies import changed, given
from .keep import KEEP, Keep
from .records import Clock, Instant, Listed, Record
from .wire import segment

__all__ = ["Window", "WindowInput", "WorkingHours", "WorkingHoursSet"]


class WindowInput(TypedDict):
    """Days and hours, as `{"days": [1, 2], "start": "09:00", "end": "17:00"}`."""

    days: Sequence[int]
    """ISO weekdays: Monday is 1, Sunday 7."""
    start: str
    end: str


class Window(Record):
    """Days and hours of one window."""

    days: Annotated[tuple[int, ...], Listed] = ()
    """ISO weekdays: Monday is 1, Sunday 7."""
    start: Clock
    end: Clock


class WorkingHoursSet(Record):
    """Weekly windows under one name."""

    id: str
    name: str
    timezone: str
    windows: Annotated[tuple[Window, ...], Listed] = ()
    """May be missing in lists; `get` shows them."""
    org_id: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class WorkingHours(Area):
    """`client.working_hours`."""

    def list(self) -> Iterator[WorkingHoursSet]:
        """Go through all of them."""
        return self._all(WorkingHoursSet, "/working-hours")

    def get(self, working_hours_id: str) -> WorkingHoursSet:
        """Read one with its windows."""
        return self._one(WorkingHoursSet, "GET", f"/working-hours/{segment(working_hours_id)}")

    def create(
        self, *, name: str, timezone: str, windows: Sequence[WindowInput | Window]
    ) -> WorkingHoursSet:
        """Add a set; its name must be new to the organization.

        ```python
        office = client.working_hours.create(
            name="Paris office",
            timezone="Europe/Paris",
            windows=[{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}],
        )
        saturday = {"days": [6], "start": "10:00", "end": "13:00"}
        client.working_hours.update(office.id, windows=[*office.windows, saturday])
        ```
        """
        return self._one(
            WorkingHoursSet,
            "POST",
            "/working-hours",
            given(name=name, timezone=timezone, windows=windows),
        )

    def update(
        self,
        working_hours_id: str,
        *,
        name: str | Keep = KEEP,
        timezone: str | Keep = KEEP,
        windows: Sequence[WindowInput | Window] | Keep = KEEP,
    ) -> WorkingHoursSet:
        """Change what is said and leave the rest; `windows` replaces the whole list."""
        return self._one(
            WorkingHoursSet,
            "PATCH",
            f"/working-hours/{segment(working_hours_id)}",
            changed(name=name, timezone=timezone, windows=windows),
        )

    def delete(self, working_hours_id: str) -> None:
        """Remove the set."""
        self._calls.delete(f"/working-hours/{segment(working_hours_id)}")
