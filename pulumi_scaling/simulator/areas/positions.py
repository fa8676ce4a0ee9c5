"""Places among siblings: rotation layers count from 0, policy layers from 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pulumi_scaling.simulator.contract import SchemaFailure
from pulumi_scaling.simulator.world import Row, Store, World


@dataclass(frozen=True)
class Order:
    """The order of the layers of one parent."""

    table: str
    parent: str
    first: int

    def rows(self, store: Store, parent: str) -> list[Row]:
        """The layers in their order."""
        return store.all(
            f"SELECT * FROM {self.table} WHERE {self.parent} = ? ORDER BY position, seq",  # noqa: S608 - our own names
            parent,
        )

    def end(self, store: Store, parent: str) -> int:
        """The place after the last one."""
        row = store.one(
            f"SELECT max(position) AS last FROM {self.table} WHERE {self.parent} = ?",  # noqa: S608 - our own names
            parent,
        )
        last = None if row is None else cast("int | None", row["last"])
        return self.first if last is None else last + 1

    def taken(self, store: Store, parent: str, position: int, *, by_other_than: str = "") -> bool:
        """Whether a layer stands there."""
        return (
            store.one(
                f"SELECT 1 FROM {self.table}"  # noqa: S608 - our own names
                f" WHERE {self.parent} = ? AND position = ? AND id <> ?",
                parent,
                position,
                by_other_than,
            )
            is not None
        )

    def make_room(self, store: Store, parent: str, position: int) -> None:
        """Move everything from a place on by one."""
        store.run(
            f"UPDATE {self.table} SET position = position + 1"  # noqa: S608 - our own names
            f" WHERE {self.parent} = ? AND position >= ?",
            parent,
            position,
        )

    def close(self, world: World, parent: str, position: int) -> None:
        """Close the gap that a layer left, unless gaps stay."""
        if world.switches["gaps"] == "closed":
            world.store.run(
                f"UPDATE {self.table} SET position = position - 1"  # noqa: S608 - our own names
                f" WHERE {self.parent} = ? AND position > ?",
                parent,
                position,
            )

    def set(self, world: World, parent: str, wanted: list[str]) -> None:
        """Give every layer its place; a list that is not exactly the layers is refused."""
        present = {row["id"]: row["position"] for row in self.rows(world.store, parent)}
        if sorted(present) != sorted(wanted):
            raise SchemaFailure("/layerIds", "not every layer once")
        now = world.clock.stamp()
        for position, layer in enumerate(wanted, start=self.first):
            if present[layer] != position:
                world.store.update(self.table, layer, {"position": position, "updatedAt": now})
