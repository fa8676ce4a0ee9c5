"""Turns as a calendar file, RFC 5545 to the letter: calendars forgive nothing.

All instants are UTC, so no zone has to be described, and a calendar shows them on its owner's
clock. A turn keeps its identifier when somebody else takes it: a calendar that reads the file again
changes the entry and does not add a second one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from typing import Final

from pulumi_scaling.rota import Rota, shifts

from .harmless import harmless

__all__ = ["ScheduledTurn", "ics", "scheduled_turns"]

FOLD: Final = 75
"""Octets of a line."""
REACH: Final = 4000
"""Days beyond the window in which the real ends of a turn are looked for."""


@dataclass(frozen=True, slots=True)
class ScheduledTurn:
    """One turn of one layer, with its real ends, wherever the window that it was found by ends."""

    schedule: str
    """Its name, for people."""
    key: str
    """What stays the same of the place in the schedule: an id of it, and the layer's name."""
    who: str
    start: datetime
    end: datetime
    owner: bool
    """Whether it is their incident, or they are paged besides the owner."""


def scheduled_turns(
    name: str, rota: Rota, start: datetime, end: datetime, *, key: str
) -> Iterator[ScheduledTurn]:
    """All turns that touch a window. Who stands in for whom is not among them."""
    for layer in rota.layers:
        reach = timedelta(days=min(layer.length_days, REACH) + 2)
        for shift in shifts(layer, rota.zone, start - reach, end + reach):
            if shift.start < end and start < shift.end:
                place, owner = f"{key}/{layer.name}", layer.position == 0
                yield ScheduledTurn(name, place, shift.user, shift.start, shift.end, owner)


def ics(
    name: str,
    turns: Iterable[ScheduledTurn],
    *,
    made: datetime,
    called: Callable[[str], str] | None = None,
) -> str:
    """A calendar of turns, of one person or of one schedule.

    With `called`, entries say whose turn it is; without it they are all its reader's.
    """
    entries = (line for turn in turns for line in _entry(turn, made, called))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//pulumi-scaling//rota//EN",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        *entries,
        "END:VCALENDAR",
    )
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def calendars(
    turns: Iterable[ScheduledTurn], *, made: datetime, called: Callable[[str], str]
) -> dict[str, str]:
    """A calendar for each person who has turns, by the person."""
    theirs: dict[str, list[ScheduledTurn]] = {}
    for turn in turns:
        theirs.setdefault(turn.who, []).append(turn)
    return {
        who: ics(f"On call: {called(who)}", own, made=made) for who, own in sorted(theirs.items())
    }


def _entry(
    turn: ScheduledTurn, made: datetime, called: Callable[[str], str] | None
) -> Iterator[str]:
    whose = f"{called(turn.who)}, " if called else ""
    what = "on call" if turn.owner else "also paged"
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(turn)}"
    yield f"DTSTAMP:{_instant(made)}"
    yield f"DTSTART:{_instant(turn.start)}"
    yield f"DTEND:{_instant(turn.end)}"
    summary = f"{whose}{what}: {turn.schedule}"
    yield f"SUMMARY:{_text(summary[:1].upper() + summary[1:])}"
    yield "TRANSP:TRANSPARENT"  # nobody is busy because they carry a pager
    yield "END:VEVENT"


def _uid(turn: ScheduledTurn) -> str:
    place = f"{turn.key}\n{_instant(turn.start)}".encode("utf-8", "replace")
    return f"{sha256(place).hexdigest()[:32]}@pulumi-scaling"


def _instant(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")


def _text(text: str) -> str:
    """There is no line end left in it to be escaped."""
    one = harmless(text)
    return one.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> Iterator[str]:
    """Lines of 75 octets, those after the first with a space before them; no letter is cut."""
    kept, taken = "", 0
    for each in line:
        size = len(each.encode())
        if taken + size > FOLD:
            yield kept
            kept, taken = " ", 1
        kept, taken = kept + each, taken + size
    yield kept
