"""What answers tell of people and incidents: how they are named, and what is shown of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pulumi_scaling.model import is_list, is_object

from .aspects import Aspect, Told, as_assumed, at, never, otherwise, strange
from .looks_kept import Looks
from .object_witnesses import UUIDS, lists_of, texts_of
from .value_classes import code_class

__all__ = ["PEOPLE"]


def _people(looks: Looks) -> Told | None:
    for look in looks.done("resolve_then", "resolve_schedule"):
        row = look.object
        if not {"owner", "pagingTargets"} <= set(row) or not is_list(row["pagingTargets"]):
            return strange("an answer without owner or pagingTargets", look)
        people = [each for each in [row["owner"], *row["pagingTargets"]] if each is not None]
        if not people:
            continue
        if all(isinstance(each, str) for each in people):
            return at("people", "ids", "people are ids", look)
        if all(is_object(each) and isinstance(each.get("id"), str) for each in people):
            return at("people", "objects", "people are objects with an id", look)
        return strange("people are neither ids nor objects with an id", look)
    return None


def _names(looks: Looks) -> Told | None:
    for look in looks.done("list_users", "list_team_members"):
        rows = look.rows
        if not rows:
            continue
        named = [row for row in rows if row.get("firstName") or row.get("lastName")]
        if named:
            return at("member_names", "shown", "people have names", look)
        # One alone may just have none.
        return at("member_names", "null", "nobody has a name", look) if len(rows) > 1 else None
    return None


def _same_people(looks: Looks) -> Told | None:
    users, team = looks.get("list_users"), looks.get("list_team_members")
    if users is None or team is None or not (users.ok and team.ok):
        return None
    members = texts_of(lists_of(team, "members"), "id")
    if not members or not users.rows:
        return None
    if texts_of(users.rows, "id") & members:
        return as_assumed("users and members share their ids", users, team)
    return otherwise("no id of a user is one of a member", users, team)


def _open_words(looks: Looks) -> Told | None:
    for look in looks.done("list_team_members"):
        members = lists_of(look, "members")
        if members and all(isinstance(row.get("role"), str) for row in members):
            return as_assumed("roles are text", look)
        return otherwise("a role that is no text", look) if members else None
    return None


def _made_by(looks: Looks) -> Told | None:
    """Whose id an object carries: of ours for certain, of others it may be somebody who left."""
    people = texts_of((row for look in looks.done("list_users") for row in look.rows), "id")
    for look in looks.done("create_schedule"):
        if texts_of([look.object], "createdBy") & people:
            return as_assumed("what the key made names a user", look)
        return otherwise("what the key made names no user", look)
    for look in looks.done(*UUIDS):
        if texts_of(look.rows, "createdBy") & people:
            return as_assumed("an object names a user as its maker", look)
    return None


def _incident_fields(looks: Looks) -> Told | None:
    first = {"ownerId", "escalationPolicyId", "createdBy", "description", "affectedComponents"}
    for look in looks.done("list_incidents"):
        for row in look.rows:
            there = first & set(row)
            if there == first:
                return at("incident_fields", "union", "the fields of both shapes", look)
            if not there:
                return at("incident_fields", "common", "only the fields of both shapes", look)
            return strange(f"{len(there)} of the {len(first)} fields of one shape only", look)
    return None


def _escalation(looks: Looks) -> Told | None:
    for look in looks.done("list_incidents", "get_incident"):
        rows = look.rows if look.ask.name == "list_incidents" else [look.object]
        for row in rows:
            if "escalation" not in row:
                return at("escalation_field", "hidden", "no field of that name", look)
            state = row["escalation"]
            if state is None or is_object(state):
                return at("escalation_field", "shown", "an object, or null", look)
            return strange("it is no object", look)
    return None


def _unseen() -> Iterator[Aspect]:
    reasons = {
        "A17": ("sizes without a limit", "requests as large as nobody sends"),
        "A24": (
            "text of updates and the lifecycle",
            "an incident that is moved, which pages people",
        ),
        "A25": ("redacting twice", "an update that is redacted, which cannot be undone"),
        "A26": ("components of an incident", "an incident that is changed, which people hear of"),
        "A28": ("handoff of an incident", "an incident that is handed over, which pages somebody"),
        "A31": ("no endpoint for overrides", "a page of the vendor: a 404 proves nothing"),
        "A47": (
            "selectors that name nothing",
            "a change of an integration that is not probe's own",
        ),
        "A49": ("when conditions are judged", "an incident that escalates, which pages people"),
    }
    rest = (
        ("A18", "rows of a page without a limit", "a list of more than twenty"),
        ("A19", "days of from and to", "incidents of two days"),
        ("A44", "what a deleted component leaves", "an incident that is tagged with one"),
        ("A46", "working hours that are in use", "a delete of some that a step needs"),
    )
    for own, about, shown_by in rest:
        yield Aspect(own, about, shown_by, "nothing", never)
    for own, (about, shown_by) in reasons.items():
        yield Aspect(own, about, shown_by, "nothing", never)
    opened = "an incident that is opened, which people hear of and nothing removes"
    yield Aspect("A23", "the policy of an incident", opened, "nothing", never, "attached_policy")


def _ownerless(looks: Looks) -> Told | None:
    """Refused for the component alone, or as a body that misses its schema."""
    nothing, nobodys = looks.get("incident_of_nothing"), looks.get("incident_for_nobody")
    if nothing is None or nobodys is None or nobodys.status is None:
        return None
    if nobodys.code in {"invalid_component_id", "duplicate_component_id"}:
        seen = "only its components are refused"
        return at("ownerless", "accepted", seen, nobodys)
    told = [(look.status, look.body.get("type"), look.code) for look in (nothing, nobodys)]
    if told[0] == told[1] and nobodys.status in {400, 422}:
        return at("ownerless", "refused", f"{nobodys.status}, as for nothing", nobodys)
    return strange(f"{nobodys.status} with {code_class(nobodys.code)}", nobodys)


def _without_admin(looks: Looks) -> Told | None:
    """Only the key of somebody who may not see the team tells."""
    team, made = looks.get("list_team_members"), looks.get("create_schedule")
    if team is None or made is None or team.status not in {401, 403} or made.status is None:
        return None
    if made.ok:
        return as_assumed("a member who is no admin makes a schedule", team, made)
    return otherwise(f"{made.status} for a schedule of a member who is no admin", team, made)


def _no_admin_code(looks: Looks) -> Told | None:
    for look in looks.answered("list_team_members"):
        if look.status in {401, 403}:
            if (look.status, look.code) == (401, "not_authorized"):
                return as_assumed("401 not_authorized", look)
            return otherwise(f"{look.status} with {code_class(look.code)}", look)
    return None


PEOPLE: Final = (
    Aspect(
        "A22",
        "incidents for nobody",
        "one that is refused for its components",
        "write",
        _ownerless,
        "ownerless",
    ),
    Aspect("A2", "what takes no admin", "a key of a member who is none", "write", _without_admin),
    Aspect("A6", "the code for who is no admin", "a key of such a member", "read", _no_admin_code),
    Aspect("A2", "whose id it acts by", "an object made by a key", "read", _made_by),
    Aspect(
        "A21", "fields of an incident", "an incident", "read", _incident_fields, "incident_fields"
    ),
    Aspect("A27", "escalation state", "an incident", "read", _escalation, "escalation_field"),
    Aspect(
        "A30",
        "how people are named",
        "a schedule that somebody is on call on",
        "read",
        _people,
        "people",
    ),
    Aspect("A42", "names of people", "a user", "read", _names, "member_names"),
    Aspect("A42", "roles are open text", "a member", "read", _open_words),
    Aspect("A43", "ids of users", "users and members", "read", _same_people),
    *_unseen(),
)
