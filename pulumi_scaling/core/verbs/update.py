"""Bringing one object to the program's inputs: one write of what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_scaling.core.care import Lent, explained, prove_ours
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import body, ids_of_people, resolved_in, said_inline, settled
from pulumi_scaling.errors import NotFound
from pulumi_scaling.model import Kind

from .changing import change
from .diff import changes
from .inline import Rebuilding, give_up, inside_of
from .whole import change_any, fits_generation, known_whole, put_whole

__all__ = ["update"]

State = Mapping[str, Any]


def update(account: Account, kind: Kind, id_: str, state: State, inputs: State) -> dict[str, Any]:
    """Change it; the full state afterwards, since what an update leaves out of it is lost."""
    with explained("updated", kind, inputs, account.settings, id_):
        if kind.verbs:
            return kind.verbs.update(Lent(account, kind), id_, dict(state), dict(inputs))
        place = Place.at(account, kind, id_)
        account.run.met(place.own)
        if said_inline(kind, inputs) is not None:
            account.run.inlines(place.own)
        elif kind.inline and said_inline(kind, state) is not None:
            give_up(place, state)
        changed = changes(kind, state, inputs, account.people).fields
        done = _written(place, changed, state, inputs)
        moved = "position" in changed
        if kind.order and (moved or place.siblings.disturbed):
            place.siblings.claim(place.own, place.siblings.rank(inputs))
            place.siblings.settle(own=moved)
            done |= place.siblings.stated(place.own, inputs.get("position"))
    return done


def _written(place: Place, changed: Sequence[str], state: State, inputs: State) -> dict[str, Any]:
    """Write what changed; the state after the answer."""
    kind = place.kind
    content = body(kind, inputs, changed, resolve=place.account.people.id_of)
    layers = said_inline(kind, inputs) if kind.inline and kind.inline.field in changed else None
    try:
        if layers is None:
            row = change_any(place, content) if content else None
        else:
            row = _rebuilt(place, content, layers)
    except NotFound:
        prove_ours(place.account, kind, place.id, state)
        raise
    if row is None:
        # As it was, words included: ids stand beside the people they were resolved from.
        left = {*changed, *(_inside(kind) if said_inline(kind, inputs) is None else ())}
        done = {name: value for name, value in state.items() if name not in left}
        return done | {name: inputs[name] for name in changed if name in inputs}
    known, what = resolved_in(kind, state), f"PATCH {place.collection}"
    done = settled(kind, row, inputs, place.account.people, what=what, resolved=known)
    kept = {name: state[name] for name in kind.outputs if name in state}
    # Ids that go with nothing any more: a target of users became one of a schedule.
    gone = ids_of_people(kind) - done.keys()
    if kind.inline and layers is None:
        gone = set[str]() if said_inline(kind, inputs) is not None else {*gone, *_inside(kind)}
    return {name: kept[name] for name in kept.keys() - gone} | done


def _rebuilt(place: Place, content: State, layers: Sequence[State]) -> State:
    """Bring what lives in it to what is said with it; the whole of it afterwards."""
    inside = inside_of(place)
    with inside.siblings.writing():
        rebuilding = Rebuilding(inside, layers)
        rebuilding.foresee()
        fits_generation(place, layers)
        if known_whole(place):
            return put_whole(place, content, layers, rebuilding.holder)
        answer: State = change(place, content) if content else {}
        rows = rebuilding.carry_out()
    return {**rebuilding.holder, **answer, inside.kind.found_in or "": rows}


def _inside(kind: Kind) -> set[str]:
    """The outputs that go with what is said inline."""
    return {kind.inline.ids, *ids_of_people(kind)} if kind.inline else set()
