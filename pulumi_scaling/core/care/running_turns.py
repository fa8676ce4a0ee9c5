"""From when the server is to count turns: as the program says, or so that a running turn is kept.

Values in, values out: who asks knows the zones, the time and who somebody's spelling is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any, Final
from zoneinfo import ZoneInfo

from pulumi_scaling.core.words import as_it_is, instant_of, instant_text, same_instant, zone_called
from pulumi_scaling.model import Kind, Turns, clock, holds_unknown, instant
from pulumi_scaling.rota import Layer, anchor, shifts

__all__ = [
    "Setting",
    "Start",
    "assumed_kept",
    "counted_from",
    "keeps",
    "layer_held",
    "layer_of",
    "rank_held",
    "spelled",
    "turns_of",
    "wanted_start",
    "would_move",
]

Values = Mapping[str, Any]
Resolve = Callable[[str], str]
KEEP: Final = "keep_turn"


@dataclass(frozen=True)
class Start:
    """From when the server is to count."""

    at: str
    """An instant."""
    kept: Values | None = None
    """Why that is not what the program says, as a state keeps it."""


@dataclass(frozen=True)
class Setting:
    """What a comparison of two rotations rests on beside them."""

    was: str | None
    """The zone in which the handoffs of the old one were read, as far as it is known."""
    will: str | None
    now: datetime
    person: Resolve


def wanted_start(
    turns: Turns,
    old: Values | None,
    new: Values,
    setting: Setting,
    there: Values | None = None,
) -> Start | None:
    """Decide; None where something is not known yet.

    `old` is what the stack holds of it, with what it noted of an earlier decision. `there` is what
    the server has, where that was looked at: it may be more than the stack knows, after a run that
    was killed, and all there is of something that is taken over. Who is on call is as it is there.
    """
    asked = (turns.start, turns.clock, turns.length, turns.people, turns.rollout)
    if holds_unknown({name: new.get(name) for name in asked}):
        return None
    said = instant_of(new.get(turns.start), new.get(turns.clock), setting.will)
    if said is None:
        return None
    stays = _as_before(turns, old, new, said, setting) if old is not None else Start(said)
    if stays is None:
        return Start(said)  # Another start is what the program wants to see at once.
    moves = old is None or would_move(turns, old, new, setting)
    if not keeps(turns, new) or not moves:
        return stays
    if there is not None and not would_move(turns, there, new, setting):
        return _told(turns, new, said, str(there.get(turns.anchored)))
    held = old if there is None else there
    return (_keeping(turns, held, new, said, setting) if held else None) or stays


def assumed_kept(turns: Turns, found: Values, new: Values, zone: str | None) -> dict[str, Any]:
    """What to note of something taken over that counts from elsewhere, so that its turn goes on."""
    said = instant_of(new.get(turns.start), new.get(turns.clock), zone)
    start = _told(turns, new, said, found.get(turns.start)) if keeps(turns, new) else None
    if start is None or not start.kept:
        return {}
    return {turns.start: new.get(turns.start), turns.kept: start.kept}


def layer_of(
    turns: Turns, values: Values, start: str | None, zone: str | None, person: Resolve, place: int
) -> Layer | None:
    """The rotation as arithmetic; None where it cannot be reckoned with."""
    handoff, begins = clock(str(values.get(turns.clock))), instant(start or "")
    until = values.get(turns.end)
    ends = instant_of(until, values.get(turns.clock), zone) if until else None
    people = tuple(person(str(each)) for each in values.get(turns.people) or ())
    length = values.get(turns.length)
    if not (handoff and begins and people) or not isinstance(length, (int, float)) or length < 1:
        return None
    if until and ends is None:
        return None
    return Layer(
        name=str(values.get("name")),
        position=place,
        length_days=int(length),
        handoff_time=time(*handoff),
        effective_from=begins,
        effective_until=instant(ends) if ends else None,
        participants=people,
    )


def layer_held(
    turns: Turns, old: Values, zone: str | None, person: Resolve, place: int
) -> Layer | None:
    """The same of one that the stack holds, as the server counts it now."""
    return layer_of(turns, old, counted_from(turns, old, zone), zone, person, place)


def spelled(turns: Turns, person: Resolve, *said: Values) -> dict[str, str]:
    """How the people of rotations are written, by what stands for them."""
    everybody = (str(who) for each in said for who in each.get(turns.people) or ())
    return {person(who): who for who in everybody}


def rank_held(old: Values) -> int:
    """Where the stack has one that stands for itself."""
    rank = old.get("rank")
    return int(rank) if isinstance(rank, (int, float)) else 0


def counted_from(turns: Turns, old: Values, zone: str | None) -> str | None:
    """What the server counts from now, as far as the stack knows."""
    told = old.get(turns.anchored)
    if isinstance(told, str):
        return told
    return instant_of(old.get(turns.start), old.get(turns.clock), zone)


def keeps(turns: Turns, new: Values) -> bool:
    """Tell whether the program wants a running turn to go on."""
    return bool(new.get(turns.rollout) == KEEP)


def turns_of(kind: Kind, row: Values) -> Values:
    """What an answer says of turns, in the words of a state; people by id."""
    turns = kind.turns
    if turns is None:
        return {}
    names = (turns.start, turns.end, turns.clock, turns.length, turns.people, "name")
    said = {name: as_it_is(kind.fields[name], row) for name in names}
    return said | {turns.anchored: said[turns.start]}


def _as_before(turns: Turns, old: Values, new: Values, said: str, setting: Setting) -> Start | None:
    """The start that the stack has; None if the program says another one than it did."""
    kept: Values | None = old.get(turns.kept)
    before = kept.get("effective_from") if kept else old.get(turns.start)
    if not same_instant(instant_of(before, new.get(turns.clock), setting.will), said):
        return None
    return Start(str(kept["start"]), kept) if kept else Start(said)


def _told(turns: Turns, new: Values, said: str | None, at: Any) -> Start:
    """A start, with why it is not what the program says."""
    if said and same_instant(at, said):
        return Start(said)
    return Start(at, {"effective_from": new.get(turns.start), "start": at})


def would_move(turns: Turns, old: Values, new: Values, setting: Setting) -> bool:
    """Tell whether turns would fall otherwise."""
    times = [clock(str(each.get(turns.clock))) for each in (old, new)]
    who = [
        [setting.person(str(one)) for one in each.get(turns.people) or ()] for each in (old, new)
    ]
    return (
        times[0] != times[1]
        or old.get(turns.length) != new.get(turns.length)
        or who[0] != who[1]
        or (setting.was or setting.will) != setting.will
    )


def _keeping(turns: Turns, old: Values, new: Values, said: str, setting: Setting) -> Start | None:
    was, will = zone_called(setting.was or setting.will), zone_called(setting.will)
    since = counted_from(turns, old, setting.was or setting.will)
    before = layer_of(turns, old, since, setting.was or setting.will, setting.person, 0)
    after = layer_of(turns, new, said, setting.will, setting.person, 0)
    if not (was and will and before and after):
        return None
    moved = anchor(before, after, now=setting.now, was=was, will=will)
    if moved is None:
        return None
    kept = instant_text(moved)
    held = layer_of(turns, new, kept, setting.will, setting.person, 0)
    # Where what the program says has the same turns anyway, nothing needs to be moved.
    if held and _turns(after, will, setting.now) == _turns(held, will, setting.now):
        return Start(said)
    return _told(turns, new, said, kept)


def _turns(layer: Layer, zone: ZoneInfo, now: datetime) -> list[tuple[str, datetime]]:
    """Who has the running turn and those of a whole cycle after it, each with its end."""
    count = len(layer.participants)
    longest = timedelta(days=layer.length_days * count + 2)
    following = islice(shifts(layer, zone, now, now + longest), count)
    return [(shift.user, shift.end) for shift in following]
