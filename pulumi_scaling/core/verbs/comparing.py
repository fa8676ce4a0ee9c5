"""What differs between a stack and its program, and from when turns are to be counted then.

Two that say the same may still begin at other instants: the zone of a schedule moved, or a running
turn is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pulumi_scaling.core.care import Setting, Start, counted_from, wanted_start
from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import People, instant_of, same_instant, timed, zone_called
from pulumi_scaling.model import Inline, Kind, Turns, day, holds_unknown, is_list

from .starting import identity, layers_before, setting_for, starts_inside

__all__ = ["Change", "changes", "compared"]

State = Mapping[str, Any]


@dataclass(frozen=True)
class Change:
    """The fields that differ, in the order of their declaration."""

    fields: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    starts: tuple[Start | None, ...] = field(default=(), compare=False)
    """From when its turns are to be counted, or those of each that is said with it."""
    zone: str | None = field(default=None, compare=False)
    """Where its clock stands, as far as that had to be known."""

    def __bool__(self) -> bool:
        return bool(self.fields)


def changes(kind: Kind, state: State, inputs: State, people: People | None) -> Change:
    """Compare what a stack holds with what the program says."""
    person = identity(kind, state, people)
    inside = kind.inline.field if kind.inline else None
    changed = tuple(
        name
        for name, spec in kind.fields.items()
        # Not to say anything of it is another thing than to say that nothing is in it.
        if (name == inside and (state.get(name) is None) is not (inputs.get(name) is None))
        or not spec.shape.same(state.get(name), inputs.get(name), person)
    )
    replaces = {*kind.parents, *kind.replaces}
    return Change(changed, tuple(name for name in changed if name in replaces))


def compared(place: Place, state: State, inputs: State) -> Change:
    """The same, with the starts of turns."""
    change = changes(place.kind, state, inputs, place.account.people)
    if place.kind.inline:
        return _inside(place, change, state, inputs)
    if place.kind.turns and not change.replaces:
        return _alone(place, place.kind.turns, change, state, inputs)
    return change


def _inside(place: Place, change: Change, state: State, inputs: State) -> Change:
    inline = place.kind.inline
    if inline is None or inline.kind.turns is None:
        return change
    turns = inline.kind.turns
    starts = starts_inside(place.kind, place.account, state, inputs)
    setting = Setting(
        state.get(turns.zone), inputs.get(turns.zone), place.account.now(), lambda who: who
    )
    before = layers_before(place.kind, state, inputs)
    moved = any(
        old
        and (
            (start and not same_instant(start.at, counted_from(turns, old, setting.was)))
            or _ends_elsewhere(turns, old, old, setting)
        )
        for start, old in zip(starts, before, strict=True)
    )
    fields = {*change.fields, *([inline.field] if moved else [])}
    if not moved and _worded_otherwise(place.kind, inline, state, inputs):
        fields.discard(inline.field)
    return Change(_ordered(place.kind, fields), change.replaces, tuple(starts), setting.will)


def _worded_otherwise(kind: Kind, inline: Inline, state: State, inputs: State) -> bool:
    """Tell whether all begins and ends when it did, said as a day or as an instant."""
    sides = list[list[State]]()
    for values in (state, inputs):
        zone, layers = values.get("timezone"), values.get(inline.field)
        if not is_list(layers) or not zone_called(zone) or holds_unknown({"all": layers}):
            return False
        sides.append([timed(inline.kind, layer, zone) for layer in layers])
    old, new = sides
    return kind.fields[inline.field].shape.same(old, new, identity(kind, state, None))


def _alone(place: Place, turns: Turns, change: Change, state: State, inputs: State) -> Change:
    setting = setting_for(place, state, inputs)
    start = wanted_start(turns, state, inputs, setting)
    fields = {*change.fields, *_ends_elsewhere(turns, state, inputs, setting)}
    if start and not same_instant(start.at, counted_from(turns, state, setting.was)):
        fields.add(turns.start)
    elif start and same_instant(state.get(turns.anchored), start.at) and not start.kept:
        # The same start in other words: an instant became a day.
        fields.discard(turns.start)
    return Change(_ordered(place.kind, fields), change.replaces, (start,), setting.will)


def _ends_elsewhere(turns: Turns, state: State, inputs: State, setting: Setting) -> set[str]:
    """The end, where it is the same day and falls on another instant than it did."""
    if not day(inputs.get(turns.end)) or state.get(turns.end) != inputs.get(turns.end):
        return set()
    before = instant_of(state.get(turns.end), state.get(turns.clock), setting.was or setting.will)
    after = instant_of(inputs.get(turns.end), inputs.get(turns.clock), setting.will)
    return {turns.end} if before and after and not same_instant(before, after) else set()


def _ordered(kind: Kind, fields: set[str]) -> tuple[str, ...]:
    return tuple(name for name in kind.fields if name in fields)
