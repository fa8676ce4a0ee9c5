"""All that rules look at, in one value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .directory import Directory
from .movements import Movement
from .names import Names
from .outcome import PersonReview, ScheduleReview
from .overlaps import Owned, owned
from .walls import Wall, city
from .worlds import Refused

__all__ = ["Case", "Side"]

Side = Literal["before", "after"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A comparison that is to be judged."""

    schedules: Sequence[ScheduleReview]
    movements: Sequence[Movement]
    people: Sequence[PersonReview]
    refused: Sequence[Refused]
    directory: Directory
    called: Names
    now: datetime
    until: datetime
    say_zone: bool

    @property
    def told(self) -> Iterator[ScheduleReview]:
        """Schedules that can be compared, and will be there."""
        return (each for each in self.schedules if each.told and each.will)

    def owned(self, side: Side) -> Owned:
        """What everybody owns."""
        return owned(
            {
                each.key: each.before if side == "before" else each.after
                for each in self.schedules
                if each.told
            }
        )

    def names(self) -> Mapping[str, str]:
        """Of schedules, by key."""
        return {each.key: each.name for each in self.schedules}

    def wall(self, one: ScheduleReview) -> Wall:
        """The clock of a schedule."""
        here = one.will or one.was
        if here is None:
            raise ValueError(f"{one.name!r} is neither before nor after")
        return Wall(here.rota.zone, self.now)

    def moment(self, one: ScheduleReview, at: datetime) -> str:
        """On the clock of a schedule, which is named where clocks differ."""
        wall = self.wall(one)
        if at == self.now:
            return "now"
        return wall.moment(at) + (f" {city(wall.zone)}" if self.say_zone else "")
