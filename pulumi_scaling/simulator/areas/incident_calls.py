# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Incidents: opened for an owner, moved one step at a time, acknowledged, handed over, resolved.

What people say about an incident is in `timeline`; who is paged for it is in `escalation`.
"""

from __future__ import annotations

from typing import Any

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import escalation, resolving, tags
from pulumi_scaling.simulator.areas.call import Call, Page, cursor
from pulumi_scaling.simulator.contract import Refusal, SchemaFailure
from pulumi_scaling.simulator.world import Row, World

_COMMON = ("id", "orgId", "title", "severity", "status")
_FIRST_SHAPE = ("ownerId", "escalationPolicyId", "createdBy", "description")
RESOLVED = "resolved"


def show(world: World, row: Row) -> Row:
    """An incident without its history."""
    shown: dict[str, Any] = {name: row[name] for name in _COMMON}
    if world.switches["incident_fields"] == "union":
        shown |= {name: row[name] for name in _FIRST_SHAPE}
        shown["affectedComponents"] = tags.of(world, row["id"])
    if world.switches["escalation_field"] == "shown":
        by, at = row["acknowledgedBy"], row["acknowledgedAt"]
        shown["escalation"] = by and {"acknowledgedBy": by, "acknowledgedAt": at}
    return {**shown, "createdAt": row["createdAt"], "updatedAt": row["updatedAt"]}


def own(call: Call) -> Row:
    return call.own("incidents", call.path["id"], "incident")


def list_incidents(call: Call) -> Page:
    """Newest first; the days of from and to both count."""
    filters: list[tuple[str, Any]] = [("orgId = ?", call.org)]
    for name, condition in (
        ("status", "status = ?"),
        ("severity", "severity = ?"),
        ("from", "createdAt >= ?"),
    ):
        if name in call.query:
            filters.append((condition, call.query[name]))
    if "to" in call.query:
        # No hour begins with 24, so this is after every moment of the day and before the next.
        filters.append(("createdAt < ?", call.query["to"] + "T24"))
    last, limit = call.after("incidents"), call.limit()
    if last is not None:
        # A cursor stays good when its incident goes: ages are never dealt out twice.
        filters.append(("seq < ?", last))
    rows = call.world.store.all(
        f"SELECT * FROM incidents WHERE {' AND '.join(text for text, _ in filters)}"  # noqa: S608 - our own text
        " ORDER BY seq DESC LIMIT ?",
        *(value for _, value in filters),
        limit + 1,
    )
    more = cursor("incidents", rows[limit - 1]["seq"]) if len(rows) > limit else None
    return Page("incidents", [show(call.world, row) for row in rows[:limit]], more)


def create_incident(call: Call) -> Row:
    body, world = call.body, call.world
    schedule = policy = None
    if "ownerScheduleId" in body:
        schedule = call.own("schedules", body["ownerScheduleId"], "schedule")
    if "escalationPolicyId" in body:
        policy = call.own("policies", body["escalationPolicyId"], "escalation policy")["id"]
    owner = body.get("ownerId")
    if owner is not None and world.member(call.org, owner) is None:
        raise SchemaFailure("/ownerId", "not in the organization")
    components = tags.checked(call, body.get("componentIds", []))
    if schedule is not None:
        policy = policy or _policy_of(call, schedule["id"])
        owner = owner or resolving.on_call(world, schedule, world.clock.now()).owner
    row = call.make(
        "incidents",
        title=body["title"],
        description=body.get("description"),
        severity=body["severity"],
        status=contract.load().lifecycle[0],
        ownerId=owner,
        escalationPolicyId=policy,
        createdBy=call.user,
        acknowledgedBy=None,
        acknowledgedAt=None,
        pagedPosition=0,
        nextPageAt=None,
    )
    tags.set_(world, row["id"], components)
    _remember(world, row["id"], row["status"], row["createdAt"], None)
    escalation.start(world, row)
    return show(world, row)


def _policy_of(call: Call, schedule: str) -> str | None:
    """The policy through which a schedule escalates."""
    direction = "ASC" if call.world.switches["attached_policy"] == "oldest" else "DESC"
    row = call.world.store.one(
        "SELECT p.id FROM policies p JOIN policy_layers l ON l.policyId = p.id"  # noqa: S608 - one of two words
        f" WHERE l.targetSchedule = ? AND p.orgId = ? ORDER BY p.seq {direction} LIMIT 1",
        schedule,
        call.org,
    )
    return None if row is None else str(row["id"])


def get_incident(call: Call) -> Row:
    row = own(call)
    history = call.world.store.all(
        "SELECT id, status, changedAt, resolutionNote FROM status_history"
        " WHERE incidentId = ? ORDER BY seq",
        row["id"],
    )
    return {**show(call.world, row), "statusHistory": history}


def move(call: Call, row: Row, status: str, note: str | None = None) -> Row:
    """One step forward, written into the history; every other step is refused."""
    lifecycle = contract.load().lifecycle
    if lifecycle.index(status) != lifecycle.index(row["status"]) + 1:
        raise Refusal("invalid_status_transition", f"{row['status']} does not lead to {status}")
    changed = call.change("incidents", row, {"status": status})
    kept = note if status == RESOLVED else None
    _remember(call.world, row["id"], status, changed["updatedAt"], kept)
    if status == RESOLVED:
        escalation.stop(call.world, row)
    return changed


def _remember(world: World, incident: str, status: str, at: str, note: str | None) -> None:
    world.store.insert(
        "status_history",
        {
            "id": world.new_id("status_history"),
            "incidentId": incident,
            "status": status,
            "changedAt": at,
            "resolutionNote": note,
        },
    )


def acknowledge_incident(call: Call) -> Row:
    """Once is enough: again, or on a resolved incident, nothing happens, without a word."""
    row = own(call)
    if row["status"] == RESOLVED or row["acknowledgedBy"] is not None:
        return show(call.world, row)
    now = call.world.clock.stamp()
    changed = call.change("incidents", row, {"acknowledgedBy": call.user, "acknowledgedAt": now})
    escalation.stop(call.world, row)
    return show(call.world, changed)


def handoff_incident(call: Call) -> Row:
    row = _open(call)
    owner = call.body["targetUserId"]
    if call.world.member(call.org, owner) is None:
        raise Refusal("invalid_target_user", "The new owner is not in the organization")
    changed = call.change("incidents", row, {"ownerId": owner})
    escalation.hand_off(call.world, row, owner)
    return show(call.world, changed)


def set_incident_components(call: Call) -> Row:
    row = _open(call)
    components = tags.checked(call, call.body["componentIds"])
    tags.set_(call.world, row["id"], components)
    changed = {**row, "updatedAt": call.world.clock.stamp()}
    call.world.store.update("incidents", row["id"], {"updatedAt": changed["updatedAt"]})
    return show(call.world, changed)


def _open(call: Call) -> Row:
    row = own(call)
    if row["status"] == RESOLVED:
        raise Refusal("incident_resolved", "The incident is resolved")
    return row
