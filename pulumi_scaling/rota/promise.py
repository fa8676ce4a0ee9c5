"""When somebody is promised to be on call, as people write it.

`24x7` · `Mon-Fri 09:00-18:00 Europe/Paris` · `Sat-Sun` · `Mon,Wed 22:00-06:00; Fri 18:00-24:00`,
with whatever dash their keyboard or their word processor has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from .clock import utc
from .wall_hours import DAY, EVERY_DAY, Interval, WallHours, intervals, on_weekdays

T = TypeVar("T")

_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MIDNIGHT: Final = timedelta(0)
_ALWAYS: Final = ("24x7", "24/7", "24\u00d77")
_DASHES: Final = re.compile(r"\s*[\-\u2010-\u2015\u2212]\s*")
_COMMAS: Final = re.compile(r"\s*,\s*")
_HOURS: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_LIKE_HOURS: Final = re.compile(r"[\d:,-]+")
_HOW: Final = "write '24x7', or days, hours or both, as 'Mon-Fri 09:00-18:00 Europe/Paris'"


@dataclass(frozen=True, kw_only=True, slots=True)
class Promised:
    """The same hours on some days of the week."""

    days: frozenset[int]
    """ISO weekdays on which the hours begin: Monday is 1, Sunday 7."""
    start: timedelta
    end: timedelta
    """Since midnight; more than a day where the hours go on past the next one."""
    zone: ZoneInfo | None
    """Whose clock shows them; None is that of the schedule."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """Hours of the week; what is outside of them is meant to be silent."""

    parts: tuple[Promised, ...]
    text: str = field(compare=False)
    """As it was written."""

    @classmethod
    def parse(cls, text: str) -> Promise:
        """Days, hours and a time zone, any of them; several parts with `;` between.

        Hours that end before they begin end on the next day. A zone that is named once holds for
        all parts, and none means the clock of the schedule.

        >>> Promise.parse("24x7") == Promise.parse("Mon-Sun 00:00-24:00")
        True
        """
        found = [part for each in text.split(";") if each.strip() for part in _part(each.strip())]
        if not found:
            raise ValueError(f"the promise {text!r} says nothing: {_HOW}")
        zones = {part.zone for part in found} - {None}
        if len(zones) > 1 and any(part.zone is None for part in found):
            raise ValueError(
                f"the promise {text!r} names more than one time zone, and a part without any: "
                "name one in each part, or one for all"
            )
        (zone,) = zones if len(zones) == 1 else (None,)
        return cls(parts=tuple(replace(part, zone=part.zone or zone) for part in found), text=text)

    def intervals(self, zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Interval]:
        """When it holds, in the fewest intervals; `zone` is that of the schedule."""
        begin, stop = utc(start), utc(end)
        if any(part.days == EVERY_DAY and part.end - part.start >= DAY for part in self.parts):
            return iter([(begin, stop)] if begin < stop else [])
        hours = (
            WallHours(part.zone or zone, on_weekdays(part.days), part.start, part.end)
            for part in self.parts
        )
        return intervals(hours, begin, stop)


def _part(text: str) -> Iterator[Promised]:
    """One of several: each of its hours is a part of its own."""
    days: frozenset[int] | None = None
    hours: list[tuple[timedelta, timedelta]] | None = None
    zone: ZoneInfo | None = None
    words = _COMMAS.sub(",", _DASHES.sub("-", text)).split()
    for word in words:
        if word.lower() in _ALWAYS:
            if days or hours:
                raise ValueError(
                    f"{text!r}: {word} is every hour of every day, so leave out others"
                )
            days, hours = EVERY_DAY, [(_MIDNIGHT, DAY)]
        elif (read := _days(word, text)) is not None:
            days = _once(days, read, "days", text)
        elif _LIKE_HOURS.fullmatch(word):
            hours = _once(hours, [_span(each, text) for each in word.split(",")], "hours", text)
        else:
            zone = _once(zone, _zone(word, text), "a time zone", text)
    if days is None and hours is None:
        raise ValueError(f"{text!r} names neither days nor hours: {_HOW}")
    for start, end in hours or [(_MIDNIGHT, DAY)]:
        yield Promised(days=days or EVERY_DAY, start=start, end=end, zone=zone)


def _once(before: T | None, now: T, what: str, text: str) -> T:
    if before is not None:
        raise ValueError(f"{text!r} names {what} twice: put a ';' between two parts")
    return now


def _days(word: str, text: str) -> frozenset[int] | None:
    """`Mon-Fri`, `Sat,Sun`, `Fri-Mon`; None for what is no day at all."""
    found: set[int] = set()
    for each in word.split(","):
        ends = [_day(name) for name in each.split("-")]
        if ends[0] is None:
            if found:
                raise ValueError(f"{text!r}: {each!r} is no day of the week, as Mon or Tuesday are")
            return None
        if len(ends) > 2 or ends[-1] is None:
            raise ValueError(f"{text!r}: {each!r} is no range of days, as Mon-Fri is")
        found |= {(ends[0] + step) % 7 + 1 for step in range((ends[-1] - ends[0]) % 7 + 1)}
    return frozenset(found)


def _day(name: str) -> int | None:
    """Counted from Monday, which is 0."""
    places = (place for place, full in enumerate(_NAMES) if full.startswith(name.lower()))
    return next(places, None) if len(name) >= 3 else None


def _span(word: str, text: str) -> tuple[timedelta, timedelta]:
    read = _HOURS.fullmatch(word)
    if read is None:
        raise ValueError(f"{text!r}: {word!r} is no range of hours, as 09:00-18:00 is")
    shown = [int(number) for number in read.groups()]
    start, end = (timedelta(hours=shown[at], minutes=shown[at + 1]) for at in (0, 2))
    if start >= DAY or end > DAY or max(shown[1], shown[3]) > 59:
        raise ValueError(f"{text!r}: no clock shows {word}; hours go from 00:00 to 24:00")
    return start, end if start < end else end + DAY


def _zone(word: str, text: str) -> ZoneInfo:
    try:
        return ZoneInfo(word)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValueError(
            f"{text!r}: {word!r} is neither days, nor hours, nor a time zone: {_HOW}"
        ) from unknown
