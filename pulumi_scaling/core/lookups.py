"""Finding what exists, for programs that refer to it without managing it.

Not found and ambiguous are errors that list what is near. Lists are read once a process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.errors import NotFound, Refused, Unreadable
from pulumi_scaling.model import Kind, is_list, is_object

from .account import USERS, Account
from .read import missing
from .states import settled

__all__ = ["find", "find_member", "find_on_call", "find_user"]


def find(account: Account, kind: Kind, by: Mapping[str, str | None]) -> dict[str, Any]:
    """One object of a kind, by exactly one of what it is looked up by."""
    wanted = _one_of(f"the {kind.label}", **by)
    if kind.verbs:
        return find_member(account, kind, email=wanted)
    row: Any
    if by.get("id") is not None:
        row = _read(account, kind, wanted)
    else:
        row = _only(account.listed(kind.path), kind.natural_key or "name", wanted, what=kind.label)
        if not kind.listed.whole:
            row = _read(account, kind, str(row["id"]))
    state = settled(kind, row, {}, account.people, what=f"GET {kind.path}")
    return {**dict.fromkeys(kind.fields), **dict.fromkeys(kind.outputs), **state, "id": row["id"]}


def _read(account: Account, kind: Kind, id_: str) -> Any:
    try:
        return account.read(f"{kind.path}/{segment(id_)}")
    except NotFound:
        raise missing(kind, id_) from None


def find_user(account: Account, *, email: str | None, id_: str | None) -> dict[str, Any]:
    """One user, by e-mail or id; needs no admin's key."""
    rows = account.listed(USERS)
    if id_ is not None and email is None:
        row = _only(rows, "id", id_, what="user")
    else:
        row = _only(rows, "email", _one_of("a user", email=email, id=id_), what="user")
    return {
        "id": row["id"],
        "email": row.get("email"),
        "first_name": row.get("firstName"),
        "last_name": row.get("lastName"),
    }


def find_member(account: Account, kind: Kind, *, email: str) -> dict[str, Any]:
    """One person of the team, accepted or still invited; needs an admin's key."""
    team = account.team()
    people = [{**row, "email": row.get("email")} for row in team["members"]]
    people += [
        {**row, "email": row.get("emailAddress"), "pending": 1} for row in team["invitations"]
    ]
    row = _only(people, "email", email, what=kind.label)
    pending = "pending" in row
    return {
        "id": email.casefold(),
        "email": row["email"],
        "role": row["role"],
        "status": "pending" if pending else "active",
        "user_id": None if pending else row["id"],
        "invitation_id": row["id"] if pending else None,
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


def _only(
    rows: Sequence[Mapping[str, Any]], field: str, wanted: str, *, what: str
) -> Mapping[str, Any]:
    folded = wanted.casefold() if field == "email" else wanted
    found = [
        row
        for row in rows
        if (str(row.get(field)).casefold() if field == "email" else row.get(field)) == folded
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(row.get("id")) for row in found)
        raise Refused(f"{len(found)} {what}s have the {field} {wanted!r}: {ids}; look it up by id")
    known = sorted(str(row.get(field)) for row in rows if row.get(field))
    near = get_close_matches(wanted, known, n=3, cutoff=0.5) or known[:3]
    hint = f"; near it there are {', '.join(map(repr, near))}" if near else "; there are none"
    raise NotFound(
        f"no {what} has the {field} {wanted!r} in the key's organization{hint}",
        status=404,
        code="not_found",
    )
