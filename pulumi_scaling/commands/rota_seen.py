"""Schedules to be shown, wherever they come from: an account, a stack, or a plan.

People are e-mails in lower case, or ids where no e-mail is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Duty, OnCall, Rota, timeline

__all__ = ["Seen", "SeenSchedule"]

UTC: Final = ZoneInfo("UTC")
REACH: Final = 400
"""Days beyond a window in which the ends of a turn are looked for."""


@dataclass(frozen=True)
class SeenSchedule:
    """Who takes turns on one schedule."""

    name: str
    timezone: str
    rota: Rota
    key: str
    """What stays the same when it is renamed."""
    says: OnCall | None = None
    """What the API itself says of now, where that is not what the layers say."""
    remarks: tuple[str, ...] = ()
    """What must be known to read its turns."""

    def duties(self, start: datetime, end: datetime) -> tuple[Duty, ...]:
        """The whole window, as the layers have it."""
        return tuple(timeline(self.rota, start, end))

    def duties_around(self, start: datetime, end: datetime) -> tuple[Duty, ...]:
        """The same and what is beside it, where the turns at the ends begin and end."""
        longest = max((layer.length_days for layer in self.rota.layers), default=0)
        reach = timedelta(days=min(longest, REACH) + 2)
        return self.duties(start - reach, end + reach)


@dataclass(frozen=True)
class Seen:
    """All that was asked for, and whose it is."""

    where: str
    """`in the stack dev`; empty for an account."""
    schedules: tuple[SeenSchedule, ...]
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What people are called, by e-mail."""
    failures: tuple[str, ...] = ()
    """What could not be read."""

    def called(self, person: str) -> str:
        """A name, or what there is."""
        return self.names.get(person) or person.partition("@")[0]

    @property
    def zone(self) -> ZoneInfo:
        """The zone most schedules are in."""
        zones = Counter(each.timezone for each in self.schedules).most_common(1)
        return ZoneInfo(zones[0][0]) if zones else UTC

    @property
    def remarks(self) -> tuple[str, ...]:
        """Those of all schedules."""
        return tuple(said for each in self.schedules for said in each.remarks)
