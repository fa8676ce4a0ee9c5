"""The turns of one layer, by arithmetic on calendar days and never by walking from the start.

The first shift runs from `effective_from`, whatever the clock shows then, to the handoff time
`length_days` after the *local date* of the start; every later handoff is `length_days` further on
the calendar. So a weekly layer that starts on a Monday hands off on Mondays, started before the
handoff time or after it. Counting from the nearest handoff time instead would move it to Sundays
or to Tuesdays, and nobody wrote that. The price is a first shift up to a day longer or shorter.

On days when clocks change, a handoff stays at its wall clock time and the shifts beside it have an
hour more or less (`clock` has the two exceptions). Where a zone skipped a whole date, as Samoa did
with 30 December 2011, a turn that was that date alone does not happen, and everybody else keeps
the dates they were promised.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from .clock import local_day, utc, wall_clock
from .layer import Layer
from .steady import steady_around

_SETTLED: Final = timedelta(days=2)
_LONG: Final = 1000
"""Days, and longer than clocks are known to run evenly: such turns ask the zone each time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shift:
    """One turn, or the part of it inside a window."""

    user: str
    start: datetime
    end: datetime
    layer: str


def shifts(layer: Layer, zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Shift]:
    """The turns of a layer inside a window, first to last, cut at the ends of the window.

    Two turns in a row of the same person are two shifts. Overrides are the rota's: see `timeline`.
    """
    for begin, until, user in turns(layer, zone, utc(start), utc(end)):
        yield Shift(user=user, start=begin, end=until, layer=layer.name)


def turns(
    layer: Layer, zone: ZoneInfo, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, str]]:
    """The same of instants in UTC, as bare starts, ends and people: a year has many of them.

    While clocks run evenly, one handoff comes whole days after another, and that sum costs a tenth
    of asking the zone. Two days after a change nothing can be shown for a second time any more.
    """
    begin = max(start, layer.effective_from)
    stop = end if layer.effective_until is None else min(end, layer.effective_until)
    if begin >= stop:
        return
    people, number = layer.participants, turn_number(layer, zone, begin)
    day = local_day(layer.effective_from, zone) + number * layer.length_days
    length = timedelta(days=min(layer.length_days, _LONG))
    since = until = begin
    while begin < stop:
        number, day = number + 1, day + layer.length_days
        if since <= begin < until:
            following = begin + length
        else:
            handed = wall_clock(day, layer.handoff_time, zone, after=layer.effective_from)
            following = stop if handed is None else handed
            since, until = _sure(zone, following, length)
        ended = min(following, stop)
        if begin < ended:  # not a turn whose only day the zone skipped
            yield begin, ended, people[(number - 1) % len(people)]
        begin = ended


def _sure(zone: ZoneInfo, at: datetime, length: timedelta) -> tuple[datetime, datetime]:
    """Between which handoffs the next one is that many days of 24 hours later."""
    since, until = steady_around(zone, at)
    room = until - since
    return (since + _SETTLED, until - length) if room > length + _SETTLED else (until, until)


def turn_number(layer: Layer, zone: ZoneInfo, at: datetime) -> int:
    """How many handoffs there were up to `at`, itself included; `at` is not before the start."""
    days = local_day(at, zone) - local_day(layer.effective_from, zone)
    number = max(days // layer.length_days, 0)
    # The date alone may be off by one: the handoff of a day comes later that day, and a clock put
    # back across midnight shows a date again after its handoff.
    while number > 0 and not _handed_off(layer, zone, number, at):
        number -= 1
    while _handed_off(layer, zone, number + 1, at):
        number += 1
    return number


def handoff(layer: Layer, zone: ZoneInfo, number: int) -> datetime | None:
    """The instant of a handoff, counted from 1; None for one after the end of the calendar."""
    day = local_day(layer.effective_from, zone) + number * layer.length_days
    # A clock put back across midnight can show the first handoff's date before the start as well:
    # the first participant starts, so only what comes after the start can hand off.
    return wall_clock(day, layer.handoff_time, zone, after=layer.effective_from)


def _handed_off(layer: Layer, zone: ZoneInfo, number: int, at: datetime) -> bool:
    instant = handoff(layer, zone, number)
    return instant is not None and instant <= at
