"""From when turns are to be counted: of one rotation, or of all in a schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import zip_longest
from typing import Any

from pulumi_scaling.core.care import (
    Pair,
    Setting,
    Start,
    keeps,
    turns_of,
    wanted_start,
)
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import People, resolved_in, timed
from pulumi_scaling.model import Inline, Kind, Turns, day, is_list, is_object

__all__ = [
    "Resolve",
    "begins_alone",
    "begins_inside",
    "begun_inside",
    "clock_of",
    "identity",
    "kept_before",
    "kept_inside",
    "layers_before",
    "layers_held",
    "layers_said",
    "may_run_on",
    "run_on",
    "setting_alone",
    "setting_inside",
]

State = Mapping[str, Any]
Starts = list[Start | None]
Resolve = Callable[[str], str]


def identity(kind: Kind, state: State, people: People | None) -> Resolve:
    """Who somebody's spelling is, asked of what the stack knows before anybody else."""
    resolved = resolved_in(kind, state)

    def person(spelling: str) -> str:
        if "@" not in spelling:
            return spelling
        known = resolved.get(spelling.casefold())
        return known or (people.compared(spelling) if people else spelling.casefold())

    return person


def setting_alone(place: Place, state: State, inputs: State, person: Resolve) -> Setting:
    """What turns rest on; a schedule is read for its zone only where a clock has to be read."""
    turns = place.kind.turns
    zones = place.zones if turns and _minds_the_clock(turns, state, inputs) else None
    was, will = zones or (None, None)
    return Setting(was, will, place.account.now(), person)


def setting_inside(
    account: Account, turns: Turns, state: State, inputs: State, person: Resolve
) -> Setting:
    """The same of what is said with its schedule, whose zone stands beside it."""
    will = inputs.get(turns.zone)
    will = will if isinstance(will, str) else None
    return Setting(state.get(turns.zone), will, account.now(), person)


def clock_of(place: Place, inputs: State) -> str | None:
    """The zone of a rotation that has to be known, since a day is said."""
    turns = place.kind.turns
    zones = place.zones if turns and _minds_the_clock(turns, {}, inputs) else None
    return zones.will if zones else None


def begun_inside(kind: Kind, inputs: State) -> list[State]:
    """What is said inline, as something new begins."""
    return begins_inside(kind, inputs, [None] * len(layers_said(kind, inputs)))


def begins_alone(kind: Kind, inputs: State, starts: Sequence[Start | None]) -> State:
    """What one rotation says, with the instant that its start is."""
    start = next(iter(starts), None)
    return {**inputs, kind.turns.start: start.at} if kind.turns and start else inputs


def kept_before(kind: Kind, state: State, starts: Sequence[Start | None]) -> State:
    """What a stack is to note of kept turns: what it did before, where nothing was decided."""
    if kind.turns:
        start = next(iter(starts), None)
        return {kind.turns.kept: start.kept if start else state.get(kind.turns.kept)}
    turns = kind.inline.kind.turns if kind.inline else None
    return {turns.all_kept: state[turns.all_kept]} if turns and turns.all_kept in state else {}


def kept_inside(kind: Kind, rows: Sequence[State], starts: Sequence[Start | None]) -> State:
    """The same of each that is said inline, once all are there."""
    turns = kind.inline.kind.turns if kind.inline else None
    if turns is None:
        return {}
    pairs = zip(rows, starts, strict=False)
    return {turns.all_kept: {row["id"]: start.kept for row, start in pairs if start and start.kept}}


def begins_inside(kind: Kind, inputs: State, starts: Sequence[Start | None]) -> list[State]:
    """What is said inline, with the instants that its days and starts are."""
    inline, layers = kind.inline, layers_said(kind, inputs)
    if inline is None or inline.kind.turns is None:
        return layers
    turns = inline.kind.turns
    zone = inputs.get(turns.zone)
    return [
        {**timed(inline.kind, layer, zone), **({turns.start: start.at} if start else {})}
        for layer, start in zip(layers, starts, strict=True)
    ]


