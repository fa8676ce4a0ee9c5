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

Where the program was changed after the kill, what is there is not identical to what is made. It
may just as well be the stack's own, on its way or about to be deleted, so it stops nothing: it is
noted, and named at the end of the run if nothing has met it by then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final

from pulumi_scaling.client import API_KEY_VARIABLE, segment
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import Kind, is_list, is_object, rows_in

from .account import Account
from .ages import RECENT, older_than
from .explain import title
from .leftovers import Leftover
from .lost import as_asked
from .settings import FORCE_VARIABLE, TAKE_OVER_VARIABLE

__all__ = ["named_alike", "stop", "strangers", "suspect", "undone", "wait_for_owners"]

MOMENT: Final = 2.0
"""Seconds; the engine asks about the layers of a program within milliseconds of each other."""
MOST_LOOKED_AT: Final = 3
"""Of the objects of a kind, the youngest: what was left behind was the last to be made."""
FAREWELL_SECONDS: Final = 0.5
"""The engine gives a provider a second to end."""
# Two of the provider's four threads at most, or those who own a layer could not be heard.
_waiting: Final = threading.BoundedSemaphore(2)

Row = Mapping[str, Any]


def strangers(account: Account, kind: Kind, path: str, content: Row) -> list[Row]:
    """Layers like the one to be made that nothing in this run is known to own.

    Of a chain that was just read; the caller holds its lock.
    """
    chain = account.chains[path]
    if kind.natural_key or chain.siblings is None:
        return []
    standing = set(chain.ids)
    there = [row for row in chain.rows if row.get("id") in standing]
    unmet = [row for row in there if not chain.met(str(row["id"]))]
    lost_all = len(unmet) == len(there)
    return [
        row
        for row in unmet
        if not account.claimed(str(row["id"]))
        and as_asked(kind, row, content)
        and (lost_all or older_than(account, row, RECENT) is not True)
    ]


def suspect(account: Account, kind: Kind, path: str, inputs: Row, content: Row) -> None:
    """Note what an interrupted run may have left here, the program having been changed since.

    Layers of a parent that is in the stack; of kinds that stand by themselves, what is empty as
    only a create leaves it that was the last thing a run did.
    """
    if kind.parent:
        parent = str(inputs[kind.parent])
        if account.in_stack(parent):
            for row in account.chains[path].rows:
                _suspect(account, kind, path, row, lambda: True, within=account.chains[path].holder)
        return
    rows = account.snapshots.known(path + "?") or ()
    if not account.leftovers.first_sight(path, rows):
        return  # A run that makes a thousand must not go through the same list a thousand times.
    young = sorted(rows, key=lambda row: str(row.get("createdAt")), reverse=True)
    for row in young[:MOST_LOOKED_AT]:
        wire = kind.fields[kind.natural_key or ""].wire
        if str(row.get(wire)).casefold() == str(content.get(wire)).casefold():
            continue  # The API refuses a second one, and says so.
        _suspect(account, kind, path, row, partial(_empty, account, path, row))


def _suspect(
    account: Account,
    kind: Kind,
    path: str,
    row: Row,
    confirmed: Callable[[], bool],
    within: str = "",
) -> None:
    own = str(row.get("id"))
    if account.claimed(own) or account.in_stack(own) or older_than(account, row, RECENT) is True:
        return
    name = row.get(kind.fields[kind.natural_key].wire) if kind.natural_key else None
    called = f"{kind.label} {name!r} ({own})" if name else f"{kind.label} {own}"
    place = f"{within} also holds the {called}" if within else f"there is the empty {called}"
    harm = ", and it pages people all the same" if within else ""
    sentence = (
        f"{place}, made within the last day, which no resource of this run is known to own: an "
        f"interrupted run leaves such behind{harm}. Drop it: "
        f"{_dropping(account, f'{path}/{segment(own)}')}. If the stack has it, `pulumi up "
        "--refresh` shows it; if somebody else made it, leave it"
    )
    account.leftovers.suspect(own, Leftover(sentence, confirmed))


def _empty(account: Account, path: str, row: Row) -> bool:
    """Tell whether nothing is in it, as when a run ended with its create."""
    try:
        with account.client.hurried(FAREWELL_SECONDS):
            # Fresh, since nobody else is left to wait for.
            whole = account.read(f"{path}/{segment(str(row['id']))}", fresh=True)
    except ScalingError:
        return False
    return not any(is_list(value) and value for value in whole.values())


def wait_for_owners(account: Account, path: str, rows: Sequence[Row]) -> None:
    """Give siblings on their way a moment; the caller holds no lock."""
    if _waiting.acquire(blocking=False):
        try:
            account.chains[path].all_met({str(row["id"]) for row in rows}, within=MOMENT)
        finally:
            _waiting.release()


def stop(account: Account, kind: Kind, path: str, inputs: Row, rows: Sequence[Row]) -> None:
    """Refuse to make another one, and say what can be done."""
    found, others = rows[0], len(rows) - 1
    id_ = str(found["id"])
    account.leftovers.meet(id_)  # Named here, and not again at the end.
    more = f" (and {others} more)" if others else ""
    sentence = (
        f"the {title(kind, inputs)} was not created: {path} already holds {id_}{more}, which is "
        "identical and which no resource of this run is known to own, as an interrupted run leaves "
        "it behind"
    )
    if account.settings.force:
        account.warn(f"{sentence}; another one is made, since {FORCE_VARIABLE}=1")
        return
    raise Refused(
        f"{sentence}. If the stack has it, under another name or to be replaced: run "
        "the same again with `--refresh`. If it has not, use it: "
        f"`{TAKE_OVER_VARIABLE}={id_} pulumi up`, or drop it: "
        f"{_dropping(account, f'{path}/{segment(id_)}')}"
    )


def named_alike(account: Account, kind: Kind, path: str, inputs: Row) -> Row | None:
    """After the API refused a name: whose it is, if that can be seen."""
    wanted = inputs.get(kind.natural_key or "")
    try:
        if kind.found_in:
            rows = rows_in(account.read(path.rpartition("/")[0], fresh=True), kind.found_in)
        else:
            rows = account.listed(path, fresh=True)
    except ScalingError:
        return None
    spec = kind.fields[kind.natural_key or ""]
    exact = [row for row in rows if is_object(row) and row.get(spec.wire) == wanted]
    folded = str(wanted).casefold()
    alike = [row for row in rows if str(row.get(spec.wire)).casefold() == folded]
    # Names that differ by case alone may be two objects: one is meant if there is no other.
    found = exact or (alike if len(alike) == 1 else [])
    return found[0] if found and found[0].get("id") else None


def undone(account: Account, item: str, error: Exception) -> None:
    """Remove what a create made and could not finish: a failed create leaves nothing behind."""
    try:
        account.client.delete(item)
    except ScalingError as left:
        own = item.rpartition("/")[2]
        note = (
            f"it is there all the same and could not be removed again ({left}): "
            f"{_dropping(account, item)}, or `{TAKE_OVER_VARIABLE}={own} pulumi up` to go on with "
            "it"
        )
    else:
        note = "what was made of it is removed again"
    finally:
        account.wrote(item)
    if isinstance(error, ScalingError):
        error.args = (f"{error}; {note}",)


def _dropping(account: Account, item: str) -> str:
    key = f"Authorization: Bearer ${API_KEY_VARIABLE}"
    return f'`curl -X DELETE -H "{key}" {account.client.base_url}{item}`'
