"""Programs that are run by the real CLI and by the model of its engine, command by command."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pulumi_scaling.simulator import ORGANIZATION, Server
from tests.engine.campaign import drawn, edited, source
from tests.engine.stack import Stack
from tests.lives.life import Life
from tests.lives.likeness import held
from tests.lives.programs import Program
from tests.lives.references import REFERENCES, program_text
from tests.lives.scheduler import Seeded
from tests.lives.side_by_side import Seen, difference, of_model, pairs, state_of, write_of
from tests.lives.world import KINDS, World

__all__ = ["Told", "compared", "programs"]

Command = tuple[str, str, Mapping[str, Any]]
"""Verb, program, and what else it says."""
SEEDS: Final = 16
"""Runs of the model, to see which orders are possible."""
LEFT_OUT: Final = frozenset(
    {
        "links have other names in the program",
        "a link replaced on request",
        "links have other names, and are taken over",
        "a schedule that a chain asks replaced on request",
        "turns keep their turn",
    }
)
"""What is refused, here as there, until somebody does what is said; and what reckons with the day,
which is another one here."""


@dataclass(frozen=True)
class Told:
    """Commands, each with the program it is about."""

    name: str
    commands: tuple[Command, ...]
    switches: Mapping[str, object]


def programs(count: int) -> list[Told]:
    """So many: references that say the most first, then random ones."""
    return [told for _, told in zip(range(count), _all(), strict=False)]


def _all() -> Iterator[Told]:
    plain = [
        each
        for each in REFERENCES
        if not (each.hand or each.between or each.neighbour or each.name in LEFT_OUT)
    ]
    for each in random.Random("references").sample(plain, len(plain)):
        commands: list[Command] = [("up", each.before, {})] if each.before else []
        if each.verb == "up":
            commands.append(("up", each.program, each.words))
        commands += [("refresh", each.program, {}), ("up", each.edited, {"refresh": True})]
        said = tuple((verb, program_text(text), words) for verb, text, words in commands)
        yield Told(each.name, (*said, ("destroy", "", {})), each.switches)
    for seed in range(10_000):
        dice = random.Random(f"{seed} side by side")
        first = drawn(dice, dice.randint(2, 10))
        second = edited(dice, first)
        ups: tuple[Command, ...] = tuple(("up", source(each), {}) for each in (first, second))
        yield Told(f"seed {seed}", (*ups, ("destroy", "", {})), {})


class _There:
    """A server as a world is looked at."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def everything(self) -> dict[str, list[dict[str, Any]]]:
        return {kind: self._server.rows(kind, ORGANIZATION) for kind in KINDS}

    def minutes(self, step: str) -> int:
        store = self._server._control.world.store
        sql = "SELECT escalateAfterSeconds AS seconds FROM policy_layers WHERE id = ?"
        row = store.one(sql, step)
        return int(row["seconds"]) // 60 if row else 0


def compared(told: Told, stack: Stack) -> list[str]:
    """Each difference, and after which command."""
    if told.switches:
        stack.server._control.switch(told.switches)
    # What a simulator begins with is as old as in the lives.
    stack.server.clock(advance=90 * 86_400.0)
    really = [_by_cli(stack, *command) for command in told.commands]
    here = _by_model(told)
    return [
        f"{told.name}, command {at} ({told.commands[at][0]}): {each}"
        for at, (real, model) in enumerate(zip(really, here, strict=True))
        for each in difference(real, model)
    ]


def _by_cli(stack: Stack, verb: str, text: str, words: Mapping[str, Any]) -> Seen:
    if text:
        stack.write(text)
    flags = ["--refresh"] if words.get("refresh") else []
    for option in ("target", "replace"):
        flags += [f"--{option}={stack.urn(name)}" for name in sorted(words.get(option, ()))]
    stack.server.forget_requests()
    ok = stack.command(verb, "--yes", "--skip-preview", *flags)
    asked = stack.server.requests
    base = "/v1"
    return Seen(
        changed=ok.changed,
        writes=[
            write_of(each.method, each.path.removeprefix(base), each.body)
            for each in asked
            if each.method != "GET"
        ],
        reads=frozenset(
            write_of("GET", each.path.removeprefix(base), None)
            for each in asked
            if each.method == "GET"
        ),
        there=held(_There(stack.server)),
        state=state_of(stack.resources()),
    )


def _by_model(told: Told) -> list[Seen]:
    found: list[Seen] = []
    for seed in range(SEEDS):
        life = Life(World.fresh(told.switches), Seeded(seed), seed)
        for at, (verb, text, words) in enumerate(told.commands):
            before = len(life.journal.asked)
            result = life.command(verb, Program(text) if text else None, **words)
            assert result.ok, result.errors
            asked = life.journal.asked[before:]
            writes = [
                write_of(each.method, each.path, each.body)
                for each in asked
                if each.method != "GET"
            ]
            reads = frozenset(
                write_of("GET", each.path, None) for each in asked if each.method == "GET"
            )
            state = of_model(life.stacks["dev"])
            seen = Seen(result.changed, writes, reads, held(life.world), state)
            if seed == 0:
                found.append(seen)
            else:
                found[at].others.append(seen)
            found[at].orders.update(pairs(writes))
    return found
