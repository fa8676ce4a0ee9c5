"""Finding what exists, for programs that refer to it without managing it.

Not found and ambiguous are errors that list what is near. Lists are read once a process.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.core.care import Lent, missing, only
from pulumi_scaling.core.run import USERS, Account
from pulumi_scaling.core.words import settled
from pulumi_scaling.errors import NotFound, Refused, Unreadable
from pulumi_scaling.model import Kind, is_list, is_object

__all__ = ["find", "find_on_call", "find_user"]


def find(account: Account, kind: Kind, by: Mapping[str, str | None]) -> dict[str, Any]:
    """One object of a kind, by exactly one of what it is looked up by."""
    wanted = _one_of(f"the {kind.label}", **by)
    names = [*kind.fields, *kind.outputs]
    known: dict[str, Any] = {name: None for name in names if name not in kind.bookkeeping}
    if kind.verbs:
        way = next(name for name, value in by.items() if value is not None)
        return {**known, **kind.verbs.find(Lent(account, kind), way, wanted)}
    row: Any
    if by.get("id") is not None:
        row = _read(account, kind, wanted)
    else:
        row = only(account.listed(kind.path), kind.natural_key or "name", wanted, what=kind.label)
        if not kind.listed.whole:
            row = _read(account, kind, str(row["id"]))
    state = settled(kind, row, {}, account.people, what=f"GET {kind.path}")
    return {**known, **state, "id": row["id"]}


def _read(account: Account, kind: Kind, id_: str) -> Any:
    try:
        return account.read(f"{kind.path}/{segment(id_)}")
    except NotFound:
        raise missing(kind, id_) from None


def find_user(account: Account, *, email: str | None, id_: str | None) -> dict[str, Any]:
    """One user, by e-mail or id; needs no admin's key."""
    rows = account.listed(USERS)
    if id_ is not None and email is None:
        row = only(rows, "id", id_, what="user")
    else:
        row = only(rows, "email", _one_of("a user", email=email, id=id_), what="user")
    return {
        "id": row["id"],
        "email": row.get("email"),
        "first_name": row.get("firstName"),
        "last_name": row.get("lastName"),
    }


def find_on_call(account: Account, *, schedule_id: str, at: str | None) -> dict[str, Any]:
    """Who is on call on a schedule at an instant, by id and by e-mail."""
    query = {} if at is None else {"at": at}
    row = account.client.get(f"/oncall/schedules/{segment(schedule_id)}/resolve", **query)
    if not is_object(row):
        raise Unreadable("resolving the schedule answered with something that is no object")
    owner, targets = _person(row.get("owner")), row.get("pagingTargets")
    paged = [_person(each) for each in targets] if is_list(targets) else []
    ids = [each for each in paged if each is not None]
    return {
        "schedule_id": schedule_id,
        "owner_id": owner,
        "owner_email": owner and account.people.email_of(owner),
        "paged_ids": ids,
        "paged_emails": [account.people.email_of(each) or each for each in ids],
    }


def _person(value: Any) -> str | None:
    found = value.get("id") if is_object(value) else value
    return found if isinstance(found, str) else None


def _one_of(what: str, **given: str | None) -> str:
    """The one argument that was given; none or both is a mistake of the program."""
    said = [value for value in given.values() if value is not None]
    if len(said) != 1:
        raise Refused(f"to look up {what}, give exactly one of {' and '.join(given)}")
    return said[0]
