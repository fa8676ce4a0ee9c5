"""What writing tells of statuses, names and verbs, and of what is refused."""

from __future__ import annotations

from typing import Final

from pulumi_scaling.core import no_such_verb

from .aspects import Aspect, Told, as_assumed, at, never, otherwise, strange
from .looks_kept import Looks
from .value_classes import code_class

__all__ = ["CHANGING", "REFUSED"]

CREATES: Final = ("create_schedule", "second_schedule", "create_component", "create_hours")
DELETES: Final = (
    *("delete_first_layer", "delete_targeted_schedule", "remove_schedule", "remove_component"),
    *("remove_working_hours", "revoke_invitation"),
)
TAKEN: Final = (
    *("same_name", "same_layer_name", "rename_to_taken", "same_hours_name"),
    *("same_component_name", "same_policy_name"),
)
REFUSED: Final = frozenset({400, 409, 422})


def _creates(looks: Looks) -> Told | None:
    made = list(looks.done(*CREATES))
    statuses = {look.status for look in made}
    if statuses in ({200}, {201}):
        return at("create_status", statuses.pop() or 0, f"{made[0].status} for each", *made)
    if not made:
        return None
    return strange(f"statuses {', '.join(map(str, sorted(filter(None, statuses))))}", *made)


def _deletes(looks: Looks) -> Told | None:
    made = list(looks.done(*DELETES))
    if not made:
        return None
    if all(look.status == 204 for look in made):
        return at("delete_status", 204, "204, without a body", *made)
    if all(look.status == 200 and look.body.get("success") is True for look in made):
        return at("delete_status", 200, "200 with success true", *made)
    return strange(f"{made[0].status}, of another body or not always", *made)


def _schema_failures(looks: Looks) -> Told | None:
    incident, invitation = looks.get("incident_of_nothing"), looks.get("invitation_of_nothing")
    if incident is None or invitation is None or not (incident.status and invitation.status):
        return None
    if invitation.status in {401, 403}:
        return None
    told = [(look.status, look.body.get("type"), look.code) for look in (incident, invitation)]
    documented = [
        (400, "validation_error", ""),
        (400, "invalid_request_error", "invalid_request_error"),
    ]
    if told == documented:
        return at("schema_failure", "documented", "400 for each, as told", incident, invitation)
    if told == [(422, "validation_error", "")] * 2:
        return at("schema_failure", "uniform", "422 as anywhere", incident, invitation)
    seen = " and ".join(
        f"{look.status} with {code_class(look.code)}" for look in (incident, invitation)
    )
    return strange(seen, incident, invitation)


def _schema_failure(looks: Looks) -> Told | None:
    for look in looks.answered("schedule_of_nothing"):
        if (look.status, look.body.get("type")) == (422, "validation_error"):
            return as_assumed("422 for a schedule of nothing", look)
        said = f"{look.status} with {code_class(look.code)}"
        return otherwise(f"{said} for a schedule of nothing", look)
    return None


def _taken(looks: Looks) -> Told | None:
    asked = list(looks.answered(*TAKEN))
    asked = [look for look in asked if not no_such_verb(look.status or 0)]
    for look in asked:
        if (look.status, look.code) != (409, "name_conflict"):
            seen = f"{look.status} with {code_class(look.code)}" if not look.ok else "it was made"
            return otherwise(f"{seen}, where the name is taken", look)
    return as_assumed("409 name_conflict for each", *asked) if len(asked) > 4 else None


def _case(looks: Looks) -> Told | None:
    same, capitals = looks.get("same_name"), looks.get("same_name_in_capitals")
    if same is None or capitals is None or same.status != 409:
        return None
    if capitals.ok:
        return at("name_case", "sensitive", "capitals make another name", capitals)
    if capitals.status == 409:
        return at("name_case", "insensitive", "capitals make no other name", capitals)
    return strange(f"{capitals.status} for a name in capitals", capitals)


def _verbs(looks: Looks) -> Told | None:
    patch, put = looks.get("empty_patch"), looks.get("put_schedule")
    if patch is None or put is None or patch.status is None or put.status is None:
        return None
    patches, puts = not no_such_verb(patch.status), not no_such_verb(put.status)
    layer = looks.get("change_layer")
    if layer is not None and layer.status and no_such_verb(layer.status) == patches:
        return strange("schedules and layers do not take the same verbs", patch, layer)
    if patches and puts:
        return at("update_verbs", "both", "PATCH and PUT", patch, put)
    if puts:
        return at("update_verbs", "put_only", "no PATCH", patch, put)
    if patches:
        return at("update_verbs", "patch_only", "no PUT", patch, put)
    return strange("neither PATCH nor PUT", patch, put)


def _empty_patch(looks: Looks) -> Told | None:
    for look in looks.answered("empty_patch", "empty_component_patch"):
        if look.status is None or no_such_verb(look.status):
            continue
        if look.ok:
            return at("empty_patch", "accepted", "it was done", look)
        if look.status == 422:
            return at("empty_patch", "refused", "422", look)
        return strange(f"{look.status} with {code_class(look.code)}", look)
    return None


