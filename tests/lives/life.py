"""Runs on one account, one after the other or side by side, on one clock."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pulumi_scaling.simulator import SECOND_KEY

from .engine import Options, Result, Snapshot
from .engine import run as begin
from .process import Process
from .programs import Program
from .scheduler import Choice, Scheduler
from .wire import Journal
from .world import URL, World

__all__ = ["Life"]

PLACES: Final[Mapping[str, str]] = {
    "schedules": "/oncall/schedules/{id}",
    "rotation_layers": "/oncall/schedules/{scheduleId}/layers/{id}",
    "policies": "/escalation/policies/{id}",
    "policy_layers": "/escalation/policies/{policyId}/layers/{id}",
    "components": "/components/{id}",
    "routing_policies": "/routing/policies/{id}",
    "working_hours": "/working-hours/{id}",
    "invitations": "/team/members/invitations/{id}",
}
"""Where each thing is, for whoever edits by hand."""


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
    told: list[str] = field(default_factory=list)
    """What all runs have said to people, so far."""

    def command(
        self, verb: str, program: Program | None = None, *, stack: str = "dev", **said: Any
    ) -> Result:
        """Run one command to its end."""
        (result,) = self.together([(verb, program, stack, Options(**said))])
        return result

    def up(self, program: Program, **said: Any) -> Result:
        return self.command("up", program, **said)

    def previewed(self, program: Program, **said: Any) -> Result:
        """Preview and update in one command, of which the one tells the other what it found."""
        seen = self.command("preview", program, **said)
        if not seen.ok:
            return seen
        return self.up(program, foretold=seen.foretells, **said)

    def together(self, commands: list[tuple[str, Program | None, str, Options]]) -> list[Result]:
        """Run several at once, each with a process of its own, until all have come to an end."""
        scheduler = Scheduler(self.choice, began=self.now)
        begun: list[tuple[str, Result]] = []
        for verb, program, stack, options in commands:
            self.runs += 1
            process = Process(
                scheduler, self.world, self.journal,
                config=self.config, environment=self._variables(),
                seed=f"{self.seed} {self.runs}", foretold=options.foretold,
                limited=bool(options.target),
            )  # fmt: skip
            base = self.stacks.get(stack, Snapshot())
            result = begin(
                scheduler, process, verb, program, base,
                stack=stack, options=options, config=self.config,
            )  # fmt: skip
            begun.append((stack, result))
        scheduler.run()
        self.journal.since = None
        self.journal.held.clear()
        # Whoever types the next command has read what this one said.
        self.now = scheduler.now + 5.0
        for stack, result in begun:
            self.stacks[stack] = result.snapshot
            self.told += result.told
        return [result for _, result in begun]

    def _variables(self) -> Mapping[str, str]:
        ours = {"SCALING_CLOUD_API_KEY": self.world.key, "SCALING_CLOUD_BASE_URL": URL}
        return {**ours, **self.environment}

    # ---------------------------------------------------------------- people
    def by_hand(self, method: str, path: str, body: Any = None) -> Any:
        """What somebody else does in the same account, at this moment; what it answered."""
        headers = {"Authorization": f"Bearer {SECOND_KEY}", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body).encode()
        status, _, answer = self.world.answer(self.now, method, URL + path, headers, content)
        assert status < 300, (method, path, status, answer)
        return json.loads(answer or b"null")

    def on_call(self) -> dict[str, Any]:
        """Who has the pager now, by schedule."""
        found = {}
        for row in self.world.rows("schedules"):
            told = self.by_hand("GET", f"/oncall/schedules/{row['id']}/resolve")["data"]
            found[row["name"]] = told["owner"]
        return found

    def delete_by_hand(self, own: str) -> None:
        """Remove something of which only the id is known."""
        for kind, path in PLACES.items():
            for row in self.world.rows(kind):
                if row["id"] == own:
                    self.by_hand("DELETE", path.format(**row))
                    return

    # ---------------------------------------------------------------- to come back to
    def saved(self) -> Any:
        """As it is now."""
        return self.world.saved(), dict(self.stacks), self.now, self.runs, list(self.told)

    def again(self, saved: Any, choice: Choice) -> Life:
        """A life that goes on from there, with a journal of its own."""
        world, stacks, now, runs, told = saved
        self.world.restore(world)
        return Life(
            self.world, choice, self.seed, dict(self.config), dict(self.environment),
            dict(stacks), Journal(), now, runs, list(told),
        )  # fmt: skip
