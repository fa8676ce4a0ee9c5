"""Days as columns: where an instant is between the midnights of a zone.

A day of 23 or 25 hours is as wide as any other, and one that a zone left out has no width to put
an instant in.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, datetime, time, timedelta, timezone
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

__all__ = ["Days", "day_of", "midnight", "month_of", "span", "wall"]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins, also where the clocks change at that moment."""
    return datetime.combine(day, time(), zone).astimezone(timezone.utc)


class Days:
    """The days that a window touches, from the first one's midnight to the last one's."""

    def __init__(self, start: datetime, end: datetime, zone: ZoneInfo) -> None:
        first = start.astimezone(zone).date()
        last = (end - timedelta(microseconds=1)).astimezone(zone).date()
        self.dates = tuple(first + timedelta(days=at) for at in range((last - first).days + 1))
        self.zone = zone

    @cached_property
    def edges(self) -> tuple[datetime, ...]:
        """The midnights, one more than there are days."""
        last = self.dates[-1] + timedelta(days=1)
        return tuple(midnight(day, self.zone) for day in (*self.dates, last))

    def place(self, instant: datetime) -> float:
        """How many days from the left; outside, the nearer end."""
        at = bisect_right(self.edges, instant) - 1
        if at < 0:
            return 0.0
        if at >= len(self.dates):
            return float(len(self.dates))
        begin, end = self.edges[at], self.edges[at + 1]
        return at + (instant - begin) / (end - begin)


def day_of(day: date) -> str:
    """`Mon 30 Nov`, in English wherever it runs."""
    return f"{_WEEK[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def month_of(day: date) -> str:
    """`November 2026`."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


@lru_cache(maxsize=16384)
def wall(instant: datetime, zone: ZoneInfo) -> str:
    """`Mon 30 Nov 09:00`, and the offset in an hour that comes twice."""
    local = instant.astimezone(zone)
    said = f"{day_of(local.date())} {local:%H:%M}"
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{said} {local.isoformat()[-6:]}" if twice else said


def span(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """The days of a window, with the year."""
    days = Days(start, end, zone).dates
    return f"{day_of(days[0])} – {day_of(days[-1])} {days[-1].year}"


_WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