def _partial(looks: Looks) -> Told | None:
    for look in looks.done("change_layer"):
        before = looks["create_layer"].object
        kept = all(
            look.object.get(name) == before.get(name) for name in ("handoffTime", "participantIds")
        )
        return (
            as_assumed("a PATCH leaves the rest", look)
            if kept
            else otherwise("a PATCH resets", look)
        )
    return None


def _whole(looks: Looks) -> Told | None:
    for look in looks.done("put_schedule"):
        before = looks.get("second_schedule")
        now = look.object.get("description")
        if before is None or not before.ok or before.object.get("description") != "":
            return None  # It was shown as unset before, and tells nothing.
        if now is None:
            return as_assumed("a PUT resets what it leaves out", look)
        return None
    return None


def _component(looks: Looks) -> Told | None:
    for look in looks.done("change_component"):
        made = looks["create_component"].object
        if made.get("groupLabel") != "probe" or made.get("aliases") != ["probe"]:
            return otherwise("groupLabel or aliases do not come back", look)
        if look.object.get("aliases") == ["probe"] and look.object.get("name") == made.get("name"):
            return as_assumed("both come back, and a PATCH leaves the rest", look)
        return otherwise("a PATCH resets", look)
    return None


def _hours(looks: Looks) -> Told | None:
    for look in looks.answered("change_hours"):
        if not look.ok:
            return otherwise(f"{look.status} for windows that overlap", look)
        if look.object.get("name") == looks["create_hours"].object.get("name"):
            return as_assumed("a PATCH of windows that overlap leaves the name", look)
        return otherwise("a PATCH resets", look)
    return None


def _routing(looks: Looks) -> Told | None:
    for look in looks.answered("routing_to_nowhere"):
        if (look.status, look.code) == (400, "invalid_target"):
            return as_assumed("400 invalid_target for a policy that is not there", look)
        seen = "it was made" if look.ok else f"{look.status} with {code_class(look.code)}"
        return otherwise(f"{seen}, for a policy that is not there", look)
    return None


def _nobody(looks: Looks) -> Told | None:
    asked = list(looks.answered("revoke_no_invitation", "role_of_nobody"))
    if len(asked) < 2 or any(look.status in {401, 403} for look in asked):
        return None
    if all((look.status, look.code) == (404, "not_found") for look in asked):
        return as_assumed("404 for each", *asked)
    return otherwise(" and ".join(str(look.status) for look in asked), *asked)


def _invited(looks: Looks) -> Told | None:
    for look in looks.answered("invite_again"):
        if look.status == 400 and look.code == "invalid_request_error":
            return at("invite_conflict", "invalid_request_error", "400 with the general code", look)
        if look.status == 400 and look.code in {"already_member", "already_invited"}:
            return at("invite_conflict", "precise", "400 with a code of its own", look)
        return strange(f"{look.status} with {code_class(look.code)}", look)
    return None


def _revoked(looks: Looks) -> Told | None:
    for look in looks.answered("revoke_invitation"):
        if look.status == 204 or (look.ok and look.body.get("success") is True):
            return as_assumed("a revocation is answered as a delete", look)
        return otherwise(f"{look.status}, of another body", look)
    return None


CHANGING: Final = (
    Aspect(
        "A3", "status of a create", "an object that is made", "write", _creates, "create_status"
    ),
    Aspect("A3", "status of a new incident", "an incident that is opened", "nothing", never),
    Aspect(
        "A4", "answer of a delete", "an object that is removed", "write", _deletes, "delete_status"
    ),
    Aspect(
        "A5", "a body that misses its schema", "a schedule of nothing", "write", _schema_failure
    ),
    Aspect(
        "A5",
        "the same of incidents and invitations",
        "an incident and an invitation of nothing, with the key of an admin",
        "write",
        _schema_failures,
        "schema_failure",
    ),
    Aspect(
        "A10", "names that are taken", "something of each kind of a taken name", "write", _taken
    ),
    Aspect("A10", "capitals in names", "a taken name in capitals", "write", _case, "name_case"),
    Aspect("A16", "verbs of a change", "a PATCH and a PUT", "write", _verbs, "update_verbs"),
    Aspect("A16", "a PATCH of nothing", "one", "write", _empty_patch, "empty_patch"),
    Aspect("A16", "a PATCH changes some fields", "one of a layer", "write", _partial),
    Aspect("A16", "a PUT changes all", "one without a description that was blank", "write", _whole),
    Aspect("A40", "answer of a revocation", "an invitation that is revoked", "invite", _revoked),
    Aspect("A40", "answer of a change of role", "a member whose role changes", "nothing", never),
    Aspect("A41", "people and invitations that are not there", "both", "write", _nobody),
    Aspect(
        "A41",
        "an address that is invited already",
        "one that is invited twice",
        "invite",
        _invited,
        "invite_conflict",
    ),
    Aspect("A44", "fields of a component", "one that is made and changed", "write", _component),
    Aspect("A45", "rules that name nothing", "one", "write", _routing),
    Aspect(
        "A45",
        "the default policy stays",
        "a delete of it, which probe does not risk",
        "nothing",
        never,
    ),
    Aspect("A46", "a change of working hours", "a PATCH of windows", "write", _hours),
)
