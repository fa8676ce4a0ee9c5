"""A team is taken down whole or not at all, as far as a run knows what is going to be deleted.

Each delete has guards of its own; but the engine comes to one after the other, and when the guard
of the last stops it, the policy that paged it is gone already.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from pulumi_scaling.core.run import TEAM, Account, mark_of
from pulumi_scaling.core.words import name_first
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import Kind

from .guards import BY_FORCE, standing

__all__ = ["refuse_in_part"]

Row = Mapping[str, Any]


def refuse_in_part(account: Account, kind: Kind, state: Row, called: str) -> None:
    """Stop the first delete of a run if any that follows is going to be stopped."""
    departures = account.run.departures
    if mark_of(kind, state) not in departures.foretold:
        return
    if sentence := departures.verdict(lambda: _why(account)):
        raise Refused(
            f"the {called} was not deleted, and nothing else that the program leaves out: "
            f"{sentence}; if that one is kept by retain_on_delete, delete the others with "
            "`pulumi up --target`"
        )


def _why(account: Account) -> str | None:
    # Who cannot be asked now is asked by each delete for itself.
    with suppress(ScalingError):
        going = {
            str(row["id"]): (kind, row) for kind in _going(account) for row in _rows(account, kind)
        }
        for own, (kind, row) in going.items():
            name = row.get(kind.fields[kind.natural_key or ""].wire)
            subject = f"{kind.label} {name_first(name, own)}"
            for hold in kind.held:
                if account.settings.force and not hold.refused_by_api:
                    continue
                if sentence := standing(account, hold, {"id": own}, subject, without=going):
                    return sentence + ("" if hold.refused_by_api else BY_FORCE)
    return None


def _going(account: Account) -> list[Kind]:
    named = {mark.partition(" ")[0] for mark in account.run.departures.foretold}
    return [kind for name, kind in account.kinds.items() if name in named]


def _rows(account: Account, kind: Kind) -> list[Row]:
    """Those of the account that are going to be deleted, and that nobody goes on with."""
    run = account.run
    rows = account.team()["members"] if kind.path == TEAM else account.listed(kind.path)
    return [
        row
        for row in rows
        if mark_of(kind, row) in run.departures.foretold
        and not run.has_taken(str(row.get("id")))
        and not run.goes_on_with(str(row.get("id")))
    ]
