"""Who pages whom, told as it happens: one line each, for whoever watches a drill in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pulumi_scaling.pictures import harmless
from pulumi_scaling.simulator.areas import escalation
from pulumi_scaling.simulator.world import Row, World

__all__ = ["PageLog"]

NAMED: Final = (
    "SELECT p.*, i.title, m.name AS policy, s.name AS schedule,"
    " u.email, u.firstName, u.lastName FROM pages p"
    " LEFT JOIN incidents i ON i.id = p.incidentId LEFT JOIN policies m ON m.id = p.policyId"
    " LEFT JOIN schedules s ON s.id = p.scheduleId LEFT JOIN users u ON u.id = p.userId"
    " WHERE p.seq > ? ORDER BY p.at, p.seq"
)


class PageLog:
    """Remembers up to where it was told. What was paged before it began is no news."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._told = self._latest()

    def news(self) -> Iterator[str]:
        """What happened since the last time anybody asked; whoever is due by now is paged first."""
        with self._world.lock:
            escalation.page_due(self._world)
            latest = self._latest()
            # A world that was reset counts from one again.
            since = self._told if latest >= self._told else 0
            rows = self._world.store.all(NAMED, since)
            self._told = latest
        return map(_said, rows)

    def _latest(self) -> int:
        with self._world.lock:
            row = self._world.store.one("SELECT max(seq) AS latest FROM pages")
        latest: int | None = row["latest"] if row else None
        return latest or 0


def _said(row: Row) -> str:
    name = " ".join(part for part in (row["firstName"], row["lastName"]) if part)
    address = row["email"] or row["userId"]
    who = f"{name} <{address}>" if name else address
    title = harmless(row["title"] or row["incidentId"])
    return f"{row['at']}  {title} → {harmless(who)}, {_why(row)}"


def _why(row: Row) -> str:
    if row["policyId"] is None:
        return "who was made its owner"
    through = f", on call on {harmless(row['schedule'])}" if row["schedule"] else ""
    policy = harmless(row["policy"] or row["policyId"])
    return f"by layer {row['layerPosition']} of {policy}{through}"
