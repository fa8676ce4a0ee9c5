"""A part of a system, which incidents name and status pages show."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import Fields, Hold, Kind, Length, Listed, Mark


class ComponentInputs(Fields):
    """A part of a system: what an incident affects, and what a status page shows.

    Its operational status and its maintenance are set where incidents are handled, and are no part
    of a program.
    """

    name: Annotated[str, Length(1, 100)]
    """Unique in the organization."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""
    group_label: Annotated[str | None, Mark.BLANK] = None
    """The heading under which status pages show it."""
    aliases: Annotated[list[Annotated[str, Length(1, 255)]] | None, Length(most=50)] = None
    """Other names that alerts use for it."""


class ComponentState(ComponentInputs):
    """A component as the API keeps it."""

    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


class MaintenanceWindow(Fields):
    """Planned work on a component."""

    started_at: Annotated[str | None, Mark.INSTANT] = None
    """When it begins."""
    ends_at: Annotated[str | None, Mark.INSTANT] = None
    """When it ends."""


class ComponentShown(ComponentState):
    """A component as incidents move it along."""

    operational_status: str | None = None
    """How it is doing, a word of the API."""
    maintenance_window: MaintenanceWindow | None = None
    """Planned work, if there is any."""


COMPONENT = Kind(
    name="Component",
    path="/components",
    inputs=ComponentInputs,
    state=ComponentState,
    shown=ComponentShown,
    listed=Listed(within="components", serves=True),
    notes={"delete": "Incidents it is tagged on lose it."},
    held=(
        Hold(
            path="/integrations/inbound",
            at=("componentId",),
            sentence="still gets the alerts of the inbound integration {holders}; point it at "
            "another component first",
        ),
    ),
    beyond=("Status pages", "Status and maintenance of a component"),
    example={"name": "Checkout", "group_label": "Shop", "aliases": ["checkout-api"]},
)
