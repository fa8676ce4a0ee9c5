"""Making one object: look, take over or post, arrange, settle.

One POST, and one PUT at most to put it in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from pulumi_scaling.core.care import (
    Lent,
    explained,
    named_alike,
    prove_key,
    refuse_twin,
    strangers,
    suspect,
    undo,
    wait_for_owners,
)
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import body, in_order, said_inline, settled, title
from pulumi_scaling.errors import ApiError, Conflict, Invalid, NotFound
from pulumi_scaling.model import Kind

from .delete import delete
from .inline import fill
from .posting import in_own, post
from .renaming import in_its_place
from .starting import begun_inside, clock_of
from .taking import let_go, surroundings, take_over
from .whole import (
    fits_generation,
    known_whole,
    may_be_whole,
    put_whole,
    refuse_apart,
    whole_body,
)

__all__ = ["create"]

Inputs = Mapping[str, Any]
Row = Mapping[str, Any]
Layers = Sequence[Mapping[str, Any]]
Made = tuple[str, dict[str, Any]]
"""The id and the state of the stack."""


def create(account: Account, kind: Kind, inputs: Inputs) -> Made:
    """Make it, or go on with what is there where its id was named for that."""
    _replaced(account, kind, inputs)
    with explained("created", kind, inputs, account, called=account.run.called):
        prove_key(account, kind, inputs)
        account.run.foreseen.tries(kind.name, inputs.get(kind.natural_key or ""))
        if kind.verbs:
            made = kind.verbs.create(Lent(account, kind), dict(inputs))
            return made.id, made.state
        place = Place.of(account, kind, inputs)
        content = body(kind, inputs, resolve=account.people.id_of, zone=clock_of(place, inputs))
        if kind.inline:
            # Who is not there is found before anything is made.
            for layer in begun_inside(kind, inputs):
                body(kind.inline.kind, layer, resolve=account.people.id_of)
        try:
            return _make(place, inputs, content)
        except NotFound:
            refuse_apart(place, sure=True)
            raise
        except Conflict as error:
            found = named_alike(place, inputs) if kind.natural_key else None
            if not found and (kind.natural_key is None or error.lost_before):
                raise
            # Where it is not found whoever had the name gave it away meanwhile.
            if found and str(found["id"]) in account.settings.take_over:
                return take_over(place, inputs, found)
            write = partial(_make, place, inputs, content)
            return in_its_place(place, inputs, error, found, write)


def _make(place: Place, inputs: Inputs, content: dict[str, Any]) -> Made:
    """Look whether it seems to be there; take that over or post; arrange; settle."""
    named, waited = place.account.settings.take_over, False
    while True:
        row = None
        with place.siblings.writing():
            _look(place, inputs)
            twins = strangers(place, content)
            ours = let_go(place, inputs, content) or next(
                (twin for twin in twins if str(twin["id"]) in named), None
            )
            if ours is None and (waited or not twins):
                if twins:
                    refuse_twin(place, inputs, twins)
                row = _post(place, inputs, content)
                _arrange(place, inputs, str(row["id"]))
        # What follows may wait for the claims of others, and holds nothing meanwhile.
        if ours is not None:
            return take_over(place, inputs, ours)
        if row is not None:
            return _settle(place.made(str(row["id"])), inputs, row)
        wait_for_owners(place, twins)
        waited = True


def _look(place: Place, inputs: Inputs) -> None:
    """See what is in the parent already, if that matters."""
    siblings = place.siblings
    first = siblings.first_visit()
    if place.kind.order is None:
        return
    if place.run.has_let_go(place.parent):
        siblings.look()
    elif siblings.rank(inputs) is None and not siblings.claims.wanted:
        # Its place does not matter; what else is there may, once, if the stack answers for it.
        if not siblings.holder and place.run.in_stack(place.parent):
            siblings.look()
    elif not siblings.known:
        if first and in_own(place):
            siblings.start_empty()
        else:
            siblings.look()


def _post(place: Place, inputs: Inputs, content: dict[str, Any]) -> Mapping[str, Any]:
    """Send it; the object in the answer."""
    place.siblings.refuse_second(inputs, place.siblings.rank(inputs))
    suspect(place, content)
    refuse_apart(place)
    layers, rank = said_inline(place.kind, inputs) or (), place.siblings.rank(inputs)
    if known_whole(place):
        return post(place, whole_body(place, content, layers), rank)
    try:
        return post(place, content, rank)
    except Invalid as refused:
        # An account of the other generation may want all at once.
        if not may_be_whole(place, layers):
            raise
        try:
            return post(place, whole_body(place, content, layers), rank)
        except ApiError:
            raise refused from None  # It was about something else.


def _arrange(place: Place, inputs: Inputs, own: str) -> None:
    """Claim where it belongs."""
    place.run.made(own)
    place.run.waiting.called(own, title(place.kind, inputs))
    if zone := place.kind.zone_field:
        place.run.zoned(own, None, inputs.get(zone))
    rank = place.siblings.rank(inputs)
    if rank is not None:
        place.siblings.claim(own, rank)


def _settle(place: Place, inputs: Inputs, row: Mapping[str, Any]) -> Made:
    """Bring its siblings in order and say what it is now; if that fails, leave nothing behind."""
    kind, siblings, what = place.kind, place.siblings, f"POST {place.collection}"
    try:
        # Of an account that was empty, only the answer tells whose it is.
        prove_key(place.account, kind, inputs)
        siblings.settle(own=True)
        if kind.inline and (layers := said_inline(kind, inputs)) is not None:
            row = _filled(place, inputs, row, layers)
        zone = clock_of(place, inputs)
        state = settled(kind, row, inputs, place.account.people, what=what, zone=zone)
    except Exception as error:
        siblings.claims.release(place.own)
        siblings.forget()
        undo(place, error)
        raise
    return place.id, state | surroundings(place, inputs, state)


def _filled(place: Place, inputs: Inputs, row: Mapping[str, Any], layers: Layers) -> Row:
    """The object with all that is said to be in it, by the requests that its account takes."""
    inline, account = place.kind.inline, place.account
    if inline is None:
        return row
    if not known_whole(place):
        fits_generation(place, layers)
        try:
            return {**row, inline.within: fill(place, begun_inside(place.kind, inputs))}
        except NotFound:
            if not may_be_whole(place, layers):
                raise
            # Its answer was lost, and a list does not tell which generation the account speaks.
            row = account.read(place.item, fresh=True)
            if not known_whole(place):
                raise
    if len(in_order(row, inline.kind)) == len(layers):
        return row  # It came with them.
    content = body(place.kind, inputs, resolve=account.people.id_of)
    return put_whole(place, content, layers, row)


def _replaced(account: Account, kind: Kind, inputs: Inputs) -> None:
    """Let go of what the resource was, where the engine replaces what could have stayed."""
    before, spared = account.run.replaces(kind, inputs)
    if before and kind.order:
        Place.of(account, kind, inputs).siblings.claims.release(before)
    if spared:
        delete(account, kind, *spared)
