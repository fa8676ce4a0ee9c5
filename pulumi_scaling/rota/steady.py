"""When the clocks of a zone run evenly, so that what they show is plain arithmetic.

`zoneinfo` says which offset holds at an instant, and not how long: changes are found by looking
every third day and halving where two looks differ. No zone has changed twice within six days since
standard time began, so none hides between two looks; a test reads every zone there is.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from .clock import FIRST, LAST

_LOOK: Final = timedelta(days=3)


def steady(
    zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, timedelta]]:
    """A window in UTC in pieces of one offset each; none is longer than a year.

    The day at either end of the calendar is left out: a clock there may show a year without number.
    """
    begin, stop = max(start, FIRST), min(end, LAST)
    while begin < stop:
        until = min(_until(zone, begin), stop)
        yield begin, until, _offset(zone, begin)
        begin = until


def steady_around(zone: ZoneInfo, at: datetime) -> tuple[datetime, datetime]:
    """Instants around `at` between which the offset is the same; it may have been so before."""
    changes = _changes(zone, at.year)
    place = bisect_right(changes, at)
    return changes[max(place - 1, 0)], changes[min(place, len(changes) - 1)]


def _until(zone: ZoneInfo, at: datetime) -> datetime:
    changes = _changes(zone, at.year)
    return changes[bisect_right(changes, at)]


@lru_cache(maxsize=1024)  # zones times years
def _changes(zone: ZoneInfo, year: int) -> tuple[datetime, ...]:
    """The changes of a year in UTC, between its beginning and its end."""
    begin = max(FIRST.replace(year=year, month=1, day=1), FIRST)
    stop = LAST if year == LAST.year else begin.replace(year=year + 1, month=1, day=1)
    found, at = [begin], begin
    while at < stop:
        ahead = at + min(_LOOK, stop - at)
        if _offset(zone, at) != _offset(zone, ahead):
            found.append(_between(zone, at, ahead))
        at = ahead
    return (*found, stop)


def _between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first instant after `early` at which the offset is that of `late`."""
    offset = _offset(zone, late)
    while late - early > datetime.resolution:
        middle = early + (late - early) // 2
        if _offset(zone, middle) == offset:
            late = middle
        else:
            early = middle
    return late


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)
