"""Cover that is promised, in words: `24x7`, or `Mon–Fri 09:00–18:00 Europe/Paris`."""

from __future__ import annotations

import re
from datetime import time
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.model import clock, zone_names
from pulumi_scaling.rota import Hours, Window

__all__ = ["ALWAYS", "hours_in"]

ALWAYS: Final = "24x7"
_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SAID: Final = re.compile(
    r"(?P<days>[A-Za-z, –-]+?)(?:\s+(?P<start>\d\d:\d\d)\s*[–-]\s*(?P<end>\d\d:\d\d))?"
    r"(?:\s+(?P<zone>[A-Z][\w+-]*(?:/[\w+-]+)+|UTC|GMT))?"
)


def hours_in(text: str, home: ZoneInfo | None = None) -> Hours | None:
    """The weekly windows that are meant; None is always.

    Without a zone of its own it is read on the clock of `home`. Raises ValueError with a sentence.
    """
    if text.strip().casefold() in {ALWAYS, "24/7", "always"}:
        return None
    found = _SAID.fullmatch(text.strip())
    days = _days(found["days"]) if found else frozenset[int]()
    if not found or not days:
        raise ValueError(
            f"{text!r} is no cover: say {ALWAYS}, or days and hours such as "
            "'Mon–Fri 09:00–18:00 Europe/Paris'"
        )
    zone = home or ZoneInfo("UTC")
    if name := found["zone"]:
        if name not in zone_names():
            raise ValueError(f"{name!r} in {text!r} is no IANA time zone, such as Europe/Paris")
        zone = ZoneInfo(name)
    start, end = (_time(found[name], text) for name in ("start", "end"))
    return Hours(zone=zone, windows=tuple(_windows(days, start or time(), end)))


def _windows(days: frozenset[int], start: time, end: time | None) -> list[Window]:
    """Those that go on past midnight are two."""
    if end == time():
        end = None
    if end is None or start < end:
        return [Window(days=days, start=start, end=end or time.max)]
    following = frozenset(day % 7 + 1 for day in days)
    first = Window(days=days, start=start, end=time.max)
    return [first, Window(days=following, start=time(), end=end)]


def _time(text: str | None, whole: str) -> time | None:
    if text is None or text == "24:00":
        return None
    found = clock(text)
    if found is None:
        raise ValueError(f"{text!r} in {whole!r} is no time of the day, such as 09:00")
    return time(found[0], found[1])


def _days(text: str) -> frozenset[int]:
    """ISO weekdays; nothing where a word is no day."""
    found: set[int] = set()
    for part in re.split(r"\s*,\s*|\s+and\s+", text.strip()):
        ends = [_DAYS.index(each) + 1 for each in _named(part)]
        if not ends or len(ends) > 2:
            return frozenset()
        first, last = ends[0], ends[-1]
        found.update((first + step - 1) % 7 + 1 for step in range((last - first) % 7 + 1))
    return frozenset(found)


def _named(part: str) -> list[str]:
    words = [each.strip().casefold()[:3] for each in re.split(r"[–-]", part)]
    return words if all(each in _DAYS for each in words) else []
