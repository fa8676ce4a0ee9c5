# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Rotation layers: repeating cycles inside a schedule. Position 0 names the owner of incidents.

The server sets positions: a new layer goes last, only the order endpoint moves one.
"""

from __future__ import annotations

from typing import Any

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import positions
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal, SchemaFailure, not_found
from pulumi_scaling.simulator.world import Row, World

_GIVEN = ("name", "rotationType", "rotationLengthDays", "handoffTime", "participantIds")
_INSTANTS = ("effectiveFrom", "effectiveUntil")
_LENGTHS = {"daily": 1, "weekly": 7}
ORDER = positions.Order(table="rotation_layers", parent="scheduleId", first=0)


def show(world: World, row: Row) -> Row:
    """A layer as every endpoint answers it."""
    seconds = ":00" if world.switches["handoff_time"] == "HH:MM:SS" else ""
    return {
        **{name: row[name] for name in contract.fields("RotationLayer")},
        "handoffTime": row["handoffTime"] + seconds,
        "effectiveFrom": world.instant(row["effectiveFrom"]),
        "effectiveUntil": world.instant(row["effectiveUntil"]),
    }


def ordered(world: World, schedule: str) -> list[Row]:
    return ORDER.rows(world.store, schedule)


def _schedule(call: Call) -> Row:
    return call.own("schedules", call.path["scheduleId"], "schedule")


def _layer(call: Call) -> Row:
    schedule = _schedule(call)
    row = call.own("rotation_layers", call.path["layerId"], "rotation layer")
    if row["scheduleId"] != schedule["id"]:
        raise not_found("rotation layer in this schedule")
    return row


def _changes(call: Call) -> Row:
    """What the body sets, with its instants in UTC; an absent member is not in it."""
    changes: dict[str, Any] = call.given(*_GIVEN)
    for name in _INSTANTS:
        if name in call.body:
            changes[name] = call.instant(name)
    return changes


def _check(call: Call, layer: Row) -> None:
    """The rules a schema cannot hold, on the layer as it would become."""
    world, participants = call.world, layer["participantIds"]
    length = _LENGTHS.get(layer["rotationType"])
    tied = world.switches["rotation_lengths"] == "tied"
    if tied and length not in (None, layer["rotationLengthDays"]):
        raise SchemaFailure("/rotationLengthDays", f"{layer['rotationType']} means {length}")
    repeated = len(set(participants)) < len(participants)
    if repeated and world.switches["repeated_participants"] == "refused":
        raise SchemaFailure("/participantIds", "a person stands there twice")
    if "participantIds" in call.body and not world.are_members(call.org, participants):
        raise Refusal("invalid_participant", "A participant is not in the organization")


def create_rotation_layer(call: Call) -> Row:
    schedule = _schedule(call)
    layer = {"effectiveUntil": None, **_changes(call)}
    _check(call, layer)
    row = call.make(
        "rotation_layers",
        scheduleId=schedule["id"],
        position=ORDER.end(call.world.store, schedule["id"]),
        **_stored(layer),
    )
    return show(call.world, {**row, **layer})


def update_rotation_layer(call: Call) -> Row:
    row, changes = _layer(call), _changes(call)
    _check(call, {**row, **changes})
    return _apply(call, row, changes)


def replace_rotation_layer(call: Call) -> Row:
    row, changes = _layer(call), {"effectiveUntil": None, **_changes(call)}
    _check(call, {**row, **changes})
    return _apply(call, row, changes)


def _apply(call: Call, row: Row, changes: Row) -> Row:
    changed = call.change("rotation_layers", row, _stored(changes))
    return show(call.world, {**changed, **changes})


def _stored(values: Row) -> Row:
    """A length of any size as the text its column keeps."""
    if "rotationLengthDays" not in values:
        return values
    return {**values, "rotationLengthDays": str(values["rotationLengthDays"])}


def reorder_rotation_layers(call: Call) -> list[Row]:
    schedule = _schedule(call)
    ORDER.set(call.world, schedule["id"], call.body["layerIds"])
    return [show(call.world, row) for row in ordered(call.world, schedule["id"])]


def delete_rotation_layer(call: Call) -> None:
    row = _layer(call)
    call.world.store.run("DELETE FROM rotation_layers WHERE id = ?", row["id"])
    ORDER.close(call.world, row["scheduleId"], row["position"])
