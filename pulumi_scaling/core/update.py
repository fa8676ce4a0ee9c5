"""Bringing one object to the program's inputs: one write of what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.errors import ApiError, Invalid, NotFound
from pulumi_scaling.model import Kind, rows_in

from .account import Account
from .bodies import body
from .chains import Chain
from .diff import changes
from .explain import explained
from .order import settle, stated_rank
from .organization import prove_ours
from .places import collection, split
from .sessions import Lent
from .states import ids_of_people, resent, resolved_in, settled

__all__ = ["update"]


def update(
    account: Account, kind: Kind, id_: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """Change it; the full state afterwards, since what an update leaves out of it is lost."""
    with explained("updated", kind, inputs, account.settings, id_):
        if kind.verbs:
            return kind.verbs.update(Lent(account, kind), id_, dict(state), dict(inputs))
        parents, own = split(kind, id_)
        account.leftovers.meet(own)
        path = collection(kind, parents)
        changed = changes(kind, state, inputs, account.people).fields
        content = body(kind, inputs, changed, resolve=account.people.id_of)
        kept = {name: state[name] for name in kind.outputs if name in state}
        chain = account.chains[path]
        moved = "position" in changed
        ranked = kind.order is not None and (moved or chain.disturbed)
        if content:
            try:
                row = _changed(account, kind, f"{path}/{segment(own)}", content)
            except NotFound:
                prove_ours(account, kind, id_, state)
                raise
            known = resolved_in(kind, state)
            what = f"PATCH {path}"
            done = settled(kind, row, inputs, account.people, what=what, resolved=known)
            # Ids that go with nothing any more: a target of users became one of a schedule.
            gone = ids_of_people(kind) - done.keys()
            done = {name: kept[name] for name in kept.keys() - gone} | done
        else:
            # As it was, words included: ids stand beside the people they were resolved from.
            done = {name: value for name, value in state.items() if name not in changed}
            done |= {name: inputs[name] for name in changed if name in inputs}
        if ranked:
            _claim(chain, kind, own, inputs)
            settle(account, kind, path, own=moved)
            stood = stated_rank(kind, chain, own, inputs.get("position"))
            if stood is not None:
                done["rank"] = stood
    return done


def _claim(chain: Chain, kind: Kind, own: str, inputs: Mapping[str, Any]) -> None:
    first = kind.order.first if kind.order else 0
    if inputs.get("position") is None:
        chain.release(own)
    else:
        chain.claim(own, int(inputs["position"]) - first)


def _changed(account: Account, kind: Kind, item: str, content: Mapping[str, Any]) -> Any:
    """PATCH, or PUT where there is no PATCH: of what is there now, with what changed laid over it.

    Only what differs between state and inputs is ours to write. What the program ignores may have
    been changed by hand since.
    """
    if "PATCH" in kind.updates and kind.name not in account.patchless:
        try:
            return account.wrote(item, account.client.patch(item, dict(content)))
        except (NotFound, Invalid) as error:
            if "PUT" not in kind.updates or not _verb_unknown(error):
                raise
    whole = {**resent(kind, _now(account, kind, item)), **content}
    row = account.wrote(item, account.client.put(item, whole))
    account.patchless.add(kind.name)
    return row


def _now(account: Account, kind: Kind, item: str) -> Mapping[str, Any]:
    """The object as it is, for a write to be decided from."""
    if not kind.found_in:
        row: Mapping[str, Any] = account.read(item, fresh=True)
        return row
    layers, _, own = item.rpartition("/")
    parent = account.read(layers.rpartition("/")[0], fresh=True)
    rows = rows_in(parent, kind.found_in)
    found = next((row for row in rows if segment(str(row.get("id"))) == own), None)
    if found is None:
        raise NotFound(f"its parent holds no {kind.label} with this id", status=404)
    return found


def _verb_unknown(error: ApiError) -> bool:
    return error.status in {404, 405}
