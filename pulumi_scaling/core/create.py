"""Making one object: one POST, and one PUT at most to put it in its place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Any

from pulumi_scaling.errors import ApiError, Conflict, Invalid, Unreadable
from pulumi_scaling.model import Kind, is_object, rows_in

from .account import Account, collection
from .bodies import body
from .explain import explained, title
from .lost import as_asked, post_once
from .order import adjust, arrived, look, planned_position
from .sessions import Lent
from .states import settled

__all__ = ["create"]


def create(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Make it; the id and the state of the stack."""
    with explained("created", kind, inputs, account.settings):
        if kind.verbs:
            made = kind.verbs.create(Lent(account, kind), dict(inputs))
            return made.id, made.state
        path = collection(kind, dict(inputs))
        chain = account.chains[path]
        content = body(kind, inputs, resolve=account.people.id_of)
        with chain.lock if kind.order else nullcontext():
            row = _placed(account, kind, path, inputs, content)
            if not is_object(row) or not isinstance(row.get("id"), str):
                raise Unreadable(f"POST {path} answered without an id; is the base URL right?")
            state = settled(kind, row, inputs, account.people, what=f"POST {path}")
            if kind.order and row["id"] in chain.ids and kind.outputs.get("rank"):
                state["rank"] = chain.ids.index(row["id"]) + kind.order.first
    if "org_id" in kind.outputs:
        state.setdefault("org_id", account.org_id())
    account.claim(row["id"])
    return "/".join([*(str(inputs[name]) for name in kind.parents), row["id"]]), state


def _placed(
    account: Account, kind: Kind, path: str, inputs: Mapping[str, Any], content: dict[str, Any]
) -> Any:
    """Send it, and bring its siblings in order if it has a place among them."""
    chain = account.chains[path]
    order = kind.order
    rank = inputs.get("position")
    first, chain.untouched = chain.untouched, False
    if order is None or (rank is None and not chain.wanted):
        chain.siblings = None
        return _post(account, kind, path, content)
    just_read = chain.siblings is None
    if just_read:
        if first and account.claimed(str(inputs[kind.parent or ""])):
            chain.siblings = []  # The parent was made by this run, and nothing is in it yet.
        else:
            look(account, kind, path)
    wanted = None if rank is None else int(rank) - order.first
    asked = planned_position(chain, order, wanted)
    row = _post(account, kind, path, {**content, "position": asked} if order.posted else content)
    certain = arrived(chain, order, row, asked=asked, just_read=just_read)
    if wanted is not None:
        chain.claim(str(row["id"]), wanted)
    if not certain:
        chain.siblings = None
    adjust(account, kind, path)
    return row


def _post(account: Account, kind: Kind, path: str, content: dict[str, Any]) -> Any:
    before = {sibling.id for sibling in account.chains[path].siblings or ()}

    def candidates() -> list[Any]:
        if kind.found_in:
            rows = rows_in(account.read(path.rpartition("/")[0], fresh=True), kind.found_in)
        else:
            rows = account.listed(path, fresh=True)
        return [
            row
            for row in rows
            if row.get("id") not in before
            and not account.claimed(str(row.get("id")))
            and as_asked(kind.fields, row, content)
        ]

    try:
        return post_once(account, path, content, candidates=candidates, what=title(kind, content))
    except (Invalid, Conflict) as error:
        if "position" not in content or not _about_position(error):
            raise
        # A server that refuses occupied places takes the place after the last one.
        last = max((each.position for each in account.chains[path].siblings or ()), default=0)
        if content["position"] == last + 1:
            raise
        return _post(account, kind, path, {**content, "position": last + 1})


def _about_position(error: ApiError) -> bool:
    return error.status in {400, 409, 422} and error.code != "invalid_target"
