"""From when to count, so that whoever is on call stays so until their turn ends.

Turns are counted from a start. Somebody added to a roster shifts everybody's number, and the pager
changes hands that moment; moved by whole turns, the start gives the same person the running turn.
"""

from dataclasses import replace
from datetime import datetime, timezone
from typing import Final
from zoneinfo import ZoneInfo

from .clock import local_day, utc, wall_clock
from .layer import Layer
from .shifts import handoff, turn_number

_BEGINNING: Final = datetime.min.replace(tzinfo=timezone.utc)


def anchor(
    before: Layer, after: Layer, *, now: datetime, was: ZoneInfo, will: ZoneInfo
) -> datetime | None:
    """The start of `after` with which whoever has the running turn of `before` keeps it.

    If they are in `after` no more, the next of the old order who is takes over, until the same end.
    A turn never lasts longer than a turn of `after`: where they got shorter, the running one ends
    a whole new turn from its last handoff time at the latest. So it is in the hours between a start
    and the first handoff time on its day: that first turn is longer than any other can be, and for
    whoever is not first in `after` it ends a day early. In another zone the turn ends on the same
    date; only where that date's handoff time has passed there, on the next. None where no turn is
    running, and where nobody stays.
    """
    instant = utc(now)
    if not before.active(instant):
        return None
    number = turn_number(before, was, instant)
    end = handoff(before, was, number + 1)
    found = _holder(before.participants, number, after.participants)
    if end is None or found is None:
        return None
    place = _place(before.participants, found, after.participants)
    same = replace(after, effective_from=before.effective_from)
    if place == number == 0 and handoff(same, will, 1) == end:
        return before.effective_from  # A first turn may be longer than all that follow it.
    length = after.length_days
    today = _last_handoff(after, will, instant)
    # A turn ends on the day it was promised for, by the calendar it was promised in.
    last = min(max(local_day(end, was), today + 1), today + length)
    start = last - (place + 1) * length
    # A date is after the year 1; whole cycles further on the same people have the same turns.
    if start < 2:
        return None
    moved = wall_clock(start, after.handoff_time, will, after=_BEGINNING)
    return moved if moved and moved <= instant else None


def _holder(old: tuple[str, ...], number: int, new: tuple[str, ...]) -> int | None:
    """The place in the old order of who has the turn, or is the next who stays."""
    turns = ((number + step) % len(old) for step in range(len(old)))
    return next((place for place in turns if old[place] in new), None)


def _place(old: tuple[str, ...], held: int, new: tuple[str, ...]) -> int:
    """Which turn of the new order it is; of several, the one that goes on most as the old did."""
    following = [who for who in (*old[held:], *old[:held]) if who in new]

    def alike(place: int) -> int:
        turned = (*new[place:], *new[:place])
        pairs = enumerate(zip(turned, following, strict=False))
        return next((at for at, (ours, theirs) in pairs if ours != theirs), len(new))

    places = [place for place, who in enumerate(new) if who == old[held]]
    return max(places, key=alike)


def _last_handoff(layer: Layer, zone: ZoneInfo, at: datetime) -> int:
    """The last day whose handoff time has come."""
    today = local_day(at, zone)
    then = wall_clock(today, layer.handoff_time, zone, after=_BEGINNING)
    return today if then is not None and then <= at else today - 1
