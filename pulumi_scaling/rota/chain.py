"""A chain of escalation as values: who is paged when nobody answers, and after how long."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from .clock import on_the_wall, utc
from .wall_hours import Interval, WallHours, intervals, on_weekdays, since_midnight


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Days of the week, and the hours of each of them."""

    days: frozenset[int]
    """ISO weekdays: Monday is 1, Sunday 7."""
    start: time
    end: time
    """Excluded, as every end is. An end that is not after the start leaves nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Weekly windows, on the clocks of a zone."""

    zone: ZoneInfo
    windows: tuple[Window, ...]

    def on(self, at: datetime) -> bool:
        """Whether the clock shows one of the windows."""
        shown = on_the_wall(utc(at), self.zone)
        return any(
            shown.isoweekday() in window.days and window.start <= shown.time() < window.end
            for window in self.windows
        )

    def intervals(self, start: datetime, end: datetime) -> Iterator[Interval]:
        """When it shows one of them, in the fewest intervals of UTC."""
        windows = (
            WallHours(
                self.zone,
                on_weekdays(window.days),
                since_midnight(window.start),
                since_midnight(window.end),
            )
            for window in self.windows
        )
        return intervals(windows, utc(start), utc(end))


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When a link pages: an escalation that comes to it at another time passes it by."""

    hours: Hours
    when: Literal["during", "outside"]

    def holds(self, at: datetime) -> bool:
        """Whether an escalation that comes to the link at this instant stops there."""
        return self.hours.on(at) is (self.when == "during")


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link of a chain: whom to page, and how long to wait for them."""

    wait: timedelta
    """How long they have before the next link is paged."""
    schedule: str | None = None
    """Whatever a schedule is called in the mapping that is handed along; or people."""
    users: tuple[str, ...] = ()
    condition: Condition | None = None
