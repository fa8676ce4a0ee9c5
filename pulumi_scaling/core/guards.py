"""Deletes that would open a hole in somebody's on-call are refused, with names.

Nothing is touched before the answer. `SCALING_CLOUD_FORCE=1` turns a refusal into a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.errors import NotFound, Refused
from pulumi_scaling.model import Hold, is_list, is_object, rows_in

from .account import Account
from .settings import FORCE_VARIABLE

__all__ = ["reasons", "refuse_if_held"]


def refuse_if_held(
    account: Account, holds: Sequence[Hold], ids: Mapping[str, str], subject: str
) -> None:
    """Stop if anything of the account still needs it; `ids` are the object's and its parent's."""
    for hold in holds:
        sentence = None if hold.refused_by_api else _standing(account, hold, ids, subject)
        if sentence is None:
            continue
        if not account.settings.force:
            raise Refused(f"{sentence}, or set {FORCE_VARIABLE}=1 to go through with it")
        account.warn(f"{sentence}; done all the same, since {FORCE_VARIABLE}=1")


def reasons(
    account: Account, holds: Sequence[Hold], ids: Mapping[str, str], subject: str
) -> list[str]:
    """After the API refused by itself: what stands in the way, by name."""
    found = [_standing(account, hold, ids, subject) for hold in holds if hold.refused_by_api]
    return [sentence for sentence in found if sentence]


def _standing(account: Account, hold: Hold, ids: Mapping[str, str], subject: str) -> str | None:
    holders = list(dict.fromkeys(_holders(account, hold, ids[hold.subject])))
    names = ", ".join(repr(holder) for holder in holders)
    return f"the {subject} {hold.sentence.format(holders=names)}" if holders else None


def _holders(account: Account, hold: Hold, id_: str) -> Iterator[str]:
    for query in hold.filters:
        for row in account.listed(hold.path, query=query):
            name = str(row.get(hold.named_by) or row.get("id"))
            for part in _opened(account, hold, row):
                if _mentions(part, hold.at, id_):
                    yield name


def _opened(account: Account, hold: Hold, row: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """The holder itself, or what is inside it; one that vanished meanwhile holds nothing."""
    if hold.inside is None:
        return [row]
    path = f"{hold.path}/{segment(str(row.get('id')))}"
    if account.claimed(f"deleted {path}"):
        return []
    try:
        return rows_in(account.read(path), hold.inside)
    except NotFound:
        return []


def _mentions(part: Any, at: Sequence[str], id_: str) -> bool:
    for name in at:
        part = part.get(name) if is_object(part) else None
    return id_ in part if is_list(part) else part == id_
