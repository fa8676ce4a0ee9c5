"""The state of one object now, or that it is gone, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.care import Lent, explained, prove_ours
from pulumi_scaling.core.run import Account, Place, siblings_of, standing
from pulumi_scaling.core.words import settled
from pulumi_scaling.errors import NotFound, Unreadable
from pulumi_scaling.model import Kind, is_list, rows_in

__all__ = ["read"]

State = Mapping[str, Any]


def read(account: Account, kind: Kind, id_: str, state: State) -> dict[str, Any] | None:
    """Read it; None when it is gone, an error when that cannot be told."""
    with explained("read", kind, state, account, id_, account.run.called):
        if kind.verbs:
            return kind.verbs.read(Lent(account, kind), id_, dict(state))
        place = Place.at(account, kind, id_)
        if state:
            account.run.met(place.own)
        else:
            account.run.saw(place.own)
        try:
            return (_inside if kind.found_in else _alone)(place, state)
        except NotFound:
            if state:
                prove_ours(account, kind, id_, state)
            return None


def _alone(place: Place, state: State) -> dict[str, Any]:
    kind, account = place.kind, place.account
    row = account.row(kind, place.own)
    if state:
        account.run.strays.parent(place.own, str(row.get(kind.natural_key)))
    what = f"GET {place.collection}"
    return settled(kind, row, {**state, **place.parents}, account.people, what=what)


def _inside(place: Place, state: State) -> dict[str, Any] | None:
    """One that is read in its parent's answer."""
    kind, account, what = place.kind, place.account, f"GET {place.collection}"
    parent = account.read(place.above)
    if not is_list(parent.get(kind.found_in)):
        raise Unreadable(f"{what} answered without '{kind.found_in}'")
    rows = rows_in(parent, kind.found_in)
    row = next((each for each in rows if each.get("id") == place.own), None)
    if row is None:
        return None
    given = {**state, **place.parents}
    zone = parent.get(kind.turns.zone) if kind.turns else None
    found = settled(kind, row, given, account.people, what=what, zone=zone)
    if kind.order:
        account.run.strays.layers(kind, str(parent.get("id")), rows)
        found |= _placed(place, [each.id for each in siblings_of(rows)], given)
    if "org_id" in kind.outputs and parent.get("orgId"):
        found.setdefault("org_id", parent["orgId"])
    return found


def _placed(place: Place, order: list[str], given: State) -> dict[str, int]:
    """Where it stands among its siblings, and where the stack holds it to be."""
    kind, siblings = place.kind, place.siblings
    first = kind.order.first if kind.order else 0
    here = order.index(place.own)
    found = {"rank": here + first} if "rank" in kind.outputs else {}
    wanted = siblings.rank(given)
    if wanted is not None:
        held = siblings.claims.stands(place.own, wanted)
        found["position"] = standing(place.own, order, held) + first
    elif kind.fields["position"].required:
        found["position"] = here + first
    return found
