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


COMPONENT = Kind(
    name="Component",
    path="/components",
    inputs=ComponentInputs,
    state=ComponentState,
    listed=Listed(within="components", serves=True),
    held=(
        Hold(
            path="/integrations/inbound",
            at=("componentId",),
            sentence="still gets the alerts of the inbound integration {holders}; point it at "
            "another component first",
        ),
    ),
    example={"name": "Checkout", "group_label": "Shop", "aliases": ["checkout-api"]},
)
