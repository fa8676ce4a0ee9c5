"""What everything is told by: the window, the clocks, the names, and what the team said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from .directory import Directory
from .names import Names
from .outcome import ScheduleReview
from .walls import Wall, city
from .worlds import Schedule

__all__ = ["Holidays", "Setting"]

Holidays: TypeAlias = Mapping[date, str]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One of it a review."""

    now: datetime
    until: datetime
    zone: ZoneInfo | None
    """Asked for, in place of each schedule's own."""
    home: ZoneInfo | None
    """The one zone of times of which nothing else is said; None where there is no one zone."""
    directory: Directory
    called: Names
    holidays: Holidays
    schedules: Mapping[str, ScheduleReview]
    """By key."""

    @property
    def say_zone(self) -> bool:
        """Whether each time says whose it is."""
        return self.home is None

    def wall(self, one: ScheduleReview) -> Wall:
        """The clock that the times of a schedule are read from."""
        return self.walls(one)[1]

    def walls(self, one: ScheduleReview) -> tuple[Wall, Wall]:
        """The same before and after, if its zone moves."""
        ours, theirs = (self._zone(each) for each in (one.was or one.will, one.will or one.was))
        return Wall(ours, self.now), Wall(theirs, self.now)

    def moment(self, one: ScheduleReview, at: datetime) -> str:
        """An instant in a sentence about a schedule."""
        wall = self.wall(one)
        if at == self.now:
            return "now"
        return wall.moment(at) + (f" {city(wall.zone)}" if self.say_zone else "")

    def _zone(self, schedule: Schedule | None) -> ZoneInfo:
        return self.zone or (schedule.rota.zone if schedule else ZoneInfo("UTC"))
