"""All that rules look at, in one value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from .climbs import ChainReview
from .directory import Directory
from .movements import Movement
from .names import Names
from .outcome import PersonReview, ScheduleReview
from .overlaps import Owned, owned
from .setting import Setting
from .worlds import Refused

__all__ = ["Case", "Side"]

Side = Literal["before", "after"]


@dataclass(frozen=True, kw_only=True)
class Case:
    """A comparison that is to be judged."""

    setting: Setting
    movements: Sequence[Movement]
    people: Sequence[PersonReview]
    chains: Sequence[ChainReview]
    refused: Sequence[Refused]

    @property
    def directory(self) -> Directory:
        """What the team said."""
        return self.setting.directory

    @property
    def called(self) -> Names:
        """What people are called."""
        return self.setting.called

    @property
    def told(self) -> Iterator[ScheduleReview]:
        """Schedules that can be compared, and will be there."""
        every = self.setting.schedules.values()
        return (each for each in every if each.told and each.will)

    def owned(self, side: Side) -> Owned:
        """What everybody owns."""
        return owned(
            {
                each.key: each.before if side == "before" else each.after
                for each in self.setting.schedules.values()
                if each.told
            }
        )

    @property
    def until(self) -> datetime:
        """The end of what is compared."""
        return self.setting.until

    def moment(self, one: ScheduleReview, at: datetime) -> str:
        """On the clock of a schedule, which is named where clocks differ."""
        return self.setting.moment(one, at)
