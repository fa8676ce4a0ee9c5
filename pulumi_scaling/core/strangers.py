"""What an interrupted run may have left behind, and how a create takes it over.

A run that was killed may have made an object that is in nobody's state. For a kind with a natural
key the API itself refuses the second one. A policy layer has no such key: an identical second one
would page the same people twice. So before a create, layers of the same policy are looked at that

- hold exactly what is to be made,
- were made by no operation of this run, and were not read, compared or changed by it either, which
  every layer of the program that is in the stack is sooner or later, and
- are known to be younger than a day by the server's clock, since a run is repeated soon after it
  was killed; or of any age if the run has met no layer of that policy at all, since then the stack
  has lost them together: the engine forgets the layers of a policy whose delete was refused.

Siblings come in any order, so those that are on their way get a moment to show that they own it;
nobody waits for one that depends on this create. What remains then stops the create, with the ways
out. A layer that was renamed in the program is met by no operation until it is deleted, and stops
it too, as a schedule's name would; `--refresh` meets all.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from pulumi_scaling.client import API_KEY_VARIABLE, segment
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import Kind, is_object, rows_in

from .account import Account
from .ages import older_than
from .explain import title
from .lost import as_asked
from .settings import FORCE_VARIABLE, TAKE_OVER_VARIABLE

__all__ = ["named_alike", "stop", "strangers", "undone", "wait_for_owners"]

RECENT: Final = timedelta(days=1)
MOMENT: Final = 2.0
"""Seconds; the engine asks about the layers of a program within milliseconds of each other."""
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
        and (lost_all or older_than(account, row, RECENT) is False)
    ]


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
    alike = (row for row in rows if str(row.get(spec.wire)).casefold() == str(wanted).casefold())
    return next((row for row in alike if is_object(row) and row.get("id")), None)


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
