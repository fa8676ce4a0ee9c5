# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Escalation as it runs: who is paged for an open incident, when, and why.

Nobody watches the clock. Whoever looks at the world first lets everything happen that was due since
the last look, in the order of its time, so the page log reads as if somebody had watched.
"""

from __future__ import annotations

from datetime import timedelta

from pulumi_scaling.simulator.areas import resolving, working_hours_calls
from pulumi_scaling.simulator.world import Row, World, moments

_LAYER = "layer"
_HANDOFF = "handoff"
_SHOWN = (
    "at",
    "orgId",
    "incidentId",
    "userId",
    "reason",
    "policyId",
    "layerPosition",
    "scheduleId",
)


def page_due(world: World) -> None:
    """Page everybody whose turn has come since the last look."""
    now = world.clock.stamp()
    due = _next_due(world, now)
    if due is None:
        return
    with world.store.transaction():
        while due is not None:
            _page_next_layer(world, due, due["nextPageAt"])
            due = _next_due(world, now)


def _next_due(world: World, now: str) -> Row | None:
    return world.store.one(
        "SELECT * FROM incidents WHERE nextPageAt <= ? ORDER BY nextPageAt, seq LIMIT 1", now
    )


def start(world: World, incident: Row) -> None:
    """The first layer is paged at once."""
    if incident["escalationPolicyId"] is not None:
        _page_next_layer(world, incident, incident["createdAt"])


def stop(world: World, incident: Row) -> None:
    world.store.update("incidents", incident["id"], {"nextPageAt": None})


def hand_off(world: World, incident: Row, owner: str) -> None:
    """Page the new owner; who has not acknowledged by the current layer's timeout is passed by."""
    now = world.clock.stamp()
    _page(world, incident, [owner], {"at": now, "reason": _HANDOFF})
    if incident["nextPageAt"] is None:
        return
    layer = world.store.one(
        "SELECT * FROM policy_layers WHERE policyId = ? AND position = ?",
        incident["escalationPolicyId"],
        incident["pagedPosition"],
    )
    # A layer deleted since it paged has no timeout any more; its old one keeps running.
    if layer is not None:
        world.store.update("incidents", incident["id"], {"nextPageAt": _after(now, layer)})


def _page_next_layer(world: World, incident: Row, at: str) -> None:
    ahead = world.store.all(
        "SELECT * FROM policy_layers WHERE policyId = ? AND position > ? ORDER BY position, seq",
        incident["escalationPolicyId"],
        incident["pagedPosition"],
    )
    layer = next((each for each in ahead if _holds(world, each, at)), None)
    if layer is None and ahead and not incident["pagedPosition"]:
        layer = ahead[-1]  # An incident that no condition lets through pages somebody all the same.
    if layer is None:
        stop(world, incident)
        return
    why = {"at": at, "reason": _LAYER, "policyId": layer["policyId"]}
    why |= {"layerPosition": layer["position"], "scheduleId": layer["targetSchedule"]}
    _page(world, incident, _people(world, layer, at), why)
    world.store.update(
        "incidents",
        incident["id"],
        {"pagedPosition": layer["position"], "nextPageAt": _after(at, layer)},
    )


def _holds(world: World, layer: Row, at: str) -> bool:
    """Whether a step pages at this moment; hours that were deleted meanwhile are never on."""
    condition = layer["condition"]
    if condition is None:
        return True
    hours = world.store.one("SELECT * FROM working_hours WHERE id = ?", condition["workingHoursId"])
    during = hours is not None and working_hours_calls.on(hours, moments.moment(at))
    return during is (condition["when"] == "during")


def _people(world: World, layer: Row, at: str) -> list[str]:
    """Whom a layer pages; a schedule that was deleted meanwhile pages nobody."""
    if layer["targetSchedule"] is None:
        return list(dict.fromkeys(layer["target"]["userIds"]))
    schedule = world.store.one("SELECT * FROM schedules WHERE id = ?", layer["targetSchedule"])
    if schedule is None:
        return []
    return list(resolving.on_call(world, schedule, moments.moment(at)).paging_targets)


def _page(world: World, incident: Row, people: list[str], why: Row) -> None:
    for user in people:
        world.store.insert(
            "pages",
            {"orgId": incident["orgId"], "incidentId": incident["id"], "userId": user, **why},
        )


def _after(at: str, layer: Row) -> str:
    seconds = layer["escalateAfterSeconds"] or layer["ackTimeoutMinutes"] * 60
    return moments.stamp(moments.moment(at) + timedelta(seconds=seconds))


def show(_world: World, row: Row) -> Row:
    return {name: row[name] for name in _SHOWN}


def log(world: World) -> list[Row]:
    """Who was paged, when and why, oldest first."""
    return [show(world, row) for row in world.store.all("SELECT * FROM pages ORDER BY at, seq")]
