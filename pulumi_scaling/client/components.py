"""The parts of a system that incidents affect and status pages show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from .area import Area
from .bodies import changed, given
from .keep import KEEP, Keep
from .records import Instant, Listed, Record
from .wire import segment

__all__ = ["Component", "Components", "MaintenanceWindow"]


class MaintenanceWindow(Record):
    """Planned work."""

    started_at: Instant | None = None
    ends_at: Instant | None = None


class Component(Record):
    """A part of a system. Its operational status and its maintenance are set elsewhere."""

    id: str
    name: str
    org_id: str | None = None
    description: str | None = None
    group_label: str | None = None
    """The heading under which status pages show it."""
    aliases: Annotated[tuple[str, ...], Listed] = ()
    operational_status: str | None = None
    maintenance_window: MaintenanceWindow | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class Components(Area):
    """`client.components`."""

    def list(self) -> Iterator[Component]:
        """Go through all of them, page by page."""
        return self._all(Component, "/components", within="components")

    def find(self, name: str) -> Component | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, component_id: str) -> Component:
        """Read one as it is now."""
        return self._one(Component, "GET", f"/components/{segment(component_id)}")

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        group_label: str | None = None,
        aliases: Sequence[str] | None = None,
    ) -> Component:
        """Add one; its name must be new to the organization.

        ```python
        search = client.components.create(name="Search", aliases=["search-api"])
        client.components.update(search.id, group_label="Shop")
        ```
        """
        return self._one(
            Component,
            "POST",
            "/components",
            given(name=name, description=description, group_label=group_label, aliases=aliases),
        )

    def update(
        self,
        component_id: str,
        *,
        name: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
        group_label: str | Keep | None = KEEP,
        aliases: Sequence[str] | Keep = KEEP,
    ) -> Component:
        """Change what is said and leave the rest; `aliases` replaces the whole list."""
        return self._one(
            Component,
            "PATCH",
            f"/components/{segment(component_id)}",
            changed(name=name, description=description, group_label=group_label, aliases=aliases),
        )

    def delete(self, component_id: str) -> None:
        """Remove it, also from the incidents it is tagged on."""
        self._calls.delete(f"/components/{segment(component_id)}")
