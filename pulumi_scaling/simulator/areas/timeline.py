# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""What is said about an incident: an append-only list of updates, whose text may be wiped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pulumi_scaling.simulator.areas import incident_calls, tags
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal, not_found
from pulumi_scaling.simulator.world import Row, World, moments

_SHOWN = ("id", "incidentId", "body", "statusChange", "visibility")
_AUTHOR_MAY_REDACT_FOR = timedelta(minutes=5)


def show(world: World, row: Row) -> Row:
    return {
        **{name: row[name] for name in _SHOWN},
        "postedBy": _actor(world, row["postedBy"]),
        "postedAt": row["postedAt"],
        "redactedAt": row["redactedAt"],
        "redactedBy": row["redactedBy"] and _actor(world, row["redactedBy"]),
    }


def _actor(world: World, user: str) -> Row:
    """A person who may have left since: their name stays with what they said."""
    row = world.store.one("SELECT firstName, lastName FROM users WHERE id = ?", user) or {}
    names = [name for name in (row.get("firstName"), row.get("lastName")) if name]
    shown = world.switches["member_names"] == "shown"
    return {"id": user, "name": " ".join(names) if names and shown else None}


def _post(call: Call, incident: Row, values: Row) -> Row:
    row: dict[str, Any] = {
        "id": call.world.new_id("updates"),
        "incidentId": incident["id"],
        **values,
        "postedBy": call.user,
        "postedAt": call.world.clock.stamp(),
        "redactedAt": None,
        "redactedBy": None,
    }
    call.world.store.insert("updates", row)
    return row


def list_incident_updates(call: Call) -> Row:
    incident = incident_calls.own(call)
    rows = call.world.store.all(
        "SELECT * FROM updates WHERE incidentId = ? ORDER BY seq", incident["id"]
    )
    return {"updates": [show(call.world, row) for row in rows]}


def update_incident_status(call: Call) -> Row:
    """The move itself also becomes an internal line of the timeline."""
    row = incident_calls.own(call)
    status = call.body["status"]
    changed = incident_calls.move(call, row, status, call.body.get("resolutionNote"))
    _post(call, row, {"body": None, "statusChange": status, "visibility": "internal"})
    return incident_calls.show(call.world, changed)


def create_incident_update(call: Call) -> Row:
    incident = incident_calls.own(call)
    if incident["status"] == incident_calls.RESOLVED:
        raise Refusal("incident_resolved", "The incident is resolved")
    visibility = call.body["visibility"]
    if visibility == "public" and not tags.reaches_the_public(call.world, incident["id"]):
        raise Refusal("no_public_surface", "No published status page shows a component of it")
    status = call.body.get("statusChange")
    if status is not None:
        incident_calls.move(call, incident, status)
    said = {"body": call.body.get("body"), "statusChange": status, "visibility": visibility}
    return show(call.world, _post(call, incident, said))


def redact_incident_update(call: Call) -> Row:
    """Text goes, the row and its status change stay; the first redaction is the one kept."""
    incident = incident_calls.own(call)
    row = call.world.store.one(
        "SELECT * FROM updates WHERE id = ? AND incidentId = ?",
        call.path["updateId"],
        incident["id"],
    )
    if row is None:
        raise not_found("update of this incident")
    age = call.world.clock.now() - moments.moment(row["postedAt"])
    if not (call.admin or (row["postedBy"] == call.user and age <= _AUTHOR_MAY_REDACT_FOR)):
        raise Refusal(
            "redaction_not_permitted",
            "Only its author, within five minutes, or an admin may redact an update",
            type=str(call.world.switches["forbidden_type"]),
        )
    if row["redactedAt"] is None:
        wiped = {"body": None, "redactedAt": call.world.clock.stamp(), "redactedBy": call.user}
        call.world.store.update("updates", row["id"], wiped)
        row |= wiped
    return show(call.world, row)
