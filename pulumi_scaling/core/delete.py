"""Letting one object go, unless that would open a hole in somebody's on-call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.errors import InUse, NotFound, Refused
from pulumi_scaling.model import Kind

from .account import Account
from .explain import explained, title
from .guards import reasons, refuse_if_held
from .order import settle
from .organization import prove_ours
from .places import collection, split
from .read import read
from .sessions import Lent

__all__ = ["delete"]

LET_GO: Final = (
    "; the stack may have let go of its layers already: with the program as it was, run `pulumi up "
    "--continue-on-error`, which makes each again or says how to take it back"
)
"""The engine takes what is deleted along with something out of the state before it deletes that."""


def delete(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> None:
    """Delete it; what is gone already is as good."""
    with explained("deleted", kind, state, account.settings, id_):
        parents, own = split(kind, id_)
        account.leftovers.meet(own)
        if account.keepers.spares(own, id_, state):
            along = "" if kind.parent else ", with whatever was to be deleted along with it"
            account.warn(
                f"the {title(kind, state, id_)} is not deleted{along}: another resource of the "
                "program is the same object and goes on with it"
            )
            return
        if kind.verbs:
            kind.verbs.delete(Lent(account, kind), id_, dict(state))
            return
        path = collection(kind, parents)
        item = f"{path}/{segment(own)}"
        try:
            refuse_if_held(account, kind.held, {"id": own, **parents}, title(kind, state, id_))
        except Refused as error:
            if read(account, kind, id_, state) is not None:
                error.args = (f"{error}{_let_go(kind)}",)
                raise
            return  # Gone already: what still points at it points at nothing.
        try:
            account.client.delete(item)
            account.claim(f"deleted {item}")
        except NotFound:
            prove_ours(account, kind, id_, state)
        except InUse as error:
            held = reasons(account, kind.held, {"id": own, **parents}, title(kind, state, id_))
            why = "; ".join(held) or "it is in use"
            error.args = (f"{why} [{error}]{_let_go(kind)}",)
            raise
        finally:
            account.wrote(item)
        if kind.order:
            chain = account.chains[path]
            with chain.lock:
                chain.release(own)
                chain.siblings = None
            if not chain.leading:
                settle(account, kind, path, own=False)


def _let_go(kind: Kind) -> str:
    return "" if kind.parent else LET_GO
