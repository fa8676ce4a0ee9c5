"""Runs on one account, one after the other or side by side, on one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .engine import Options, Result, Snapshot
from .engine import run as begin
from .process import Process
from .programs import Program
from .scheduler import Choice, Scheduler
from .wire import Journal
from .world import World

__all__ = ["Life"]


@dataclass
class Life:
    """A world, its clock, and the stacks on it."""

    world: World
    choice: Choice = field(default_factory=Choice)
    seed: object = 0
    config: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    stacks: dict[str, Snapshot] = field(default_factory=dict)
    journal: Journal = field(default_factory=Journal)
    now: float = 0.0
    runs: int = 0

    def command(
        self, verb: str, program: Program | None = None, *, stack: str = "dev", **said: Any
    ) -> Result:
        """Run one command to its end."""
        (result,) = self.together([(verb, program, stack, Options(**said))])
        return result

    def up(self, program: Program, **said: Any) -> Result:
        return self.command("up", program, **said)

    def together(self, commands: list[tuple[str, Program | None, str, Options]]) -> list[Result]:
        """Run several at once, each with a process of its own, until all have come to an end."""
        scheduler = Scheduler(self.choice, began=self.now)
        begun: list[tuple[str, Result]] = []
        for verb, program, stack, options in commands:
            self.runs += 1
            process = Process(
                scheduler, self.world, self.journal,
                config=self.config, environment=self._variables(),
                seed=f"{self.seed} {self.runs}",
            )  # fmt: skip
            base = self.stacks.get(stack, Snapshot())
            result = begin(
                scheduler, process, verb, program, base,
                stack=stack, options=options, config=self.config,
            )  # fmt: skip
            begun.append((stack, result))
        scheduler.run()
        # Whoever types the next command has read what this one said.
        self.now = scheduler.now + 5.0
        for stack, result in begun:
            self.stacks[stack] = result.snapshot
        return [result for _, result in begun]

    def _variables(self) -> Mapping[str, str]:
        from .world import URL

        ours = {"SCALING_CLOUD_API_KEY": self.world.key, "SCALING_CLOUD_BASE_URL": URL}
        return {**ours, **self.environment}

    # ---------------------------------------------------------------- to come back to
    def saved(self) -> Any:
        """As it is now."""
        return self.world.saved(), dict(self.stacks), self.now, self.runs

    def again(self, saved: Any, choice: Choice) -> Life:
        """A life that goes on from there, with a journal of its own."""
        world, stacks, now, runs = saved
        self.world.restore(world)
        return Life(
            self.world, choice, self.seed, dict(self.config), dict(self.environment),
            dict(stacks), Journal(), now, runs,
        )  # fmt: skip
