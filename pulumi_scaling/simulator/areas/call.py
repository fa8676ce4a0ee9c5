"""One request after its checks, as the areas see it.

By now the key is good, the operation is known and path, query and body fit their schemas. What is
left is behaviour.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, cast

from pulumi_scaling.simulator.contract import SchemaFailure, not_found
from pulumi_scaling.simulator.world import Row, World, moments

Show = Callable[[World, Row], Row]

_DEFAULT_LIMIT: Final = 20


@dataclass(frozen=True)
class Page:
    """Some rows of a list and the cursor of the next ones."""

    key: str | None
    """The member of data that holds the array; None when data is the array."""
    rows: list[Row]
    cursor: str | None


@dataclass(frozen=True)
class Call:
    """Who asks for what, in which world."""

    world: World
    org: str
    user: str
    admin: bool
    path: dict[str, str] = field(default_factory=dict[str, str])
    query: dict[str, Any] = field(default_factory=dict[str, Any])
    body: dict[str, Any] = field(default_factory=dict[str, Any])
    wanted_id: str | None = None
    """The id a seed asks for; requests never choose one."""

    def own(self, table: str, row_id: str, what: str) -> Row:
        """The row, if it is there and this organization's."""
        row = self.world.store.one(
            f"SELECT * FROM {table} WHERE id = ? AND orgId = ?",  # noqa: S608 - our own names
            row_id,
            self.org,
        )
        if row is None:
            raise not_found(what)
        return row

    def make(self, table: str, **values: Any) -> Row:
        """A new row of this organization, with its id and times."""
        now = self.world.clock.stamp()
        row: Row = {
            "id": self.wanted_id or self.world.new_id(table),
            "orgId": self.org,
            **values,
            "createdAt": now,
            "updatedAt": now,
        }
        self.world.store.insert(table, self._keyed(row))
        return row

    def change(self, table: str, row: Row, values: Row) -> Row:
        """The row with new values; without any it stays untouched, its time too."""
        if not values:
            if self.world.switches["empty_patch"] == "refused":
                raise SchemaFailure("body", "nothing to change")
            return row
        changes = {**values, "updatedAt": self.world.clock.stamp()}
        self.world.store.update(table, row["id"], self._keyed(changes))
        return {**row, **changes}

    def _keyed(self, values: Row) -> Row:
        if "name" not in values or "nameKey" in values:
            return values
        return {**values, "nameKey": self.world.name_key(values["name"])}

    def instant(self, name: str) -> str | None:
        """An instant of the body in UTC."""
        text = self.body.get(name)
        if text is None:
            return None
        try:
            return moments.utc(text)
        except moments.Unrepresentable as beyond:
            raise SchemaFailure(f"/{name}", "beyond the years of the calendar") from beyond

    def given(self, *names: str) -> Row:
        """The named members the body holds; a partial change touches no others."""
        return {name: self.body[name] for name in names if name in self.body}

    def page(self, table: str, show: Show, *, key: str | None = None) -> Page:
        """A page of this organization's rows, oldest first."""
        limit, after = self.limit(), self.after(table)
        rows = self.world.store.all(
            f"SELECT * FROM {table} WHERE orgId = ? AND seq > ? ORDER BY seq LIMIT ?",  # noqa: S608 - our own names
            self.org,
            0 if after is None else after,
            limit + 1,
        )
        shown = [show(self.world, row) for row in rows[:limit]]
        more = len(rows) > limit
        return Page(key, shown, cursor(table, rows[limit - 1]["seq"]) if more else None)

    def limit(self) -> int:
        """How many rows the page may have."""
        asked: int = self.query.get("limit", _DEFAULT_LIMIT)
        return min(asked, 2) if self.world.switches["page_size"] == "two" else asked

    def after(self, table: str) -> int | None:
        """The age after which the page starts; a cursor of another list is a bad cursor."""
        text = self.query.get("cursor")
        if text is None:
            return None
        try:
            decoded: Any = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except (binascii.Error, ValueError, RecursionError) as garbage:
            raise SchemaFailure("cursor", "not one of ours") from garbage
        seq: Any = cast("Row", decoded).get(table) if isinstance(decoded, dict) else None
        if not isinstance(seq, int) or isinstance(seq, bool) or not 0 < seq < 2**63:
            raise SchemaFailure("cursor", "of another list")
        return seq


def cursor(table: str, seq: int) -> str:
    """Opaque to clients, and free of characters a query would have to escape."""
    text = json.dumps({table: seq}, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()
