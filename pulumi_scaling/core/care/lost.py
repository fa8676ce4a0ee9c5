"""Creates whose answer got lost: find what they made, or be sure they made nothing.

There are no idempotency keys. After an ambiguous end the object may exist; sending again blindly
could page two teams. So look for what the request would have made: same natural key, same content,
and not there before. The ids that were there before prove what is new, whatever clocks say; only
where nobody had looked does the age have to tell, by the server's own clock, which may be another
machine's than that of `createdAt`. Somebody else's object that merely has the same name is never
taken over.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from pulumi_scaling.client import UNSURE, segment
from pulumi_scaling.core.run import Account, addressable
from pulumi_scaling.core.words import as_it_is
from pulumi_scaling.errors import (
    ApiError,
    ConnectionFailed,
    Refused,
    ScalingError,
    ServerFault,
    Unreadable,
)
from pulumi_scaling.model import Kind, is_object

from .ages import not_before

__all__ = ["as_asked", "post_once"]

MOST_TRIES: Final = 4
LONGEST: Final = 100
"""Characters of an id that a sentence repeats."""
Row = Mapping[str, Any]
Find = Callable[[], Sequence[Row]]


def post_once(  # noqa: C901 - one loop, its ends in the order they come
    account: Account,
    path: str,
    body: Mapping[str, Any],
    *,
    candidates: Find,
    what: str,
    known: bool,
) -> Row:
    """POST, and after a lost answer take over what it made or send it again.

    `candidates` reads what could have come of it: objects with the natural key and content asked
    for. `known` says that none of them was there before, by a list that was read then; otherwise
    their age has to tell.
    """
    patience = account.patience
    first_sent = patience.clock()
    began = -math.inf if known else first_sent
    unsure: ScalingError | None = None
    for attempt in range(1, MOST_TRIES + 1):
        sent = patience.clock()
        try:
            made = account.wrote(path, account.client.post(path, dict(body)))
            if not is_object(made) or not isinstance(made.get("id"), str):
                raise ConnectionFailed(f"POST {path} answered without an id")  # noqa: TRY301 - lost
        except (ConnectionFailed, ServerFault) as error:
            account.wrote(path)
            if unsure is None and isinstance(error, ConnectionFailed) and not error.ambiguous:
                raise
            unsure = error
        except ApiError as error:
            if unsure is None:
                raise
            # Of a second attempt: the first may have landed after it was looked for, and be what
            # stands in the way now.
            late = _taken_over(account, candidates, began, what, unsure)
            if late is None:
                error.lost_before = True
                raise
            return late
        else:
            if not addressable(made["id"]):
                raise Refused(
                    f"the API gave the {what} an id that no request can name, "
                    f"{made['id'][:LONGEST]!r}: it is there, cannot be managed, and has to be "
                    "removed where the API's own pages show it"
                )
            return made if unsure is None else _alone(account, path, made, candidates, began, what)
        took = patience.clock() - sent
        pause = patience.jitter() * patience.first_wait * 2**attempt
        # A server that kept us waiting may carry it out yet: it gets as long again.
        for wait in (0, took / 2, took / 2) if took > patience.slow else (0,):
            patience.sleep(wait)
            if (found := _taken_over(account, candidates, began, what, unsure)) is not None:
                return found
        if attempt == MOST_TRIES or patience.clock() + pause - first_sent > patience.creating:
            looked = f"it was sent {attempt} times, and nothing came of it so far"
            unsure.args = (str(unsure).replace(UNSURE, looked),)
            raise unsure
        patience.sleep(pause)
    raise AssertionError("the loop ends by return or raise")


def _taken_over(
    account: Account, candidates: Find, began: float, what: str, error: ScalingError
) -> Row | None:
    try:
        rows = candidates()
    except ScalingError as unseen:
        raise ConnectionFailed(
            f"the answer to creating the {what} was lost ({error}), and looking for it failed too "
            f"({unseen}); before the next up, look whether it exists"
        ) from None
    ages = [(row, not_before(account, row, began)) for row in rows]
    young = [row for row, age in ages if age is not False]
    doubtful = [row for row, age in ages if age is None]
    if len(young) > 1 or doubtful:
        ids = ", ".join(str(row.get("id")) for row in young)
        raise Refused(
            f"the answer to creating the {what} was lost, and whether it made "
            f"{'one of ' if len(young) > 1 else ''}{ids} cannot be told; delete what is too many, "
            "then run it again"
        )
    return young[0] if young else None


def _alone(
    account: Account, path: str, made: Row, candidates: Find, began: float, what: str
) -> Row:
    """Of a second attempt that succeeded: see that the first did not land late as well."""
    try:
        others = [row for row in candidates() if row.get("id") != made["id"]]
    except ScalingError as error:
        account.warn(
            f"the {what} was sent twice, and whether both arrived could not be seen ({error}); "
            f"it is {made['id']}, look for another one like it"
        )
        return made
    late = [row for row in others if not_before(account, row, began)]
    if not late:
        return made
    # The one whose id we know is certainly ours to remove.
    account.client.delete(f"{path}/{segment(made['id'])}")
    account.wrote(path)
    if len(late) > 1:
        ids = ", ".join(str(row.get("id")) for row in late)
        raise Refused(f"creating the {what} made more than one: {ids}; delete all and run it again")
    return late[0]


def as_asked(kind: Kind, row: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Tell whether an object holds what was sent, by each field's own equality.

    Its place among siblings does not count: others may have moved it meanwhile.
    """
    names = [name for name in kind.fields if name != "position"]
    sent = [kind.fields[name] for name in names if kind.fields[name].wire in content]
    try:
        return all(
            spec.shape.same(as_it_is(spec, row), as_it_is(spec, content), str) for spec in sent
        )
    except Unreadable:
        return False
