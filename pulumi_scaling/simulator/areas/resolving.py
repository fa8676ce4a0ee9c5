"""Who is on call on a schedule at an instant: rows handed to the rota, which does the reckoning."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from pulumi_scaling import rota
from pulumi_scaling.simulator.areas import rotation_layer_calls
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import SchemaFailure
from pulumi_scaling.simulator.world import Row, World, moments


def on_call(world: World, schedule: Row, at: datetime) -> rota.OnCall:
    """The owner and everybody paged, overrides counted in."""
    return rota.on_call(rota_of(world, schedule), at)


def rota_of(world: World, schedule: Row) -> rota.Rota:
    """The layers of a schedule, and who stands in for whom."""
    overrides = world.store.all(
        "SELECT * FROM overrides WHERE scheduleId = ? ORDER BY seq", schedule["id"]
    )
    layers = rotation_layer_calls.ordered(world, schedule["id"])
    return rota.Rota(
        zone=ZoneInfo(schedule["timezone"]),
        layers=tuple(_layer(row) for row in layers),
        overrides=tuple(
            rota.Override(
                user=row["userId"],
                start=moments.moment(row["startsAt"]),
                end=moments.moment(row["endsAt"]),
                layer=row["layerId"],
            )
            for row in overrides
        ),
    )


def _layer(row: Row) -> rota.Layer:
    until = row["effectiveUntil"]
    return rota.Layer(
        name=row["id"],
        position=row["position"],
        length_days=row["rotationLengthDays"],
        handoff_time=time.fromisoformat(row["handoffTime"]),
        effective_from=moments.moment(row["effectiveFrom"]),
        effective_until=None if until is None else moments.moment(until),
        participants=tuple(row["participantIds"]),
    )


def resolve_schedule(call: Call) -> Row:
    """Who is on call now, or at another instant."""
    schedule = call.own("schedules", call.path["scheduleId"], "schedule")
    at = call.query.get("at")
    try:
        moment = call.world.clock.now() if at is None else moments.moment(at)
    except moments.Unrepresentable as beyond:
        raise SchemaFailure("at", "beyond the years of the calendar") from beyond
    found = on_call(call.world, schedule, moment)
    people = [_person(call.world, user) for user in found.paging_targets]
    owner = None if found.owner is None else _person(call.world, found.owner)
    several = call.world.switches["people"] == "objects"
    return {
        "owner": owner,
        "pagingTargets": people,
        # Both published forms of the field go with one form of a person each.
        "currentOncall": people if several else owner,
    }


def _person(world: World, user: str) -> Any:
    return {"id": user} if world.switches["people"] == "objects" else user
