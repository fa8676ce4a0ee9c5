"""What will change, by each field's own equality.

Without a request, with one exception: a kind whose objects move on by themselves may look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import Kind

from .account import ADVICE_SECONDS, Account
from .chains import Chain
from .explain import title
from .order import alone
from .people import People
from .places import collection, split
from .sessions import Lent
from .states import resolved_in

__all__ = ["Change", "changes", "diff"]


@dataclass(frozen=True)
class Change:
    """The fields that differ, in the order of their declaration."""

    fields: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields)


def diff(
    account: Account, kind: Kind, id_: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Change:
    """Compare, and note for the order of siblings where the program wants this one.

    Only after a check: in a refresh the engine passes the inputs of the last run as if they were
    new, and those say nothing about what is wanted now.
    """
    change = changes(kind, state, inputs, account.people)
    checked = account.expected(kind, inputs)
    parents, own = split(kind, id_)
    account.leftovers.meet(own, title(kind, state, id_))
    if checked and not change.replaces:
        account.keepers.keep(checked, own)
        account.stack_org_id = state.get("org_id") or account.stack_org_id
    if kind.order:
        chain = account.chains[collection(kind, parents)]
        chain.meet(own)
        if checked:
            _tell_of_strays(account, kind, chain, parents[kind.parent or ""])
        rank = inputs.get("position")
        if checked and isinstance(rank, int) and not change.replaces:
            alone(chain, kind, inputs, rank - kind.order.first, own)
            written = chain.claim(own, rank - kind.order.first)
            if not change and not written and chain.disturbed:
                # Siblings written before this one arrived could not know where it belongs.
                return Change(("position",))
    if not change and kind.verbs and checked and _moved(account, kind, id_, state):
        return Change(("status",))
    return change


def _tell_of_strays(account: Account, kind: Kind, chain: Chain, parent: str) -> None:
    for own in account.strays.of(parent):
        if not chain.met(own):
            account.warn_once(account.strays.sentence(kind, parent, own))


def _moved(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> bool:
    if kind.verbs is None or not account.has_key or account.unadvised:
        return False
    try:
        with account.client.hurried(ADVICE_SECONDS):
            return kind.verbs.moved(Lent(account, kind), id_, dict(state))
    except ScalingError as error:
        account.unadvised = True
        account.warn_once(f"could not look whether invitations were accepted: {error}")
        return False


def changes(
    kind: Kind, state: Mapping[str, Any], inputs: Mapping[str, Any], people: People | None
) -> Change:
    """Compare what a stack holds with what the program says."""
    resolved = resolved_in(kind, state)

    def person(spelling: str) -> str:
        if "@" not in spelling:
            return spelling
        known = resolved.get(spelling.casefold())
        return known or (people.compared(spelling) if people else spelling.casefold())

    changed = tuple(
        name
        for name, spec in kind.fields.items()
        if not spec.shape.same(state.get(name), inputs.get(name), person)
    )
    replaces = {*kind.parents, *kind.replaces}
    return Change(changed, tuple(name for name in changed if name in replaces))
