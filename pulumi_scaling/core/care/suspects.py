"""What an interrupted run may have left behind, the program having been changed since.

What is there is then not identical to what is made. It may just as well be the stack's own, on its
way or about to be deleted, so it stops nothing: it is noted, and named at the end of the run if
nothing has met it by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import name_first
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import is_list

from .ages import RECENT, older_than
from .explain import dropping

__all__ = ["suspect"]

MOST_LOOKED_AT: Final = 3
"""Of the objects of a kind, the youngest: what was left behind was the last to be made."""

Row = Mapping[str, Any]


def suspect(place: Place, content: Row) -> None:
    """Note what stands where something is made, and looks as only a killed run leaves it.

    Layers of a parent that is in the stack; of kinds that stand by themselves, what is empty as
    only a create leaves it that was the last thing a run did.
    """
    kind, run = place.kind, place.run
    if kind.parent:
        if run.in_stack(place.parent):
            for row in place.siblings.rows:
                _suspect(place, row, within=place.siblings.holder)
        return
    rows = place.account.snapshots.known(place.collection + "?") or ()
    if not run.leftovers.first_sight(place.collection, rows):
        return  # A run that makes a thousand must not go through the same list a thousand times.
    young = sorted(rows, key=lambda row: str(row.get("createdAt")), reverse=True)
    wire = kind.fields[kind.natural_key or ""].wire
    for row in young[:MOST_LOOKED_AT]:
        if str(row.get(wire)).casefold() == str(content.get(wire)).casefold():
            continue  # The API refuses a second one, and says so.
        _suspect(place, row)


def _suspect(place: Place, row: Row, within: str = "") -> None:
    own, kind, run = str(row.get("id")), place.kind, place.run
    if run.owns(own) or run.in_stack(own) or older_than(place.account, row, RECENT) is True:
        return
    if run.foreseen.knows(own):
        return  # It has a name that the program gives, and that is told.
    if not within and not _empty(place.made(own)):
        return
    name = row.get(kind.fields[kind.natural_key].wire) if kind.natural_key else None
    called = f"{kind.label} {name_first(name, own)}"
    there = f"{within} also holds the {called}" if within else f"there is the empty {called}"
    harm = ", and it pages people all the same" if within else ""
    sentence = (
        f"{there}, made within the last day, which no resource of this run is known to own: an "
        f"interrupted run leaves such behind{harm}. Unless another stack or somebody else made it, "
        f"drop it: {dropping(place.account, place.made(own).item)}. If this stack has it, `pulumi "
        "up --refresh` shows it"
    )
    run.leftovers.suspect(own, sentence)


def _empty(place: Place) -> bool:
    """Tell whether nothing is in it, as when a run ended with its create."""
    account = place.account
    try:
        with account.client.hurried(account.patience.advice):
            whole = account.read(place.item)
    except ScalingError:
        return False
    return not any(is_list(value) and value for value in whole.values())
