"""What lists and single objects tell: forms of ids, instants and clocks, and generations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pulumi_scaling.core import generation_in
from pulumi_scaling.model import is_list, is_object
from pulumi_scaling.resources import CATALOG

from .aspects import Aspect, Told, as_assumed, at, strange
from .looks_kept import Look, Looks, Row
from .value_classes import text_class

__all__ = ["OBJECTS", "UUIDS", "generation", "lists_of", "texts_of"]

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
        # Either generation may answer 405 or 404; only one has something to POST to.
        if look.status == 405 and "POST" in (look.header("allow") or "").upper().split(", "):
            return at("policy_generation", "layers", "a POST is known below a policy", look)
    return None


def _ids(looks: Looks) -> Told | None:
    """By the form of ids, and by whether a path takes what is no UUID."""
    for formless in looks.answered("an_id_of_no_form"):
        rows = [row for look in looks.done(*UUIDS) for row in look.rows]
        rows += [look.object for look in looks.done(*MADE)]
        forms = {text_class(str(row.get("id", ""))) for row in rows}
        said = f"{formless.status} for an id that is no UUID"
        if formless.status == 422 and forms <= {"a UUID"}:
            return at("ids", "uuid", said, formless)
        if formless.status != 404:
            return strange(f"{said}, and {_and(forms)}", formless)
        if forms and "a UUID" not in forms:
            return at("ids", "prefixed", said, formless)
        # A path that takes anything says nothing of what ids look like.
        return strange(f"{said}, although they are UUIDs", formless) if forms else None
    return None


def _and(forms: set[str]) -> str:
    return " and ".join(sorted(forms)) or "none to compare with"


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


def texts_of(rows: Iterable[Row], name: str) -> set[str]:
    """What rows say under a name, as far as it is text."""
    return {said for row in rows if isinstance(said := row.get(name), str)}


def lists_of(look: Look, name: str) -> Sequence[Row]:
    """The rows of a list inside the object of an answer."""
    rows: Any = look.object.get(name)
    return [row for row in rows if is_object(row)] if is_list(rows) else []


OBJECTS: Final = (
    Aspect("A1", "generation of policies", "one policy", "read", _generation, "policy_generation"),
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
    Aspect("A39", "policies without layers", "one", "read", _empty_policy),
    Aspect(
        "A46", "windows in a list", "working hours in a list", "read", _windows, "listed_windows"
    ),
)