def may_run_on(kind: Kind, inputs: State) -> bool:
    """Tell whether a running turn of what is said inline is to go on."""
    turns = kind.inline.kind.turns if kind.inline else None
    return turns is not None and any(keeps(turns, layer) for layer in layers_said(kind, inputs))


def run_on(
    place: Place,
    pairs: Sequence[Pair],
    holder: State,
    state: State,
    inputs: State,
    starts: Sequence[Start | None],
) -> Starts:
    """Decide again, by what is there, where turns are to be kept; all starts then."""
    kind, done = place.kind, list(starts)
    inline = kind.inline
    if inline is None or inline.kind.turns is None:
        return done
    turns, account = inline.kind.turns, place.account
    person = identity(kind, state, account.people)
    here = {turns.zone: holder.get(turns.zone)}
    setting = setting_inside(account, turns, here, inputs, person)
    ids: list[str] = state.get(inline.ids) or []
    held = dict(zip(ids, layers_held(kind, state), strict=False))
    for at, (pair, layer) in enumerate(zip(pairs, layers_said(kind, inputs), strict=True)):
        if pair.row is None or not keeps(turns, layer):
            continue
        old, there = held.get(str(pair.row["id"])), turns_of(inline.kind, pair.row)
        done[at] = start = wanted_start(turns, old, layer, setting, there)
        if start:
            pair.content[inline.kind.fields[turns.start].wire] = start.at
    return done


def layers_before(kind: Kind, state: State, inputs: State) -> list[State | None]:
    """What the stack has for each that is said inline: the one of its name, or in its place."""
    inline = kind.inline
    if inline is None:
        return []
    layers, there = layers_said(kind, inputs), len(layers_said(kind, state))
    left: list[State] = layers_held(kind, state)
    found: list[State | None] = [_take(left, inline, layer) for layer in layers]
    for at, layer in enumerate(layers):
        if found[at] is None and left and at < there:
            found[at] = _first(left, partial(_alike, inline, layer))
    if len(left) == found.count(None) == 1 and len(layers) == there:
        # Another name and other people at once: it is the one that nobody else is.
        found[found.index(None)] = left.pop()
    return found


def layers_held(kind: Kind, state: State) -> list[State]:
    """What a stack has inline, each with what it noted of its start."""
    inline, layers = kind.inline, layers_said(kind, state)
    if inline is None or inline.kind.turns is None:
        return layers
    turns = inline.kind.turns
    ids: list[str] = state.get(inline.ids) or []
    since: list[str] = state.get(turns.all_anchored) or []
    kept: State = state.get(turns.all_kept) or {}
    noted = [
        {turns.anchored: start} | ({turns.kept: kept[own]} if own in kept else {})
        for _layer, own, start in zip_longest(layers, ids, since)
    ]
    return [{**layer, **more} for layer, more in zip(layers, noted, strict=False)]


def _take(left: list[State], inline: Inline, layer: State) -> State | None:
    key = inline.kind.natural_key or ""
    return _first(left, lambda old: bool(key) and old.get(key) == layer.get(key))


def _first(left: list[State], fits: Callable[[State], bool]) -> State | None:
    """Take out the first that fits."""
    for old in left:
        if fits(old):
            left.remove(old)
            return old
    return None


def _alike(inline: Inline, layer: State, old: State) -> bool:
    """Tell whether one has but another name."""
    key = inline.kind.natural_key
    said = {name: value for name, value in layer.items() if name != key}
    return all(old.get(name) == value for name, value in said.items())


def layers_said(kind: Kind, values: State) -> list[State]:
    """What is said inline, as far as it is known."""
    said = values.get(kind.inline.field) if kind.inline else None
    return [each for each in said if is_object(each)] if is_list(said) else []


def _minds_the_clock(turns: Turns, state: State, inputs: State) -> bool:
    said = [each.get(name) for each in (state, inputs) for name in (turns.start, turns.end)]
    return any(map(day, said)) or inputs.get(turns.rollout) is not None
