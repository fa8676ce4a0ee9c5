# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Components: the catalog of what can break. Status and maintenance are not set here."""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas.call import Call, Page
from pulumi_scaling.simulator.world import Row, World

_GIVEN = ("name", "description", "groupLabel", "aliases")


def show(world: World, row: Row) -> Row:
    return {
        **{name: row[name] for name in contract.fields("Component")},
        "description": world.described(row["description"]),
    }


def own(call: Call) -> Row:
    return call.own("components", call.path["componentId"], "component")


def list_components(call: Call) -> Page:
    return call.page("components", show, key="components")


def create_component(call: Call) -> Row:
    unset: Row = {"description": None, "groupLabel": None, "aliases": []}
    row = call.make(
        "components",
        **{**unset, **call.given(*_GIVEN)},
        operationalStatus="operational",
        maintenanceWindow=None,
    )
    return show(call.world, row)


def get_component(call: Call) -> Row:
    return show(call.world, own(call))


def update_component(call: Call) -> Row:
    return show(call.world, call.change("components", own(call), call.given(*_GIVEN)))


def delete_component(call: Call) -> None:
    """Incidents it was tagged on lose the tag."""
    call.world.store.run("DELETE FROM components WHERE id = ?", own(call)["id"])
