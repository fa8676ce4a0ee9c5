# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Working hours: named weekly windows in one time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.areas.schedule_calls import check_zone
from pulumi_scaling.simulator.world import Row, World


def show(_world: World, row: Row) -> Row:
    return {name: row[name] for name in contract.fields("WorkingHours")}


def _show_listed(world: World, row: Row) -> Row:
    shown = show(world, row)
    return {**shown, "windows": []} if world.switches["listed_windows"] == "empty" else shown


def own(call: Call) -> Row:
    return call.own("working_hours", call.path["workingHoursId"], "working hours")


def on(row: Row, moment: datetime) -> bool:
    """Whether a moment lies in one of the windows, on the clocks of their zone."""
    local = moment.astimezone(ZoneInfo(row["timezone"]))
    clock = f"{local:%H:%M}"
    return any(
        local.isoweekday() in window["days"] and window["start"] <= clock < window["end"]
        for window in row["windows"]
    )


def _given(call: Call) -> Row:
    """What the body sets; members of a window that nobody documented are dropped."""
    given = call.given("name", "timezone", "windows")
    if "windows" in given:
        given["windows"] = [
            {name: window[name] for name in ("days", "start", "end")} for window in given["windows"]
        ]
    return given


def list_working_hours(call: Call) -> list[Row]:
    rows = call.world.store.all(
        "SELECT * FROM working_hours WHERE orgId = ? ORDER BY seq", call.org
    )
    return [_show_listed(call.world, row) for row in rows]


def create_working_hours(call: Call) -> Row:
    check_zone(call)
    return show(call.world, call.make("working_hours", **_given(call)))


def get_working_hours(call: Call) -> Row:
    return show(call.world, own(call))


def update_working_hours(call: Call) -> Row:
    row = own(call)
    check_zone(call)
    return show(call.world, call.change("working_hours", row, _given(call)))


def delete_working_hours(call: Call) -> None:
    call.world.store.run("DELETE FROM working_hours WHERE id = ?", own(call)["id"])
