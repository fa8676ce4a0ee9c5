"""The hand of whoever runs the simulator: time, faults, switches, seeds, and what was asked.

One implementation behind two doors: the methods of a running `Server` call it in process, the paths
below `/_simulator/` call it for other processes and languages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from pulumi_scaling.simulator.areas import escalation, shown, team_calls
from pulumi_scaling.simulator.control import seeds
from pulumi_scaling.simulator.serving import Faults, Journal
from pulumi_scaling.simulator.world import Row, World, moments


class BadOrder(ValueError):
    """A control call that makes no sense."""


class Control:
    """Everything one can do to a simulator besides calling its API."""

    def __init__(
        self, *, world: World, journal: Journal, faults: Faults, seed: Mapping[str, Any] | None
    ) -> None:
        self.world = world
        self._journal: Final = journal
        self._faults: Final = faults
        self._seed = seed
        if world.fresh:
            self._plant()

    def _plant(self) -> None:
        with self.world.lock, self.world.store.transaction():
            seeds.plant_first(self.world, self._seed)

    def reset(self) -> None:
        """As it was at the start: seed, switches and clock; no faults, nothing in the log."""
        with self.world.lock:
            with self.world.store.transaction():
                self.world.store.empty()
            self.world.switches.reset()
            self.world.clock.reset()
            self.world.ids.reset()
            self._plant()
        self._faults.clear()
        self._journal.clear()

    def requests(self) -> list[Row]:
        """What was asked, oldest first."""
        return [asdict(request) for request in self._journal.requests]

    def forget_requests(self) -> None:
        """Empty the log, leave the world."""
        self._journal.clear()

    def add_faults(self, faults: Mapping[str, Any] | list[dict[str, Any]]) -> list[Row]:
        """One fault or several, beside those in force."""
        self._faults.add([dict(faults)] if isinstance(faults, Mapping) else faults)
        return self._faults.told()

    def faults(self) -> list[Row]:
        """What is in force, and how often each has struck."""
        return self._faults.told()

    def clear_faults(self) -> None:
        """Nothing goes wrong any more."""
        self._faults.clear()

    def clock(
        self,
        *,
        now: str | None = None,
        frozen: bool | None = None,
        advance: float | None = None,
        behind: float | None = None,
        reset: bool = False,
    ) -> Row:
        """Set, freeze or move time; on the way everybody due is paged.

        `behind` is by how many seconds the timestamps in objects are behind the clock that dates
        answers, as where two machines stand behind one balancer.
        """
        world = self.world
        with world.lock:
            try:
                if reset:
                    world.clock.reset()
                if now is not None:
                    world.clock.set(moments.moment(now), frozen=frozen is not False)
                elif frozen is not None:
                    world.clock.freeze(frozen=frozen)
                if advance is not None:
                    world.clock.advance(timedelta(seconds=advance))
                if behind is not None:
                    world.clock.fall_behind(timedelta(seconds=behind))
            except OverflowError as beyond:
                raise BadOrder(f"no such time: {beyond}") from beyond
            except ValueError as wrong:
                raise BadOrder(f"{now!r} is no RFC 3339 instant") from wrong
            escalation.page_due(world)
            return {
                "now": moments.stamp(world.clock.now()),
                "frozen": world.clock.frozen,
                "behind": world.clock.behind,
            }

    def switch(self, positions: Mapping[str, object]) -> Row:
        """Move switches; all positions come back."""
        with self.world.lock:
            self.world.switches.set(positions)
            return dict(self.world.switches)

    def seed(self, document: Mapping[str, Any]) -> Row:
        """Add to the world what a document tells."""
        with self.world.lock, self.world.store.transaction():
            return seeds.plant(self.world, document)

    def accept(self, invitation: str) -> Row:
        """What the invited person does."""
        with self.world.lock, self.world.store.transaction():
            return team_calls.accept(self.world, invitation)

    def expire(self, invitation: str) -> Row:
        """What time does to an invitation."""
        with self.world.lock, self.world.store.transaction():
            return team_calls.expire(self.world, invitation)

    def pages(self) -> list[Row]:
        """Who was paged, when and why."""
        with self.world.lock:
            escalation.page_due(self.world)
            return escalation.log(self.world)

    def rows(self, kind: str, org: str | None = None) -> list[Row]:
        """What the world holds of a kind, as the API would show it."""
        with self.world.lock:
            try:
                return shown.rows(self.world, kind, org)
            except KeyError as unknown:
                known = ", ".join(sorted(shown.KINDS))
                raise BadOrder(f"there are no rows called {kind!r}; there are {known}") from unknown
