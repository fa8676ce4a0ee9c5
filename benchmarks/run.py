"""What the provider costs, each beside a floor measured in the same run.

    python benchmarks/run.py [--only a,b,c,d,e,f,g] [--rounds 5]

Floors and ours take turns, round by round, so that a machine that becomes slower becomes slower for
both. The table is printed and written to `benchmarks/results.md`.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from datetime import datetime, timezone
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from engine import ensure  # noqa: E402 - tools is no package

from benchmarks import process, stacks, teams  # noqa: E402
from benchmarks.lines import Line, held, spread, table  # noqa: E402

RESULTS = ROOT / "benchmarks" / "results.md"


def imports(rounds: int) -> list[Line]:
    code = (
        "import time, pulumi; began = time.perf_counter(); import pulumi_scaling; "
        "pulumi_scaling.Schedule; print((time.perf_counter() - began) * 1e3)"
    )
    taken = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)
        for _ in range(rounds + 2)
    ][2:]
    goal = held("≤ 120 ms", good=statistics.median(taken) <= 120)
    return [Line("(d) import, after pulumi itself", spread(taken, "ms", 1), "", "", goal)]


PARTS_OF = {
    "a": process.requests_of,
    "b": process.creates,
    "c": stacks.stacks,
    "d": imports,
    "e": process.memory,
    "f": process.growth,
    "g": teams.teams,
}


def machine() -> str:
    """Cores, platform and versions: what makes two tables comparable."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":")[1].strip() for line in lines if "model name" in line), "")
    engine = subprocess.run(
        [str(Path(ensure()) / "pulumi"), "version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    packages = (f"{name} {version(name)}" for name in ("pulumi", "httpx", "grpcio", "pydantic"))
    return ", ".join(
        [
            f"{os.cpu_count()} cores of {model or platform.machine()}",
            platform.system(),
            f"Python {platform.python_version()}",
            f"engine {engine}",
            *packages,
        ]
    )


def main() -> None:
    """Measure, print, write."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="a,b,c,d,e,f,g")
    asked.add_argument("--rounds", type=int, default=5)
    options = asked.parse_args()
    lines: list[Line] = []
    for part in options.only.split(","):
        began = time.perf_counter()
        lines += PARTS_OF[part](options.rounds)
        print(f"({part}) took {time.perf_counter() - began:.0f} s", flush=True)
    text = table(lines)
    print(text)
    if options.only == asked.get_default("only"):
        day = datetime.now(timezone.utc).date()
        RESULTS.write_text(
            f"# What the provider costs\n\nWritten by `make bench` on {day}: medians of "
            f"{options.rounds} rounds, with the smallest and the largest. Ours and what stands "
            f"beside it take turns in the same run.\n\n{machine()}\n\n{text}"
        )


if __name__ == "__main__":
    main()
