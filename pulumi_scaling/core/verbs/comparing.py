"""What differs between a stack and its program, and from when turns are to be counted then.

Two that say the same may still begin at other instants: the zone of a schedule moved, or a running
turn is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pulumi_scaling.core.care import Setting, Start, counted_from, wanted_start
from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import People, instant_of, same_instant, timed, zone_called
from pulumi_scaling.model import WAITING, Inline, Kind, Turns, day, holds_unknown, is_list

from .starting import (
    Resolve,
    identity,
    layers_before,
    layers_said,
    setting_alone,
    setting_inside,
)

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
    return _waiting(kind, state, inputs, _said(kind, state, inputs, identity(kind, state, people)))


def compared(place: Place, state: State, inputs: State, there: State | None = None) -> Change:
    """The same, with the starts of turns; `there` is what was found of one rotation."""
    return _waiting(place.kind, state, inputs, _timed(place, state, inputs, there))


def _waiting(kind: Kind, state: State, inputs: State, change: Change) -> Change:
    """The same, with who is left out until they accept, which no request ever says."""
    if not kind.waits or (state.get(WAITING) or None) == (inputs.get(WAITING) or None):
        return change
    return replace(change, fields=(*change.fields, WAITING))


def _timed(place: Place, state: State, inputs: State, there: State | None) -> Change:
    kind = place.kind
    person = identity(kind, state, place.account.people)
    change = _said(kind, state, inputs, person)
    if kind.inline and kind.inline.kind.turns:
        turns = kind.inline.kind.turns
        setting = setting_inside(place.account, turns, state, inputs, person)
        return _inside(kind, kind.inline, turns, change, state, inputs, setting)
    if kind.turns and not change.replaces:
        setting = setting_alone(place, state, inputs, person)
        start = wanted_start(kind.turns, state, inputs, setting, there)
        since = counted_from(kind.turns, state if there is None else there, setting.was)
        return _alone(kind, kind.turns, change, state, inputs, setting, start, since)
    return change


def _said(kind: Kind, state: State, inputs: State, person: Resolve) -> Change:
    """Compare field by field."""
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


def _inside(
    kind: Kind,
    inline: Inline,
    turns: Turns,
    change: Change,
    state: State,
    inputs: State,
    setting: Setting,
) -> Change:
    before, layers = layers_before(kind, state, inputs), layers_said(kind, inputs)
    starts = tuple(
        wanted_start(turns, old, new, setting) for old, new in zip(before, layers, strict=True)
    )
    moved = any(
        old
        and (
            (start and not same_instant(start.at, counted_from(turns, old, setting.was)))
            or _ends_elsewhere(turns, old, old, setting)
        )
        for start, old in zip(starts, before, strict=True)
    )
    fields = {*change.fields, *([inline.field] if moved else [])}
    said_anew = inline.field in fields and not moved
    if said_anew and _worded_otherwise(kind, inline, turns, state, inputs):
        fields.discard(inline.field)
    return Change(_ordered(kind, fields), change.replaces, starts, setting.will)


def _worded_otherwise(
    kind: Kind, inline: Inline, turns: Turns, state: State, inputs: State
) -> bool:
    """Tell whether all begins and ends when it did, said as a day or as an instant."""
    sides = list[list[State]]()
    for values in (state, inputs):
        zone, layers = values.get(turns.zone), values.get(inline.field)
        if not is_list(layers) or not zone_called(zone) or holds_unknown({"all": layers}):
            return False
        sides.append([timed(inline.kind, layer, zone) for layer in layers])
    old, new = sides
    return kind.fields[inline.field].shape.same(old, new, identity(kind, state, None))


def _alone(
    kind: Kind,
    turns: Turns,
    change: Change,
    state: State,
    inputs: State,
    setting: Setting,
    start: Start | None,
    since: str | None,
) -> Change:
    """`since` is from when the server counts now, which a run that was killed may have moved."""
    fields = {*change.fields, *_ends_elsewhere(turns, state, inputs, setting)}
    if start and not same_instant(start.at, since):
        fields.add(turns.start)
    elif start and same_instant(state.get(turns.anchored), start.at) and not start.kept:
        # The same start in other words: an instant became a day.
        fields.discard(turns.start)
    return Change(_ordered(kind, fields), change.replaces, (start,), setting.will)


def _ends_elsewhere(turns: Turns, state: State, inputs: State, setting: Setting) -> set[str]:
    """The end, where it is the same day and falls on another instant than it did."""
    if not day(inputs.get(turns.end)) or state.get(turns.end) != inputs.get(turns.end):
        return set()
    before = instant_of(state.get(turns.end), state.get(turns.clock), setting.was or setting.will)
    after = instant_of(inputs.get(turns.end), inputs.get(turns.clock), setting.will)
    return {turns.end} if before and after and not same_instant(before, after) else set()


def _ordered(kind: Kind, fields: set[str]) -> tuple[str, ...]:
    return tuple(name for name in kind.fields if name in fields)
