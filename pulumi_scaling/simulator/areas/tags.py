# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Which components an incident affects. Tags change nothing about who is paged."""

from __future__ import annotations

from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.world import Row, World


def of(world: World, incident: str) -> list[Row]:
    return world.store.all(
        "SELECT c.id, c.name FROM incident_components t JOIN components c ON c.id = t.componentId"
        " WHERE t.incidentId = ? ORDER BY t.seq",
        incident,
    )


def checked(call: Call, components: list[str]) -> list[str]:
    """The components, if all exist here and none is named twice."""
    for component in components:
        if not call.world.store.one(
            "SELECT 1 FROM components WHERE id = ? AND orgId = ?", component, call.org
        ):
            raise Refusal("invalid_component_id", f"No component {component}")
    if len(set(components)) < len(components):
        raise Refusal("duplicate_component_id", "A component is listed twice")
    return components


def set_(world: World, incident: str, components: list[str]) -> None:
    world.store.run("DELETE FROM incident_components WHERE incidentId = ?", incident)
    for component in components:
        world.store.insert(
            "incident_components", {"incidentId": incident, "componentId": component}
        )


def reaches_the_public(world: World, incident: str) -> bool:
    """Whether a published status page shows one of the components."""
    return (
        world.store.one(
            "SELECT 1 FROM incident_components t JOIN components c ON c.id = t.componentId"
            " WHERE t.incidentId = ? AND c.published = 1",
            incident,
        )
        is not None
    )
