"""Whole stacks through the real engine, beside the same stacks with nothing behind them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.grounds import SLOW, Stack, simulator
from benchmarks.lines import Line, compared
from benchmarks.programs import OURS, PARTS, floor

PREVIEW = ("preview",)
UP = ("up", "--yes", "--skip-preview")
REFRESH = ("refresh", "--yes", "--skip-preview")
DESTROY = ("destroy", "--yes", "--skip-preview")
Times = dict[tuple[str, str], list[float]]
PREVIEWS, REFRESHES = 2, 4
"""How often in a round: they take seconds, and change nothing."""


def _timed(
    times: Times, verb: str, words: Sequence[str], each: Sequence[tuple[str, Stack]]
) -> None:
    """One after the other, so that whatever the machine does meets both."""
    for who, stack in each:
        times.setdefault((verb, who), []).append(stack.command(*words))


def stacks(rounds: int) -> list[Line]:
    times: Times = {}
    programs = {"ours": OURS, "nothing": floor("Nothing"), "naive": floor("Naive")}
    with simulator() as world, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(rounds):
            all_three = [
                (who, Stack(Path(folder) / f"{who}{number}", program, world.env))
                for who, program in programs.items()
            ][:: 1 if number % 2 else -1]
            both = [each for each in all_three if each[0] != "naive"]
            for _ in range(PREVIEWS):
                _timed(times, "preview", PREVIEW, both)
            _timed(times, "up", UP, all_three)
            for _ in range(REFRESHES):
                _timed(times, "refresh", REFRESH, both)
            world.slow(SLOW)
            _timed(times, "slow refresh", REFRESH, all_three)
            world.slow(0)
            _timed(times, "destroy", DESTROY, both)
            for _, stack in all_three:
                stack.remove()
            world.order("POST", "reset")
            print(f"  round {number + 1}: done", flush=True)
    size = PARTS * 10
    lines = [
        compared(
            f"(c) {verb} of {size} resources, beside a provider that does nothing",
            times[verb, "ours"],
            times[verb, "nothing"],
            1.2,
        )
        for verb in ("preview", "up", "refresh", "destroy")
    ]
    slow = f"(c) refresh of {size} at {SLOW * 1e3:.0f} ms, beside"
    ours = times["slow refresh", "ours"]
    lines.append(compared(f"{slow} nothing", ours, times["slow refresh", "nothing"], 1.6))
    lines.append(compared(f"{slow} one GET a resource", ours, times["slow refresh", "naive"], None))
    return lines
