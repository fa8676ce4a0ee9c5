"""What a plan changes, or needs for what it changes, and somebody has deleted by hand since.

A preview without `--refresh` compares the program with the state, and cannot know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pulumi_scaling.core import Account, Place, title
from pulumi_scaling.errors import NotFound
from pulumi_scaling.model import is_list, is_object, rows_in
from pulumi_scaling.resources import by_name

from .carried_out import TOUCHED
from .plan import Resource
from .plan_values import named
from .worlds import Refused

__all__ = ["vanished"]

REMEDY: Final = "`pulumi up --refresh` makes it again; review what it does with `--refresh`, too"


def vanished(everything: Sequence[Resource], account: Account) -> Iterator[Refused]:
    """Each resource that would fail for it, with what is not there."""
    by_id = {each.before.id: each for each in everything if each.before and each.before.id}
    for each in everything:
        if each.op not in TOUCHED or each.after is None:
            continue
        if each.op == "update" and _gone(each, account):
            yield _refused(each, f"the {_called(each)} is not in the account any more")
            continue
        for id_ in dict.fromkeys(_texts(each.after.inputs)):
            other = by_id.get(id_)
            if other and other is not each and _gone(other, account):
                yield _refused(
                    each, f"it needs the {_called(other)}, which is not in the account any more"
                )
                break


def _gone(one: Resource, account: Account) -> bool:
    """Tell whether nothing is left of it; one request for all of a kind, or of a parent."""
    kind, id_ = by_name[one.kind], one.before.id if one.before else None
    if id_ is None or kind.verbs:
        return False
    place = Place.at(account, kind, id_)
    try:
        rows: Sequence[Any] = (
            rows_in(account.read(place.above), kind.found_in)
            if kind.found_in
            else account.listed(kind.path)
        )
    except NotFound:
        return True
    return all(str(row.get("id")) != place.own for row in rows)


def _texts(value: object) -> Iterator[str]:
    """All text in what a program says, ids of others among it."""
    if isinstance(value, str):
        yield value
    elif is_object(value):
        for part in value.values():
            yield from _texts(part)
    elif is_list(value):
        for part in value:
            yield from _texts(part)


def _called(one: Resource) -> str:
    before, kind = one.before, by_name[one.kind]
    own = str(before.id) if before else ""
    known = title(kind, before.values if before else {}, own)
    return known if own in known else f"{known} ({own})"


def _refused(one: Resource, reason: str) -> Refused:
    return Refused(resource=one.logical, name=named(one.after), reason=reason, remedy=REMEDY)
