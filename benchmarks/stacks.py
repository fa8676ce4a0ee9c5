"""Whole stacks through the real engine, beside the same stacks with nothing behind them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.grounds import SLOW, Stack, simulator
from benchmarks.lines import Line, compared
from benchmarks.programs import OURS, PARTS, floor

LIFE = {
    "preview": ("preview",),
    "up": ("up", "--yes", "--skip-preview"),
    "refresh": ("refresh", "--yes", "--skip-preview"),
}
DESTROY = ("destroy", "--yes", "--skip-preview")


def stacks(rounds: int) -> list[Line]:
    times: dict[tuple[str, str], list[float]] = {}
    programs = {"ours": OURS, "nothing": floor("Nothing"), "naive": floor("Naive")}
    with simulator() as world, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(rounds):
            for who in ("ours", "nothing", "naive")[:: 1 if number % 2 else -1]:
                world.slow(0)
                stack = Stack(Path(folder) / f"{who}{number}", programs[who], world.env)
                for verb, words in LIFE.items():
                    if who != "naive" or verb == "up":
                        times.setdefault((verb, who), []).append(stack.command(*words))
                world.slow(SLOW)
                taken = stack.command(*LIFE["refresh"])
                times.setdefault(("slow refresh", who), []).append(taken)
                world.slow(0)
                if who != "naive":
                    times.setdefault(("destroy", who), []).append(stack.command(*DESTROY))
                stack.remove()
                world.order("POST", "reset")
                print(f"  round {number + 1}, {who}: done", flush=True)
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
