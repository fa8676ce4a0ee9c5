"""Making one object: one POST, and one PUT at most to put it in its place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.errors import ApiError, Conflict, Invalid
from pulumi_scaling.model import Kind, rows_in

from .account import Account, said
from .bodies import body
from .delete import delete
from .diff import changes
from .explain import explained, title
from .lost import as_asked, post_once
from .order import alone, arrived, look, planned_position, settle, stated_rank
from .organization import prove_key
from .places import collection, joined
from .sessions import Lent
from .states import settled
from .strangers import named_alike, stop, strangers, suspect, undone, wait_for_owners
from .update import update

__all__ = ["create"]


def create(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Make it; the id and the state of the stack."""
    before, spared = account.keepers.give_up(said(kind, inputs))
    if before and kind.order:
        account.chains[collection(kind, inputs)].release(before)
    if spared:
        delete(account, kind, *spared)
    prove_key(account, kind, inputs)
    with explained("created", kind, inputs, account.settings):
        if kind.verbs:
            made = kind.verbs.create(Lent(account, kind), dict(inputs))
            return made.id, made.state
        path = collection(kind, dict(inputs))
        content = body(kind, inputs, resolve=account.people.id_of)
        try:
            return _made(account, kind, path, inputs, content)
        except Conflict as error:
            found = kind.natural_key and named_alike(account, kind, path, inputs)
            if not found:
                raise
            if str(found["id"]) in account.settings.take_over:
                return _adopted(account, kind, path, inputs, found)
            error.held_by = str(found["id"])
            error.held_as = str(found.get(kind.fields[kind.natural_key or ""].wire))
            raise


