"""The provider's own process, asked over gRPC as the engine asks it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from itertools import count
from typing import Any

from benchmarks.floor import Bare, Nothing
from benchmarks.grounds import SLOW, Door, Simulated, simulator
from benchmarks.lines import Line, compared, held, turns
from pulumi_scaling.dynamic.provider import Provider
from pulumi_scaling.model import Kind
from pulumi_scaling.resources import CATALOG
from tests.kinds import SAMPLES

CREATES, AT_ONCE = 500, 16
SIZES, MORE, TURNS = (100, 500, 2_000), 20, 10


REFERRED = {kind.parent_kind for kind in CATALOG}
"""Kinds that others are made in, and that stay for that."""


def requests_of(_rounds: int) -> list[Line]:
    """Requests that each verb costs, the process being new for each kind."""
    with simulator() as world:
        made: dict[str, str] = {}
        return [
            Line(f"(a) requests, one {kind.name}", _counted(world, kind, made), "", "", "")
            for kind in CATALOG
        ]


def _counted(world: Simulated, kind: Kind, made: dict[str, str]) -> str:
    counts: list[str] = []

    def counted(verb: str, act: Callable[..., Any], *args: Any) -> Any:
        world.order("DELETE", "requests")
        result = act(*args)
        counts.append(f"{verb} {len(world.requests())}")
        return result

    with Door(Provider(kind.name), world.env) as door:
        given = {**kind.example, **SAMPLES[kind.name].instead}
        if kind.parent:
            given[kind.parent] = made[kind.parent_kind or ""]
        inputs = door.plain(counted("check", door.check, given))
        answer = counted("create", door.create, inputs)
        made[kind.name] = answer.id
        state = answer.properties
        counted("read", door.read, answer.id, state)
        counted("diff", door.diff, answer.id, state, inputs)
        if kind.name != "Member":
            news = {**inputs, **SAMPLES[kind.name].other}
            counted("update", door.update, answer.id, state, news)
    if kind.name not in REFERRED:
        # A process that has just checked a resource would not remove what the program keeps.
        with Door(Provider(kind.name), world.env) as door:
            counted("delete", door.delete, answer.id, state)
    return ", ".join(counts)


def creates(rounds: int) -> list[Line]:
    """Many creates through gRPC, where only what surrounds the request differs."""
    with simulator() as world:
        world.slow(SLOW)
        number = iter(range(10**9))
        with Door(Provider("Schedule"), world.env) as ours, Door(Bare(), world.env) as bare:

            def one(door: Door) -> float:
                bodies = [
                    {"name": f"Schedule {next(number)}", "timezone": "Europe/Paris"}
                    for _ in range(CREATES)
                ]
                began = time.perf_counter()
                with ThreadPoolExecutor(AT_ONCE) as pool:
                    list(pool.map(door.create, bodies))
                return time.perf_counter() - began

            one(ours), one(bare)  # both have imported everything and opened their connections
            mine, theirs = turns(rounds, lambda: one(ours), lambda: one(bare))
    what = f"(b) {CREATES} creates at {SLOW * 1e3:.0f} ms, beside bare httpx"
    return [compared(what, mine, theirs, 1.08)]


def lived(door: Door, start: int, size: int) -> float:
    """Check, create, diff and read so many schedules; seconds."""
    began = time.perf_counter()

    def one(number: int) -> None:
        said = {"name": f"Schedule {number}", "timezone": "Europe/Paris"}
        inputs = door.plain(door.check(said))
        made = door.create(inputs)
        door.diff(made.id, made.properties, inputs)
        door.read(made.id, made.properties)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, range(start, start + size)))
    return time.perf_counter() - began


def memory(rounds: int) -> list[Line]:
    """What the process holds after a thousand resources."""
    mine: list[float] = []
    theirs: list[float] = []
    for _ in range(rounds):
        with simulator() as world:
            for provider, into in ((Provider("Schedule"), mine), (Nothing(), theirs)):
                with Door(provider, world.env) as door:
                    lived(door, 0, 1_000)
                    into.append(door.memory())
    return [compared("(e) memory of the process at 1,000 resources", mine, theirs, 1.3, "MiB", 0)]


def growth(rounds: int) -> list[Line]:
    """Whether a resource costs more where more of them were.

    Processes that have lived through fewer and more take turns of a few resources each: the machine
    changes its pace by more than what is looked for.
    """
    taken: dict[int, list[float]] = {size: [] for size in (0, *SIZES)}
    for _ in range(rounds):
        with simulator() as world, ExitStack() as doors:
            there = {
                size: doors.enter_context(Door(Provider("Schedule"), world.env)) for size in SIZES
            }
            there[0] = doors.enter_context(Door(Nothing(), world.env))
            names = count(step=max(SIZES))
            for size, door in there.items():
                lived(door, next(names), size or SIZES[0])
            spent = dict.fromkeys(there, 0.0)
            for turn in range(TURNS):
                for size, door in list(there.items())[:: 1 if turn % 2 else -1]:
                    spent[size] += lived(door, next(names), MORE)
            for size, seconds in spent.items():
                taken[size].append(seconds / MORE / TURNS * 1e3)
    floor = taken.pop(0)
    shares = {
        size: [a - b for a, b in zip(ours, floor, strict=True)] for size, ours in taken.items()
    }
    lines: list[Line] = []
    for size, share in shares.items():
        pairs = zip(share, shares[SIZES[0]], strict=True)
        grown = statistics.median(more / fewer for more, fewer in pairs)
        told = f"our share {statistics.median(share):.2f} ms, {grown:.2f} times that at {SIZES[0]}"
        what = f"(f) check, create, diff and read, each after {size:,}"
        line = compared(what, taken[size], floor, None, "ms")
        lines.append(replace(line, goal=held(f"{told}; ≤ 1.1", good=grown <= 1.1)))
    return lines
