"""What lists and single objects tell: forms of ids, instants and clocks, people, generations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from pulumi_scaling.core import generation_in
from pulumi_scaling.model import is_list, is_object
from pulumi_scaling.resources import CATALOG

from .aspects import Aspect, Told, as_assumed, at, never, otherwise, strange
from .classes import text_class
from .looks import Look, Looks, Row

__all__ = ["OBJECTS", "generation", "lists_of"]

POLICY: Final = next(kind for kind in CATALOG if kind.name == "EscalationPolicy")
UUIDS: Final = ("list_schedules", "list_escalation_policies", "list_components", "list_incidents")
MADE: Final = ("create_schedule", "second_schedule", "create_policy", "create_component")


def generation(looks: Looks) -> tuple[str, Look] | None:
    """Which generation of policies an account speaks, told as the provider tells it."""
    for look in looks.done(
        "get_escalation_policy", "create_policy", "policy_with_steps", "get_policy"
    ):
        if found := generation_in(POLICY, look.object):
            return found, look
    return None


def _generation(looks: Looks) -> Told | None:
    if found := generation(looks):
        return at("policy_generation", found[0], f"a policy has {found[0]}", found[1])
    for look in looks.done("get_escalation_policy", "get_policy"):
        return strange("a policy has neither layers nor steps", look)
    for look in looks.answered("layers_of_no_policy"):
        # What is known under a path may be refused by verb; that nothing is there may mean both.
        if look.status == 405:
            return at("policy_generation", "layers", "405 below a policy's layers", look)
    return None


def _ids(looks: Looks) -> Told | None:
    """By the form of new ids, and by whether a path takes what is no UUID."""
    formless = looks.get("an_id_of_no_form")
    refuses = {422: True, 404: False}.get((formless.status or 0) if formless else 0)
    if formless is None or formless.status is None:
        return None
    if refuses is None:
        return strange(f"{formless.status} for an id that is no UUID", formless)
    rows = [row for look in looks.done(*UUIDS) for row in look.rows]
    rows += [look.object for look in looks.done(*MADE)]
    forms = {text_class(str(row.get("id", ""))) for row in rows}
    if refuses and forms <= {"a UUID"}:
        return at("ids", "uuid", "422 for an id that is no UUID", formless)
    if not refuses and "a UUID" not in forms:
        return at("ids", "prefixed", "404 for an id that is no UUID", formless)
    if refuses:
        return strange("422 for an id that is no UUID, although some are none", formless)
    return strange("404 for an id that is no UUID, although they are UUIDs", formless)


def _instants(looks: Looks) -> Told | None:
    """Only what was sent in another form tells; milliseconds alone may have been sent so."""
    for look in looks.done("create_layer"):
        came = text_class(str(look.object.get("effectiveFrom", "")))
        if came == "an instant in UTC with milliseconds":
            return at("instants", "normalised", "in milliseconds, sent with one digit", look)
        if came == "an instant in UTC with another fraction":
            return at("instants", "echoed", "with the fraction it was sent with", look)
        return strange(f"it came back as {came}", look)
    for look in looks.done("get_schedule"):
        forms = {text_class(str(row.get("effectiveFrom"))) for row in lists_of(look, "layers")}
        if forms & {"an instant in UTC", "an instant in UTC with another fraction"}:
            return at("instants", "echoed", "an instant without milliseconds", look)
    return None


def _handoff(looks: Looks) -> Told | None:
    for look in looks.done("create_layer", "get_schedule"):
        rows = lists_of(look, "layers") if look.ask.name == "get_schedule" else [look.object]
        for form in sorted({text_class(str(row.get("handoffTime"))) for row in rows}):
            if form in {"HH:MM", "HH:MM:SS"}:
                return at("handoff_time", form, form, look)
            return strange(f"it came back as {form}", look)
    return None


def _described(looks: Looks) -> Told | None:
    """What was sent and what came back; of what others made only two forms beside each other."""
    without, blank = looks.get("create_schedule"), looks.get("second_schedule")
    if without is not None and blank is not None and without.ok and blank.ok:
        forms = [_unset(without.object), _unset(blank.object)]
        positions = {
            ("null", "blank"): "kept",
            ("blank", "blank"): "empty",
            ("null", "null"): "null",
        }
        if position := positions.get((forms[0], forms[1])):
            return at(
                "unset_description", position, f"{forms[0]}, and {forms[1]} for blank", without
            )
        return strange(f"{forms[0]} where none was sent, {forms[1]} for blank", without, blank)
    done = list(looks.done("list_schedules", "list_escalation_policies", "list_routing_policies"))
    seen = {_unset(row): look for look in done for row in look.rows}
    if {"null", "blank"} <= set(seen):
        return at(
            "unset_description", "kept", "null here, empty there", seen["null"], seen["blank"]
        )
    return None


def _unset(row: Row) -> str:
    if "description" not in row:
        return "absent"
    said = row["description"]
    return "null" if said is None else "blank" if said == "" else "text"


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
        return at("member_names", "null", "nobody has a name", look)
    return None


def _same_people(looks: Looks) -> Told | None:
    users, team = looks.get("list_users"), looks.get("list_team_members")
    if users is None or team is None or not (users.ok and team.ok):
        return None
    members = {row.get("id") for row in lists_of(team, "members")}
    if not members or not users.rows:
        return None
    if {row.get("id") for row in users.rows} & members:
        return as_assumed("users and members share their ids", users, team)
    return otherwise("no id of a user is one of a member", users, team)


def _open_words(looks: Looks) -> Told | None:
    for look in looks.done("list_team_members"):
        roles = {row.get("role") for row in lists_of(look, "members")}
        if roles and all(isinstance(role, str) for role in roles):
            return as_assumed("roles are text", look)
        return otherwise("a role that is no text", look) if roles else None
    return None


def _made_by(looks: Looks) -> Told | None:
    """Whose id an object carries: of ours for certain, of others it may be somebody who left."""
    people = {str(row.get("id")) for look in looks.done("list_users") for row in look.rows}
    for look in looks.done("create_schedule"):
        if look.object.get("createdBy") in people:
            return as_assumed("what the key made names a user", look)
        return otherwise("what the key made names no user", look)
    for look in looks.done(*UUIDS):
        if any(row.get("createdBy") in people for row in look.rows):
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


def _windows(looks: Looks) -> Told | None:
    shown = {
        str(row.get("id")): row.get("windows")
        for look in looks.done("get_working_hours", "create_hours")
        for row in [look.object]
    }
    for look in looks.done("hours_listed", "list_working_hours"):
        for row in look.rows:
            listed, whole = row.get("windows"), shown.get(str(row.get("id")))
            if listed:
                return at("listed_windows", "shown", "the list has them", look)
            if whole:
                # An absent list of them is as good as an empty one to whoever reads it.
                seen = "none in the list, some in the object"
                empty = is_list(listed)
                return at("listed_windows", "empty", seen, look) if empty else strange(seen, look)
    return None


def _empty_policy(looks: Looks) -> Told | None:
    for look in looks.done("get_policy", "get_escalation_policy"):
        for within in ("layers", "steps"):
            if within in look.object and not look.object[within]:
                return as_assumed("a policy without layers", look)
    return None


def lists_of(look: Look, name: str) -> Sequence[Row]:
    """The rows of a list inside the object of an answer."""
    rows: Any = look.object.get(name)
    return [row for row in rows if is_object(row)] if is_list(rows) else []


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
    for own, (about, shown_by) in reasons.items():
        yield Aspect(own, about, shown_by, "nothing", never)
    opened = "an incident that is opened, which people hear of and nothing removes"
    yield Aspect("A22", "incidents for nobody", opened, "nothing", never, "ownerless")
    yield Aspect("A23", "the policy of an incident", opened, "nothing", never, "attached_policy")


OBJECTS: Final = (
    Aspect("A1", "generation of policies", "one policy", "read", _generation, "policy_generation"),
    Aspect("A2", "whose id it acts by", "an object made by a key", "read", _made_by),
    Aspect("A11", "form of ids", "an id in a path that is no UUID", "read", _ids, "ids"),
    Aspect(
        "A13",
        "form of instants",
        "one that was sent in another form",
        "write",
        _instants,
        "instants",
    ),
    Aspect("A14", "form of a handoff time", "a rotation layer", "read", _handoff, "handoff_time"),
    Aspect(
        "A15",
        "a description that is not set",
        "one that was sent blank beside one that was not sent",
        "write",
        _described,
        "unset_description",
    ),
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
    Aspect("A39", "policies without layers", "one", "read", _empty_policy),
    Aspect("A42", "names of people", "a user", "read", _names, "member_names"),
    Aspect("A42", "roles are open text", "a member", "read", _open_words),
    Aspect("A43", "ids of users", "users and members", "read", _same_people),
    Aspect(
        "A46", "windows in a list", "working hours in a list", "read", _windows, "listed_windows"
    ),
    *_unseen(),
)