def _made(
    account: Account, kind: Kind, path: str, inputs: Mapping[str, Any], content: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Make it, unless it seems to be there already."""
    chain = account.chains[path]
    patience = 1
    while True:
        made = None
        with chain.lock if kind.order else nullcontext():
            _looked(account, kind, path, inputs)
            found = strangers(account, kind, path, content)
            ours = [row for row in found if str(row["id"]) in account.settings.take_over]
            if found and not ours and not patience:
                stop(account, kind, path, inputs, found)
            if not found or not (ours or patience):
                rank = _rank(kind, inputs)
                alone(chain, kind, inputs, rank)
                suspect(account, kind, path, inputs, content)
                made = _posted(account, kind, path, inputs, content)
                if rank is not None:
                    chain.claim(str(made["id"]), rank)
        # What follows may wait for the claims of others, and holds no lock meanwhile.
        if ours:
            return _adopted(account, kind, path, inputs, ours[0])
        if made is not None:
            return _finished(account, kind, path, inputs, made)
        wait_for_owners(account, path, found)
        patience -= 1


def _looked(account: Account, kind: Kind, path: str, inputs: Mapping[str, Any]) -> None:
    """See what is in the parent already, if that matters."""
    chain = account.chains[path]
    first, chain.untouched = chain.untouched, False
    if kind.order is None:
        return
    if inputs.get("position") is None and not chain.wanted:
        # Its place does not matter; what else is there may, once, if the stack answers for it.
        if not chain.holder and account.in_stack(str(inputs[kind.parent or ""])):
            look(account, kind, path)
        return
    if chain.siblings is not None:
        return
    if first and _in_own(account, kind, inputs):
        chain.siblings = []  # Nothing is in it yet.
    else:
        look(account, kind, path)


def _in_own(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> bool:
    """Tell whether this run made the parent, and so whatever is in it."""
    parent = str(inputs.get(kind.parent or ""))
    return account.claimed(parent) and parent not in account.keepers.taken


def _posted(
    account: Account,
    kind: Kind,
    path: str,
    inputs: Mapping[str, Any],
    content: dict[str, Any],
) -> Any:
    """Send it, with the number where the server takes one along."""
    chain, order = account.chains[path], kind.order
    try:
        if order is None or chain.siblings is None:
            return _post(account, kind, path, inputs, content)
        wanted = None if account.refuses_occupied else _rank(kind, inputs)
        asked = planned_position(chain, order, wanted)
        sent = {**content, "position": asked} if order.posted else content
        row = _post(account, kind, path, inputs, sent)
    except BaseException:
        chain.siblings = None  # It may have arrived all the same.
        raise
    if not arrived(chain, order, row, asked=asked):
        chain.siblings = None
    return row


def _finished(
    account: Account,
    kind: Kind,
    path: str,
    inputs: Mapping[str, Any],
    row: Mapping[str, Any],
) -> tuple[str, dict[str, Any]]:
    """Bring its siblings in order and say what it is now; if that fails, leave nothing behind."""
    own, chain = str(row["id"]), account.chains[path]
    account.claim(own)
    try:
        settle(account, kind, path, own=True)
        state = settled(kind, row, inputs, account.people, what=f"POST {path}")
    except Exception as error:
        chain.release(own)
        chain.siblings = None
        undone(account, f"{path}/{segment(own)}", error)
        raise
    return joined(kind, inputs, own), state | _surroundings(account, kind, path, inputs, own, state)


def _adopted(
    account: Account, kind: Kind, path: str, inputs: Mapping[str, Any], row: Mapping[str, Any]
) -> tuple[str, dict[str, Any]]:
    """Take over what is there, because its id was named for that, and make it as wanted."""
    own, chain = str(row["id"]), account.chains[path]
    if not kind.found_in:
        row = account.read(f"{path}/{segment(own)}", fresh=True)
    parents = {name: inputs[name] for name in kind.parents}
    known = {name: value for name, value in inputs.items() if name == "position"}
    state = settled(kind, row, parents | known, account.people, what=f"GET {path}")
    id_ = joined(kind, inputs, own)
    account.claim(own)
    account.keepers.taken.add(own)
    if changes(kind, state, inputs, account.people):
        state = update(account, kind, id_, state, inputs)
    else:
        state |= inputs
    rank = _rank(kind, inputs)
    if rank is not None:
        chain.claim(own, rank)
        chain.siblings = None
        settle(account, kind, path, own=True)
    return id_, state | _surroundings(account, kind, path, inputs, own, state)


def _surroundings(
    account: Account,
    kind: Kind,
    path: str,
    inputs: Mapping[str, Any],
    own: str,
    state: Mapping[str, Any],
) -> dict[str, Any]:
    """Outputs that an answer about the object may not hold: its rank, and whose account it is."""
    found: dict[str, Any] = {}
    stood = stated_rank(kind, account.chains[path], own, inputs.get("position"))
    if stood is not None:
        found["rank"] = stood
    if "org_id" in kind.outputs and "org_id" not in state and (org_id := account.told_org_id()):
        found["org_id"] = org_id
    return found


def _rank(kind: Kind, inputs: Mapping[str, Any]) -> int | None:
    position = inputs.get("position")
    return None if kind.order is None or position is None else int(position) - kind.order.first


def _post(
    account: Account, kind: Kind, path: str, inputs: Mapping[str, Any], content: dict[str, Any]
) -> Any:
    chain = account.chains[path]
    listed = None if kind.found_in else account.snapshots.known(path + "?")
    # What this run put into a parent of its own it claims, so all else there is new.
    known = _in_own(account, kind, inputs) or chain.siblings is not None or listed is not None
    siblings = chain.ids

    def candidates() -> list[Any]:
        before = {*siblings, *(str(row.get("id")) for row in listed or ())}
        if kind.found_in:
            rows = rows_in(account.read(path.rpartition("/")[0], fresh=True), kind.found_in)
        else:
            rows = account.listed(path, fresh=True)
        if not kind.listed.whole:
            named = kind.fields[kind.natural_key or ""].wire
            alike = [row for row in rows if row.get(named) == content.get(named)]
            rows = [account.read(f"{path}/{segment(str(row['id']))}", fresh=True) for row in alike]
        return [
            row
            for row in rows
            if row.get("id") not in before
            and not account.claimed(str(row.get("id")))
            and as_asked(kind, row, content)
        ]

    try:
        return post_once(
            account,
            path,
            content,
            candidates=candidates,
            what=title(kind, content),
            known=known,
        )
    except (Invalid, Conflict) as error:
        if "position" not in content or not _about_position(error):
            raise
        # A server that refuses occupied places takes the place after the last one, which somebody
        # else may have taken since it was read.
        last = max((each.position for each in look(account, kind, path)), default=0)
        if content["position"] == last + 1:
            raise
        row = _post(account, kind, path, inputs, {**content, "position": last + 1})
        account.refuses_occupied = True
        return row


def _about_position(error: ApiError) -> bool:
    return error.status in {400, 409, 422} and error.code != "invalid_target"
