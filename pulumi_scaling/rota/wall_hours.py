"""Hours that a clock on the wall shows, on some days, as intervals of time.

An instant is inside if and only if the clock and the calendar of the zone say so. An hour that is
skipped is not there, one that comes twice is there twice, and a day may have 23 hours or none.
(A handoff has another rule, in `clock`: it must happen once, whatever the clock shows.)
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from heapq import merge
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from .clock import FIRST, LAST, local_day
from .steady import steady

Interval = tuple[datetime, datetime]
DAY: Final = timedelta(days=1)
EVERY_DAY: Final = frozenset(range(1, 8))
"""ISO weekdays: Monday is 1."""
_FIRST: Final = FIRST + 3 * DAY
_LAST: Final = LAST - 3 * DAY


class WallHours(NamedTuple):
    """From when to when on the days that are picked."""

    zone: ZoneInfo
    picked: Callable[[int], bool]
    """Of the ordinal of a day."""
    start: timedelta
    """Since midnight, as a clock counts."""
    end: timedelta
    """More than a day where it is on the next one."""


def on_weekdays(days: frozenset[int]) -> Callable[[int], bool]:
    """ISO weekdays: Monday is 1, and was the first day of the calendar."""
    return lambda day: (day - 1) % 7 + 1 in days


def since_midnight(shown: time) -> timedelta:
    """What a clock shows, as a length."""
    return timedelta(
        hours=shown.hour,
        minutes=shown.minute,
        seconds=shown.second,
        microseconds=shown.microsecond,
    )


def parts(
    hours: WallHours, begin: datetime, stop: datetime
) -> Iterator[tuple[datetime, datetime, int]]:
    """Each with the day it belongs to: several of a day where clocks were changed inside it.

    The last days at either end of the calendar are left out.
    """
    zone, picked, start, end = hours
    if start >= end:
        return
    nights = -(-end // DAY) - 1  # how many midnights they go past
    for since, until, offset in steady(zone, max(begin, _FIRST), min(stop, _LAST)):
        last = local_day(until - datetime.resolution, zone)
        for day in range(local_day(since, zone) - nights, last + 1):
            if picked(day):
                midnight = datetime.combine(date.fromordinal(day), time(), timezone.utc) - offset
                opens, closes = max(midnight + start, since), min(midnight + end, until)
                if opens < closes:
                    yield opens, closes, day


def intervals(several: Iterable[WallHours], begin: datetime, stop: datetime) -> Iterator[Interval]:
    """Whenever any of them is, in the fewest intervals."""
    found: Interval | None = None
    for opens, closes, _ in merge(*(parts(hours, begin, stop) for hours in several)):
        if found and opens <= found[1]:
            found = (found[0], max(found[1], closes))
            continue
        if found:
            yield found
        found = (opens, closes)
    if found:
        yield found
