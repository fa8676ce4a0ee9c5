"""Letting one object go, unless that would open a hole in somebody's on-call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.core.care import (
    Lent,
    explained,
    prove_ours,
    reasons,
    refuse_if_held,
    refuse_in_part,
)
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import title
from pulumi_scaling.errors import InUse, NotFound, Refused
from pulumi_scaling.model import Kind

from .leaving import note_leaving
from .read import read
from .telling import tell_leaving

__all__ = ["delete"]

LET_GO: Final = (
    "; the stack may have let go of its layers already: with the program as it was, run `pulumi up "
    "--continue-on-error`, which makes each again or says how to take it back"
)
"""The engine takes what is deleted along with something out of the state before it deletes that."""


def delete(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> None:
    """Delete it; what is gone already is as good."""
    with explained("deleted", kind, state, account, id_, account.run.called):
        place = Place.at(account, kind, id_)
        called = title(kind, state, id_, account.run.called)
        account.run.met(place.own)
        if account.run.has_inline(place.parent):
            return  # What is to go of it goes with the parent's own change.
        if account.run.spares(place.own, id_, state):
            along = "" if kind.parent else ", with whatever was to be deleted along with it"
            account.warn(
                f"the {called} is not deleted{along}: another resource of the program is the same "
                "object and goes on with it"
            )
            return
        refuse_in_part(account, kind, state, called)
        if kind.verbs:
            kind.verbs.delete(Lent(account, kind), id_, dict(state))
            return
        ids = {"id": place.own, **place.parents}
        try:
            refuse_if_held(account, kind.held, ids, called)
        except Refused as error:
            if read(account, kind, id_, state) is not None:
                error.args = (f"{error}{_let_go(kind)}",)
                raise
            return  # Gone already: what still points at it points at nothing.
        tell_leaving(place, state)
        try:
            if not _removed(place):
                prove_ours(account, kind, id_, state)
            note_leaving(place, state)
        except NotFound:
            prove_ours(account, kind, id_, state)
        except InUse as error:
            why = "; ".join(reasons(account, kind.held, ids, called)) or "it is in use"
            error.args = (f"{why} [{error}]{_let_go(kind)}",)
            raise
        _close(place)


def _removed(place: Place) -> bool:
    """Whether it is known to have been there."""
    account = place.account
    try:
        was_there = account.client.delete(place.item)
        account.run.deleted(place.item)
    finally:
        account.wrote(place.item)
    return was_there


def _close(place: Place) -> None:
    """Bring those it stood among to where they belong without it."""
    if place.kind.order:
        siblings = place.siblings
        siblings.claims.release(place.own)
        with siblings.writing():
            siblings.forget()
        if not siblings.claims.leading:
            siblings.settle(own=False)


def _let_go(kind: Kind) -> str:
    return "" if kind.parent else LET_GO
