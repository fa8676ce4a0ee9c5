"""The state of one object now, or that it is gone, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.errors import NotFound, Unreadable
from pulumi_scaling.model import Kind, is_list, rows_in

from .account import Account
from .chains import standing
from .explain import explained
from .order import siblings_of
from .organization import prove_ours
from .places import collection, split
from .sessions import Lent
from .states import settled

__all__ = ["read"]


def read(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> dict[str, Any] | None:
    """Read it; None when it is gone, an error when that cannot be told."""
    with explained("read", kind, state, account.settings, id_):
        if kind.verbs:
            return kind.verbs.read(Lent(account, kind), id_, dict(state))
        parents, own = split(kind, id_)
        if state:
            account.leftovers.meet(own)
        given = {**state, **parents}
        path = collection(kind, given)
        try:
            if not kind.found_in:
                row = account.row(kind, own)
                if state:
                    account.strays.parent(own, str(row.get(kind.natural_key)))
                return settled(kind, row, given, account.people, what=f"GET {path}")
            parent = account.read(path.rpartition("/")[0])
        except NotFound:
            if state:
                prove_ours(account, kind, id_, state)
            return None
        return _inside(account, kind, parent, own, given, what=f"GET {path}")


def _inside(
    account: Account, kind: Kind, parent: Any, own: str, given: dict[str, Any], *, what: str
) -> dict[str, Any] | None:
    if not is_list(parent.get(kind.found_in)):
        raise Unreadable(f"{what} answered without '{kind.found_in}'")
    rows = rows_in(parent, kind.found_in)
    row = next((each for each in rows if each.get("id") == own), None)
    if row is None:
        return None
    state = settled(kind, row, given, account.people, what=what)
    if kind.order:
        account.chains[collection(kind, given)].meet(own)
        account.strays.layers(kind, str(parent.get("id")), rows)
        order = [each.id for each in siblings_of(rows)]
        first, wanted = kind.order.first, given.get("position")
        if "rank" in kind.outputs:
            state["rank"] = order.index(own) + first
        if wanted is not None:
            held = account.chains[collection(kind, given)].hold(own, int(wanted) - first)
            state["position"] = standing(own, order, held) + first
        elif kind.fields["position"].required:
            state["position"] = order.index(own) + first
    if "org_id" in kind.outputs and parent.get("orgId"):
        state.setdefault("org_id", parent["orgId"])
    return state
