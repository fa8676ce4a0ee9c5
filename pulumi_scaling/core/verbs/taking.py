"""Going on with an object that is there, because its id was named for that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.care import as_asked, assumed_kept
from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import settled

from .comparing import compared
from .starting import clock_of
from .update import update

__all__ = ["let_go", "surroundings", "take_over"]

Inputs = Mapping[str, Any]


def take_over(place: Place, inputs: Inputs, row: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Make it as wanted; the id and the state of the stack."""
    account, kind, siblings = place.account, place.kind, place.siblings
    place = place.made(str(row["id"]))
    if not kind.found_in:
        row = account.read(place.item, fresh=True)
    known = {name: value for name, value in inputs.items() if name == "position"}
    what = f"GET {place.collection}"
    zone = clock_of(place, inputs)
    state = settled(kind, row, {**place.parents, **known}, account.people, what=what, zone=zone)
    if kind.turns:
        state |= assumed_kept(kind.turns, state, inputs, zone)
    place.run.made(place.own)
    place.run.took_over(place.own)
    if compared(place, state, inputs):
        state = update(account, kind, place.id, state, inputs)
    else:
        state |= inputs
    rank = siblings.rank(inputs)
    if rank is not None:
        siblings.claim(place.own, rank)
        siblings.forget()
        siblings.settle(own=True)
    return place.id, state | surroundings(place, inputs, state)


def let_go(place: Place, inputs: Inputs, content: Inputs) -> Mapping[str, Any] | None:
    """What this run let go of, since it is said one by one from now on, and is meant here."""
    if not place.run.has_let_go(place.parent):
        return None
    kind, run = place.kind, place.run
    free = [row for row in place.siblings.rows if run.may_take(str(row.get("id")))]
    if kind.natural_key:
        wire = kind.fields[kind.natural_key].wire
        return next((row for row in free if row.get(wire) == content.get(wire)), None)
    alike = [row for row in free if as_asked(kind, row, content)]
    rank = place.siblings.rank(inputs)
    ids = place.siblings.ids
    there = [row for row in alike if rank is not None and ids.index(str(row["id"])) == rank]
    return next(iter(there or alike), None)


def surroundings(place: Place, inputs: Inputs, state: Mapping[str, Any]) -> dict[str, Any]:
    """Outputs that an answer about the object may not hold: its rank, and whose account it is."""
    found: dict[str, Any] = place.siblings.stated(place.own, inputs.get("position"))
    lacks = "org_id" in place.kind.outputs and "org_id" not in state
    if lacks and (org_id := place.account.told_org_id()):
        found["org_id"] = org_id
    return found
