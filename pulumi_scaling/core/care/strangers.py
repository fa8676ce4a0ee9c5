"""What an interrupted run may have left behind, and how a create takes it over.

A run that was killed may have made an object that is in nobody's state. For a kind with a natural
key the API itself refuses the second one. A policy layer has no such key: an identical second one
would page the same people twice. So before a create, layers of the same policy are looked at that

- hold exactly what is to be made,
- were made by no operation of this run, and were not read, compared or changed by it either, which
  every layer of the program that is in the stack is sooner or later, and
- cannot be shown to be older than a day by the server's clock, since a run is repeated soon after
  it was killed; or of any age if the run has met no layer of that policy at all, since then the
  stack has lost them together: the engine forgets the layers of a policy whose delete was refused.

Siblings come in any order, so those that are on their way get a moment to show that they own it;
nobody waits for one that depends on this create. What remains then stops the create, with the ways
out. A layer that was renamed in the program is met by no operation until it is deleted, and stops
it too, as a schedule's name would; `--refresh` meets all.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.core.run import FORCE_VARIABLE, TAKE_OVER_VARIABLE, Place
from pulumi_scaling.core.words import title
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import is_object, rows_in

from .ages import RECENT, older_than
from .explain import dropping
from .lost import as_asked
from .taken import after_a_cut, of_stack

__all__ = ["named_alike", "refuse_twin", "strangers", "undo", "wait_for_owners"]

ELSE: Final = "(else interrupted-runs.md#a-policy-layer-that-is-there)"

# Two of the provider's four threads at most, or those who own a layer could not be heard.
_waiting: Final = threading.BoundedSemaphore(2)

Row = Mapping[str, Any]


def strangers(place: Place, content: Row) -> list[Row]:
    """Layers like the one to be made that nothing in this run is known to own.

    Of a chain that was just read, and is held for a write.
    """
    siblings, run = place.siblings, place.run
    if place.kind.natural_key or not siblings.known:
        return []
    standing = set(siblings.ids)
    there = [row for row in siblings.rows if row.get("id") in standing]
    unmet = [row for row in there if not run.knows(str(row["id"]))]
    lost_all = len(unmet) == len(there)
    return [
        row
        for row in unmet
        if not run.owns(str(row["id"]))
        and as_asked(place.kind, row, content)
        and (lost_all or older_than(place.account, row, RECENT) is not True)
    ]


def wait_for_owners(place: Place, rows: Sequence[Row]) -> None:
    """Give siblings on their way a moment; the caller holds nothing."""
    if _waiting.acquire(blocking=False):
        try:
            ids = {str(row["id"]) for row in rows}
            place.run.comes_to_know(ids, within=place.account.patience.moment)
        finally:
            _waiting.release()


def refuse_twin(place: Place, inputs: Row, rows: Sequence[Row]) -> None:
    """Refuse to make another one, and say what can be done."""
    account, run = place.account, place.run
    id_, others = str(rows[0]["id"]), len(rows) - 1
    run.leftovers.named(id_)
    more = f" (and {others} more)" if others else ""
    called, told = of_stack(account, place.kind, id_)
    sentence = (
        f"the {title(place.kind, inputs, None, run.called)} was not created: "
        f"{place.siblings.holder} already holds an identical one, {id_}{more}"
    )
    if account.settings.force:
        account.warn(f"{sentence}; another one is made, since {FORCE_VARIABLE}=1")
        return
    if called:
        raise Refused(
            f"{sentence}, which is {called!r} in this stack: run the same again with `--refresh` "
            f"{ELSE}"
        )
    where = "in this stack" if told else "known to this run"
    raise Refused(f"{sentence}, not {where}: {after_a_cut(id_, sure=told)} {ELSE}")


def named_alike(place: Place, inputs: Row) -> Row | None:
    """After the API refused a name: whose it is, if that can be seen."""
    account, kind = place.account, place.kind
    wanted = inputs.get(kind.natural_key or "")
    try:
        if kind.found_in:
            rows = rows_in(account.read(place.above, fresh=True), kind.found_in)
        else:
            rows = account.listed(place.collection, fresh=True)
    except ScalingError:
        return None
    spec = kind.fields[kind.natural_key or ""]
    exact = [row for row in rows if is_object(row) and row.get(spec.wire) == wanted]
    folded = str(wanted).casefold()
    alike = [row for row in rows if str(row.get(spec.wire)).casefold() == folded]
    # Names that differ by case alone may be two objects: one is meant if there is no other.
    found = exact or (alike if len(alike) == 1 else [])
    return found[0] if found and found[0].get("id") else None


def undo(place: Place, error: Exception) -> None:
    """Remove what a create made and could not finish: a failed create leaves nothing behind."""
    account = place.account
    try:
        account.client.delete(place.item)
    except ScalingError as left:
        note = (
            f"it is there all the same and could not be removed again ({left}): "
            f"{dropping(account, place.item)}, or `{TAKE_OVER_VARIABLE}={segment(place.own)} "
            "pulumi up` to go on with it"
        )
    else:
        note = "what was made of it is removed again"
    finally:
        account.wrote(place.item)
    if isinstance(error, ScalingError):
        error.args = (f"{error}; {note}",)
