"""Creates whose answer got lost: find what they made, or be sure they made nothing.

There are no idempotency keys. After an ambiguous end the object may exist; sending again blindly
could page two teams. So look for what the request would have made: same natural key, same content,
not older than the first attempt by the server's own clock. Somebody else's object that merely has
the same name is never taken over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from pulumi_scaling.errors import ConnectionFailed, Refused, ScalingError, ServerFault
from pulumi_scaling.model import Field, fields_of, instant, is_object, same

from .account import Account

__all__ = ["as_asked", "post_once"]

MOST_TRIES = 3
CLOCK_STEP = timedelta(seconds=1)
"""The server's Date has whole seconds and its timestamps milliseconds."""


def post_once(
    account: Account,
    path: str,
    body: Mapping[str, Any],
    *,
    candidates: Callable[[], list[Any]],
    what: str,
) -> Any:
    """POST, and after a lost answer take over what it made or send it again.

    `candidates` reads what could have come of it: objects with the natural key and content asked
    for that were not there before.
    """
    began = account.client.server_time
    for attempt in range(1, MOST_TRIES + 1):
        try:
            return account.wrote(path, account.client.post(path, dict(body)))
        except (ConnectionFailed, ServerFault) as error:
            account.wrote(path)
            if isinstance(error, ConnectionFailed) and not error.ambiguous:
                raise
            if (made := _taken_over(candidates, began, what, error)) is not None:
                return made
            if attempt == MOST_TRIES:
                raise
    raise AssertionError("the loop ends by return or raise")


def _taken_over(
    candidates: Callable[[], list[Any]], began: datetime | None, what: str, error: ScalingError
) -> Any | None:
    try:
        rows = candidates()
    except ScalingError as unseen:
        raise ConnectionFailed(
            f"the answer to creating the {what} was lost ({error}), and looking for it failed too "
            f"({unseen}); before the next up, look whether it exists"
        ) from None
    young = [row for row in rows if _not_before(row, began)]
    if len(young) > 1:
        ids = ", ".join(str(row.get("id")) for row in young)
        raise Refused(
            f"the answer to creating the {what} was lost, and several objects could be it: {ids}; "
            "delete the one that is too many, then run it again"
        )
    return young[0] if young else None


def _not_before(row: Mapping[str, Any], began: datetime | None) -> bool:
    made = instant(str(row.get("createdAt", "")))
    return began is None or made is None or made >= began - CLOCK_STEP


def as_asked(
    fields: Mapping[str, Field], row: Mapping[str, Any], content: Mapping[str, Any]
) -> bool:
    """Tell whether an object holds what was sent, by each field's own equality.

    Its place among siblings does not count: others may have moved it meanwhile.
    """
    by_wire = {spec.wire: spec for spec in fields.values()}
    for wire, value in content.items():
        spec = by_wire.get(wire)
        if spec is None or spec.name == "position":
            continue
        held = row.get(wire)
        if spec.variants and is_object(value):
            inner = fields_of(spec.variants[str(value["type"])])
            if not is_object(held) or not as_asked(inner, held, value):
                return False
        elif not same(spec.marks, held, value, person=str):
            return False
    return True
