"""Rotations that leave a schedule, or change the form in which they are said.

The engine shows a provider no delete in a preview. So what the stack holds is asked of it, and what
nobody compared by the end of a whole run is what will be deleted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pulumi_scaling.core.care import (
    Setting,
    layer_held,
    layer_of,
    rank_held,
    spelled,
    wanted_start,
)
from pulumi_scaling.core.run import Account, Place, Sides
from pulumi_scaling.core.words import resolved_in
from pulumi_scaling.model import Kind
from pulumi_scaling.previews import SECRET_KEY

from .starting import identity, layers_held, layers_said

__all__ = ["leaving", "note_joining", "note_leaving", "note_parting", "told_by_stack"]

State = Mapping[str, Any]


def told_by_stack(account: Account, held: Mapping[str, Sequence[State]]) -> None:
    """Note what the stack holds of each kind."""
    account.run.predecessors.told(held)
    if account.run.limited:
        return
    for name, kind in account.kinds.items():
        account.run.departures.held(kind, held.get(name, ()))
        if kind.turns:
            account.run.rotas.told_by(partial(_conclude, account, kind, held.get(name, ())))


def leaving(place: Place, state: State) -> Sides | None:
    """What is known of a schedule without one of its rotations; None where it goes itself."""
    turns, run, zones = place.kind.turns, place.run, place.run.zones(place.parent)
    if turns is None or zones is None:
        return None
    person = identity(place.kind, state, place.account.people)
    return run.rotas.of(place.parent).without(
        place.own,
        layer_held(turns, state, zones.was, person, rank_held(state)),
        spelled=spelled(turns, person, state),
        hidden=turns.people in (state.get(SECRET_KEY) or ()),
    )


def note_leaving(place: Place, state: State) -> None:
    """Note that one was deleted, or will be."""
    if sides := leaving(place, state):
        place.run.rotas.becomes(place.parent, sides)


def note_joining(place: Place, inputs: State, *, hidden: bool) -> None:
    """Note that a schedule says from now on what were resources of their own."""
    place.run.rotas.joins(place.own, partial(_joined, place, inputs, hidden))


def note_parting(place: Place, state: State, *, hidden: bool) -> None:
    """Note that a schedule does not say its rotations any more: they stay until somebody does."""
    kind, run, zones = place.kind, place.run, place.run.zones(place.own)
    inline = kind.inline
    if inline is None or inline.kind.turns is None or zones is None:
        return
    turns, person = inline.kind.turns, identity(kind, state, place.account.people)
    let_go = dict[str, tuple[str, State]]()
    known = zip(state.get(inline.ids) or (), layers_held(kind, state), strict=False)
    for at, (own, each) in enumerate(known):
        layer = layer_held(turns, each, zones.was, person, at)
        said = spelled(turns, person, each)
        run.rotas.note(
            place.own, own, before=layer, after=layer, wanted=None, spelled=said, hidden=hidden
        )
        let_go[str(each.get(inline.kind.natural_key or ""))] = (own, each)
    run.rotas.lets_go(place.own, let_go)


def _joined(place: Place, inputs: State, hidden: bool, held: Sequence[State]) -> None:  # noqa: FBT001 - bound by name before
    inline, zones = place.kind.inline, place.run.zones(place.own)
    if inline is None or inline.kind.turns is None or zones is None:
        return
    kind, turns, account = inline.kind, inline.kind.turns, place.account
    known = {name: own for each in held for name, own in resolved_in(kind, each).items()}

    def person(spelling: str) -> str:
        return known.get(spelling.casefold()) or account.people.compared(spelling)

    setting = Setting(*zones, account.now(), person)
    by_name = {each.get(kind.natural_key or ""): each for each in held}
    for at, layer in enumerate(layers_said(place.kind, inputs)):
        there = by_name.get(layer.get(kind.natural_key or ""))
        start = wanted_start(turns, None, layer, setting, there)
        place.run.rotas.note(
            place.own,
            None,
            before=None,
            after=layer_of(turns, layer, start.at if start else None, zones.will, person, at),
            wanted=at,
            spelled=spelled(turns, person, layer),
            hidden=hidden,
        )


def _conclude(account: Account, kind: Kind, held: Sequence[State]) -> None:
    run = account.run
    own = next(name for name, spec in kind.outputs.items() if spec.wire == "id")
    by_parent = defaultdict[str, list[State]](list)
    for state in held:
        by_parent[str(state.get(kind.parent or ""))].append(state)
    for schedule, there in by_parent.items():
        if note := run.rotas.joining(schedule):
            note(there)
        compared = run.rotas.of(schedule).before
        left = [each for each in there if each.get(own) not in compared]
        if left and run.cut_short and run.zones(schedule):
            run.rotas.blurs(schedule)
            continue
        for state in left:
            note_leaving(Place.of(account, kind, state, str(state[own])), state)
