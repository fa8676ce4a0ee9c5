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
from datetime import datetime
from zoneinfo import ZoneInfo

from .clock import local_day, utc, wall_clock
from .layer import Layer


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
    begin = max(utc(start), layer.effective_from)
    stop = utc(end) if layer.effective_until is None else min(utc(end), layer.effective_until)
    number = turn_number(layer, zone, begin)
    while begin < stop:
        following = handoff(layer, zone, number + 1)
        until = stop if following is None else min(following, stop)
        if begin < until:  # not a turn whose only day the zone skipped
            user = layer.participants[number % len(layer.participants)]
            yield Shift(user=user, start=begin, end=until, layer=layer.name)
        begin, number = until, number + 1


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
