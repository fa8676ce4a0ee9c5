"""Deletes that would open a hole in somebody's on-call are refused, with names.

Nothing is touched before the answer. `SCALING_CLOUD_FORCE=1` turns a refusal into a warning.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.core.run import FORCE_VARIABLE, Account
from pulumi_scaling.core.words import name_first
from pulumi_scaling.errors import NotFound, Refused
from pulumi_scaling.model import Hold, is_list, is_object, rows_in

__all__ = ["BY_FORCE", "holders", "reasons", "refuse_if_held", "standing"]

BY_FORCE: Final = f", or set {FORCE_VARIABLE}=1 to go through with it"


def refuse_if_held(
    account: Account, holds: Sequence[Hold], ids: Mapping[str, str], subject: str
) -> None:
    """Stop if anything of the account still needs it; `ids` are the object's and its parent's."""
    for hold in holds:
        sentence = None if hold.refused_by_api else standing(account, hold, ids, subject)
        if sentence is None:
            continue
        if not account.settings.force:
            raise Refused(sentence + BY_FORCE)
        account.warn(f"{sentence}; done all the same, since {FORCE_VARIABLE}=1")


def reasons(
    account: Account, holds: Sequence[Hold], ids: Mapping[str, str], subject: str
) -> list[str]:
    """After the API refused by itself: what stands in the way, by name."""
    found = [standing(account, hold, ids, subject) for hold in holds if hold.refused_by_api]
    return [sentence for sentence in found if sentence]


def standing(
    account: Account,
    hold: Hold,
    ids: Mapping[str, str],
    subject: str,
    without: Container[str] = (),
) -> str | None:
    """What stands in the way, by name; not what goes along with it."""
    found = dict(holders(account, hold, ids[hold.subject], without))
    names = ", ".join(found.values())
    return f"the {subject} {hold.sentence.format(holders=names)}" if found else None


def holders(
    account: Account, hold: Hold, id_: str, without: Container[str] = ()
) -> Iterator[tuple[str, str]]:
    """What stands in the way of a delete: the id of each, and what to call it."""
    for row in _rows(account, hold, id_):
        own, name = str(row.get("id")), row.get(hold.named_by)
        if own not in without and any(
            _mentions(part, hold.at, id_) for part in _opened(account, hold, row)
        ):
            yield own, name_first(name, own)


def _rows(account: Account, hold: Hold, id_: str) -> Iterator[Mapping[str, Any]]:
    """All that counts, by one request if the beginning of the list tells."""
    if len(hold.filters) > 1:
        rows, whole = account.first_page(hold.path)
        counting = [
            row for row in rows if any(query.items() <= row.items() for query in hold.filters)
        ]
        if whole or any(_mentions(row, hold.at, id_) for row in counting):
            yield from counting
            return
    for query in hold.filters:
        yield from account.listed(hold.path, query=query)


def _opened(account: Account, hold: Hold, row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The holder itself, or what is inside it; one that vanished meanwhile holds nothing."""
    if hold.inside is None:
        return [row]
    path = f"{hold.path}/{segment(str(row.get('id')))}"
    if account.run.has_deleted(path):
        return []
    try:
        return rows_in(account.read(path), hold.inside)
    except NotFound:
        return []


def _mentions(part: Any, at: Sequence[str], id_: str) -> bool:
    """Tell whether the id stands at a place, in any entry of the lists on the way."""
    if is_list(part):
        return any(_mentions(each, at, id_) for each in part)
    if not at:
        return bool(part == id_)
    return is_object(part) and _mentions(part.get(at[0]), at[1:], id_)
