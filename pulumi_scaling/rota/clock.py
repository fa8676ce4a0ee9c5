"""Instants and wall clocks, and the one place where daylight saving is decided.

Built on `zoneinfo` alone. What a library such as `whenever` adds are types that make mistakes
harder, not other answers: `fold=0` already is the rule of RFC 5545 for both odd hours of a year,
and the tests hold every handoff against `whenever` as a second witness. A deployment needs rotas
too, and would pay for a compiled dependency with nothing to show for it.

Two habits keep `zoneinfo` honest. Instants are compared in UTC only, since Python compares two
datetimes of one zone by their wall clocks. Days are counted as ordinals, which reach past the ends
of Python's calendar where datetimes raise: an API accepts the year 1, and a turn of a million days.
"""

from datetime import date, datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

BEGINNING: Final = datetime.min.replace(tzinfo=timezone.utc)
END: Final = datetime.max.replace(tzinfo=timezone.utc)

# No zone is a whole day away from UTC, so a day inside its ends the calendar has room to convert.
FIRST: Final = BEGINNING + timedelta(days=1)
LAST: Final = END - timedelta(days=1)


def utc(instant: datetime) -> datetime:
    """The same instant in UTC, or the end of the calendar that is nearest to it."""
    offset = instant.utcoffset()
    if offset is None:
        raise ValueError(f"{instant.isoformat()} is no instant: it has no offset from UTC")
    try:
        return instant.astimezone(timezone.utc)
    except OverflowError:
        return BEGINNING if offset > timedelta(0) else END


def later(at: datetime, wait: timedelta) -> datetime:
    """An instant some time after another, or the end of the calendar."""
    return at + min(wait, END - at)


def on_the_wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What clock and calendar show; at the ends of time, what they show a day inside."""
    return min(max(instant, FIRST), LAST).astimezone(zone)


def local_day(instant: datetime, zone: ZoneInfo) -> int:
    """The ordinal of the day a calendar on the wall shows; at the ends of time, a day inside."""
    return on_the_wall(instant, zone).toordinal()


def wall_clock(day: int, at: time, zone: ZoneInfo, *, after: datetime) -> datetime | None:
    """The instant after `after` when clocks in `zone` show `at` on that day; None past the end.

    A time the zone skips is read with the offset from before the gap, so 02:30 becomes 03:30 and
    the turn before it keeps its full length in hours. A time that comes twice is the earlier one,
    unless that one is not after `after`.
    """
    if day > LAST.toordinal():
        return None
    shown = datetime.combine(date.fromordinal(day), at, zone)
    # A `time` may carry a fold of its own, and would choose the later hour with it.
    instant = shown.replace(fold=0).astimezone(timezone.utc)
    return instant if instant > after else shown.replace(fold=1).astimezone(timezone.utc)
