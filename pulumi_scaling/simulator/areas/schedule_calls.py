# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""On-call schedules: a name, a time zone, and rotation layers of which they know nothing here."""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import rotation_layer_calls
from pulumi_scaling.simulator.areas.call import Call, Page
from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.world import Row, World, zones


def show(world: World, row: Row) -> Row:
    """A schedule without its layers."""
    return {
        **{name: row[name] for name in contract.fields("Schedule")},
        "description": world.described(row["description"]),
    }


def check_zone(call: Call) -> None:
    """Zones are checked after the schema, so a wrong one is a 400 of its own."""
    if "timezone" in call.body and call.body["timezone"] not in zones():
        raise Refusal("invalid_timezone", f"{call.body['timezone']!r} is no IANA time zone")


def list_schedules(call: Call) -> Page:
    return call.page("schedules", show)


def create_schedule(call: Call) -> Row:
    check_zone(call)
    row = call.make(
        "schedules",
        name=call.body["name"],
        description=call.body.get("description"),
        timezone=call.body["timezone"],
        createdBy=call.user,
    )
    return show(call.world, row)


def own(call: Call) -> Row:
    return call.own("schedules", call.path["scheduleId"], "schedule")


def get_schedule(call: Call) -> Row:
    row = own(call)
    layers = rotation_layer_calls.ordered(call.world, row["id"])
    return {
        **show(call.world, row),
        "layers": [rotation_layer_calls.show(call.world, layer) for layer in layers],
    }


def update_schedule(call: Call) -> Row:
    row = own(call)
    check_zone(call)
    changes = call.given("name", "description", "timezone")
    return show(call.world, call.change("schedules", row, changes))


def replace_schedule(call: Call) -> Row:
    row = own(call)
    check_zone(call)
    changes = {"description": None, **call.given("name", "description", "timezone")}
    return show(call.world, call.change("schedules", row, changes))


def delete_schedule(call: Call) -> None:
    """Its rotation layers go with it; policy targets that name it are left dangling."""
    row = own(call)
    store = call.world.store
    if call.world.switches["schedule_deletion"] == "refused" and store.one(
        "SELECT 1 FROM policy_layers WHERE targetSchedule = ? AND orgId = ?", row["id"], call.org
    ):
        raise Refusal("schedule_in_use", "An escalation policy targets this schedule")
    store.run("DELETE FROM schedules WHERE id = ?", row["id"])
