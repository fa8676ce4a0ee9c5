"""Bringing one object to the program's inputs: one write of what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.care import Lent, explained, prove_ours
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import body, ids_of_people, resent, resolved_in, settled
from pulumi_scaling.errors import Invalid, NotFound
from pulumi_scaling.model import Kind, rows_in

from .diff import changes

__all__ = ["update"]

State = Mapping[str, Any]


def update(account: Account, kind: Kind, id_: str, state: State, inputs: State) -> dict[str, Any]:
    """Change it; the full state afterwards, since what an update leaves out of it is lost."""
    with explained("updated", kind, inputs, account.settings, id_):
        if kind.verbs:
            return kind.verbs.update(Lent(account, kind), id_, dict(state), dict(inputs))
        place = Place.at(account, kind, id_)
        account.run.met(place.own)
        changed = changes(kind, state, inputs, account.people).fields
        content = body(kind, inputs, changed, resolve=account.people.id_of)
        if content:
            done = _written(place, content, state, inputs)
        else:
            # As it was, words included: ids stand beside the people they were resolved from.
            done = {name: value for name, value in state.items() if name not in changed}
            done |= {name: inputs[name] for name in changed if name in inputs}
        moved = "position" in changed
        if kind.order and (moved or place.siblings.disturbed):
            place.siblings.claim(place.own, place.siblings.rank(inputs))
            place.siblings.settle(own=moved)
            done |= place.siblings.stated(place.own, inputs.get("position"))
    return done


def _written(place: Place, content: State, state: State, inputs: State) -> dict[str, Any]:
    """Write what changed; the state after the answer."""
    account, kind = place.account, place.kind
    try:
        row = _changed(place, content)
    except NotFound:
        prove_ours(account, kind, place.id, state)
        raise
    known, what = resolved_in(kind, state), f"PATCH {place.collection}"
    done = settled(kind, row, inputs, account.people, what=what, resolved=known)
    kept = {name: state[name] for name in kind.outputs if name in state}
    # Ids that go with nothing any more: a target of users became one of a schedule.
    gone = ids_of_people(kind) - done.keys()
    return {name: kept[name] for name in kept.keys() - gone} | done


def _changed(place: Place, content: State) -> Any:
    """PATCH, or PUT where there is no PATCH: of what is there now, with what changed laid over it.

    Only what differs between state and inputs is ours to write. What the program ignores may have
    been changed by hand since.
    """
    account, kind, item = place.account, place.kind, place.item
    refused = None
    if "PATCH" in kind.updates and not account.habits.takes_no_patch(kind.name):
        try:
            return account.wrote(item, account.client.patch(item, dict(content)))
        except (NotFound, Invalid) as error:
            if "PUT" not in kind.updates or error.status not in {404, 405}:
                raise
            refused = error
    whole = {**resent(kind, _now(place)), **content}
    row = account.wrote(item, account.client.put(item, whole))
    if refused:
        account.habits.learn_no_patch(kind.name, str(refused))
    return row


def _now(place: Place) -> State:
    """The object as it is, for a write to be decided from."""
    account, kind = place.account, place.kind
    if not kind.found_in:
        row: State = account.read(place.item, fresh=True)
        return row
    rows = rows_in(account.read(place.above, fresh=True), kind.found_in)
    found = next((row for row in rows if str(row.get("id")) == place.own), None)
    if found is None:
        raise NotFound(f"its parent holds no {kind.label} with this id", status=404)
    return found
