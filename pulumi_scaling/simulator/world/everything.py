"""Everything one simulator knows: rows, time, ids and the positions of its switches.

The world knows no HTTP. Its lock makes requests and control calls from any thread take turns.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from threading import RLock
from typing import Final

from pulumi_scaling.simulator.contract import Reading
from pulumi_scaling.simulator.world import moments
from pulumi_scaling.simulator.world.ids import Ids
from pulumi_scaling.simulator.world.standing_time import Clock
from pulumi_scaling.simulator.world.store import Row, Store
from pulumi_scaling.simulator.world.switches import Switches


class World:
    """One simulated service with all its organizations."""

    def __init__(self, *, store: Store, switches: Switches, random_seed: int | None = None) -> None:
        self.store: Final = store
        self.switches: Final = switches
        self.clock: Final = Clock()
        self.lock: Final = RLock()
        with store.transaction():
            openings = store.opened()
        # Not the first opening: that one may have died before it planted anything.
        self.fresh: Final = store.one("SELECT 1 FROM organizations") is None
        """Whether nothing is in the data yet, so that a seed belongs into it."""
        # A reopened file must not deal out the ids it already holds.
        self.ids: Final = Ids(None if random_seed is None else f"{random_seed}/{openings}")

    def reading(self) -> Reading:
        """How the contract's schemas are to be read just now."""
        return Reading(
            prefixed_ids=self.switches["ids"] == "prefixed",
            ownerless=self.switches["ownerless"] == "accepted",
            free_lengths=self.switches["rotation_lengths"] == "free",
        )

    def new_id(self, table: str) -> str:
        """The id of a new row, in the form the switch wants."""
        return self.ids.new(table, prefixed=self.switches["ids"] == "prefixed")

    def name_key(self, name: str) -> str:
        """The name as uniqueness compares it."""
        return name if self.switches["name_case"] == "sensitive" else name.casefold()

    def described(self, description: str | None) -> str | None:
        """A description as answers show it."""
        if description:
            return description
        return {"kept": description, "empty": "", "null": None}[
            str(self.switches["unset_description"])
        ]

    def instant(self, text: str | None) -> str | None:
        """A stored instant as answers show it."""
        if text is None or self.switches["instants"] == "echoed":
            return text
        return moments.normalised(text)

    def member(self, org: str, user: str) -> Row | None:
        """A person of the organization, with role and names."""
        return self.store.one(
            "SELECT m.role, m.joinedAt, u.id, u.email, u.firstName, u.lastName, u.imageUrl"
            " FROM members m JOIN users u ON u.id = m.userId WHERE m.orgId = ? AND m.userId = ?",
            org,
            user,
        )

    def are_members(self, org: str, users: list[str]) -> bool:
        """Whether all of them belong to the organization."""
        wanted = sorted(set(users))
        # Asked one by one: a query with any number of marks would have a limit of its own.
        return all(
            self.store.one("SELECT 1 FROM members WHERE orgId = ? AND userId = ?", org, user)
            for user in wanted
        )


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The IANA zone names, from the package and not from the machine: both would differ."""
    return frozenset(resources.files("tzdata").joinpath("zones").read_text("utf-8").split())
