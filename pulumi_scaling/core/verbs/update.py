"""Bringing one object to the program's inputs: one write of what changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from pulumi_scaling.core.care import Lent, explained, keeps, prove_ours, turns_of, would_move
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import (
    body,
    ids_of_people,
    resolved_in,
    said_inline,
    settled,
)
from pulumi_scaling.errors import NotFound
from pulumi_scaling.model import WAITING, Kind

from .changing import change as send_change
from .changing import now_there
from .comparing import Change, compared
from .inline import Rebuilding, give_up, inside_of
from .renaming import with_its_name
from .starting import (
    begins_alone,
    begins_inside,
    identity,
    kept_before,
    kept_inside,
    may_run_on,
    run_on,
    setting_alone,
)
from .telling import tell_joined
from .whole import change_any, fits_generation, known_whole, put_whole

__all__ = ["update"]

State = Mapping[str, Any]


def update(account: Account, kind: Kind, id_: str, state: State, inputs: State) -> dict[str, Any]:
    """Change it; the full state afterwards, since what an update leaves out of it is lost."""
    with explained("updated", kind, inputs, account, id_):
        if kind.verbs:
            return kind.verbs.update(Lent(account, kind), id_, dict(state), dict(inputs))
        place = Place.at(account, kind, id_)
        account.run.met(place.own)
        if said_inline(kind, inputs) is not None:
            account.run.inlines(place.own)
        elif kind.inline and said_inline(kind, state) is not None:
            give_up(place, state)
        if may_run_on(kind, inputs):
            account.hear(place.item)
        change = compared(place, state, inputs, _turns_there(place, state, inputs))
        changed = change.fields
        write = partial(_written, place, change, state, inputs)
        done = with_its_name(place, inputs, write) if kind.natural_key in changed else write()
        moved = "position" in changed
        if kind.order and (moved or place.siblings.disturbed):
            place.siblings.claim(place.own, place.siblings.rank(inputs))
            place.siblings.settle(own=moved)
            done |= place.siblings.stated(place.own, inputs.get("position"))
    return done


def _turns_there(place: Place, state: State, inputs: State) -> State | None:
    """What the server has of one rotation, where a turn is to be kept that would move."""
    turns = place.kind.turns
    if turns is None or not keeps(turns, inputs):
        return None
    setting = setting_alone(place, state, inputs, identity(place.kind, state, place.account.people))
    if not would_move(turns, state, inputs, setting):
        return None
    return turns_of(place.kind, now_there(place))


def _written(place: Place, change: Change, state: State, inputs: State) -> dict[str, Any]:
    """Write what changed; the state after the answer."""
    kind, changed = place.kind, change.fields
    said = begins_alone(kind, inputs, change.starts)
    resolve = place.account.people.id_of
    content = body(kind, said, changed, resolve=resolve, zone=change.zone)
    layers = said_inline(kind, inputs) if kind.inline and kind.inline.field in changed else None
    noted = kept_before(kind, state, change.starts)
    try:
        if layers is None:
            row = change_any(place, content) if content else None
        else:
            row, noted = _rebuilt(place, content, state, inputs, change)
    except NotFound:
        prove_ours(place.account, kind, place.id, state)
        raise
    if row is None:
        # As it was, words included: ids stand beside the people they were resolved from.
        left = {*changed, *(_said_inside(kind) if said_inline(kind, inputs) is None else ())}
        done = {name: value for name, value in state.items() if name not in left}
        return done | {name: inputs[name] for name in changed if name in inputs}
    known, what = resolved_in(kind, state), f"PATCH {place.collection}"
    given = {**inputs, **noted}
    people, zone = place.account.people, change.zone
    done = settled(kind, row, given, people, what=what, resolved=known, zone=zone)
    done = _as_written(kind, changed, state, inputs, done)
    kept = {name: state[name] for name in kind.outputs if name in state}
    # Ids that go with nothing any more: a target of users became one of a schedule.
    gone = ids_of_people(kind) - done.keys()
    if kind.inline and layers is None:
        stays = said_inline(kind, inputs) is not None
        gone = set[str]() if stays else {*gone, *_said_inside(kind)}
    gone |= {WAITING, *(name for name in noted if not noted[name])}
    return {name: kept[name] for name in kept.keys() - gone} | done


def _as_written(
    kind: Kind, changed: Collection[str], state: State, inputs: State, done: State
) -> dict[str, Any]:
    """The state with what was not written as it was, whatever the answer says of it.

    What a program ignores may be other than it was: taken from the answer, the next comparison
    would find that it differs, and undo what somebody did by hand.
    """
    inside = kind.inline.field if kind.inline else None
    stays = {name for name in kind.fields if name not in {*changed, inside}}
    named = {leaf.place[0] for leaf in kind.shape.leaves(state) if leaf.shape.person}
    if named and named <= stays:
        stays |= ids_of_people(kind)
    if kind.turns and kind.turns.start in stays and not keeps(kind.turns, inputs):
        # Where turns are kept it is ours, and a run that was cut off may have moved it.
        stays.add(kind.turns.anchored)
    return {name: value for name, value in done.items() if name not in stays} | {
        name: state[name] for name in stays if name in state
    }


def _rebuilt(
    place: Place, content: State, state: State, inputs: State, change: Change
) -> tuple[State, State]:
    """Bring what lives in it to what is said with it; the whole of it, and whose turns are kept."""
    inside, starts = inside_of(place), list(change.starts)
    layers = begins_inside(place.kind, inputs, starts)
    with inside.siblings.writing():
        rebuilding = Rebuilding(inside, layers)
        rebuilding.foresee()
        starts = run_on(place, rebuilding.pairs, rebuilding.holder, state, inputs, starts)
        if said_inline(place.kind, state) is None:
            wanted = [pair.content for pair in rebuilding.pairs]
            tell_joined(place, inputs, rebuilding.holder, wanted)
        fits_generation(place, layers)
        if known_whole(place):
            return put_whole(place, content, layers, rebuilding.holder), {}
        answer: State = send_change(place, content) if content else {}
        rows = rebuilding.carry_out()
    row = {**rebuilding.holder, **answer, inside.kind.found_in or "": rows}
    return row, kept_inside(place.kind, rows, starts)


def _said_inside(kind: Kind) -> set[str]:
    """The outputs that go with what is said inline.

    But for its ids: what is let go of stays known until it is gone.
    """
    if kind.inline is None:
        return set()
    turns = kind.inline.kind.turns
    counted = {turns.all_anchored, turns.all_kept} if turns else set[str]()
    return {*ids_of_people(kind), *counted}
