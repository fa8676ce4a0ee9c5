"""Lives of stacks without engine and sockets, for as long as it is told: see sdk-docs/lives.md.

    make soak                              ten minutes: each case by turns, then seeds
    make soak ARGS="--minutes 2 --stop"    a verdict: the first life that fails ends it
    make soak ARGS="--first 5000"          seeds alone, from that portion on
    make soak ARGS="--all"                 every fault at every request of every reference
    make soak ARGS="--seed 123"            one random life again, as small as it still fails
    make soak ARGS="--case '…'"            one case again, as a failure names it
    make soak ARGS="--engine 200"          so many programs through the real CLI and the model of it
    make soak ARGS="--fingerprint"         one line that is the same on each machine
    make soak ARGS="--all --write"         the same, and what it held into the page
    make soak ARGS="--positions"           which guess about the API matters to what, into its page

A failure is one line, which ends with how it is lived again. What goes through the real CLI with
faults and kills is `benchmarks/campaign.py`.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import datetime, timezone
from itertools import chain, count
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT)]

from tests.lives.fingerprint import fingerprint  # noqa: E402 - tests are no package
from tests.lives.invariants import promises  # noqa: E402
from tests.lives.orders import at_once  # noqa: E402
from tests.lives.positions import table as positions  # noqa: E402
from tests.lives.random_lives import drawn_plan, lived, shrunk  # noqa: E402
from tests.lives.references import REFERENCES  # noqa: E402
from tests.lives.soaking import (  # noqa: E402
    Portion,
    Turn,
    all_of,
    case_told,
    lived_through,
    rounds,
)

T = TypeVar("T")
PAGE = ROOT / "sdk-docs" / "lives.md"
GUESSES = ROOT / "sdk-docs" / "which-api-it-is.md"
FELT = re.compile(r"(<!-- felt: written by make soak -->\n).*?(<!-- end of felt -->)", re.DOTALL)
FENCE = re.compile(r"(<!-- held: written by make soak -->\n).*?(<!-- end of held -->)", re.DOTALL)


def soaked(
    work: Callable[[T], Portion], of: Iterable[T], until: float, *, stop: bool = False
) -> Portion:
    """Portion after portion in all workers, until the time is over or nothing is left.

    With `stop` the first failure is the end of it.
    """
    done, left, running = Portion(), iter(of), set[Future[Portion]]()
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        while True:
            while len(running) < workers and time.monotonic() < until:
                each = next(left, None)
                if each is None:
                    break
                running.add(pool.submit(work, each))
            if not running:
                return done
            over, running = wait(running, return_when=FIRST_COMPLETED)
            for future in over:
                for line in future.result().failures:
                    print(line, flush=True)
                done += future.result()
            if stop and done.failures:
                until = 0.0


def again(seed: int) -> int:
    """One random life, and the smallest that still fails as it does."""
    wrong = lived(drawn_plan(seed))
    if wrong is None:
        print(f"seed {seed}: ok")
        return 0
    plan = shrunk(drawn_plan(seed))
    told = lived(plan)
    print(f"seed {seed}: {wrong[1]}\n\nas small as it still fails:\n{plan}\n{told and told[1]}")
    return 1


def engine(programs: int) -> int:
    """Programs through both engines, as the tests of a few of them do."""
    told = ["-q", "tests/engine/test_side_by_side.py", "-n", str(os.cpu_count() or 1)]
    env = {**os.environ, "SIDE_BY_SIDE": str(programs)}
    return subprocess.run([sys.executable, "-m", "pytest", *told], env=env, check=False).returncode


def table(done: Portion) -> str:
    """What was promised, and over how many lives it was held."""
    day = datetime.now(timezone.utc).date().isoformat()
    lines = [
        f"Held on {day} over {done.lives} lives, {len(done.failures)} of which failed.",
        "",
        "| promised | the check that holds it | times it was held |",
        "| --- | --- | --- |",
    ]
    for name, said in promises.items():
        lines.append(f"| {said} | `{name}` | {done.held[name]} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Live, tell, and fail if a life did."""
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("--minutes", type=float, default=10.0)
    asked.add_argument("--first", type=int, help="the portion to begin with")
    asked.add_argument("--stop", action="store_true", help="at the first failure")
    asked.add_argument("--all", action="store_true")
    asked.add_argument("--seed", type=int)
    asked.add_argument("--case")
    asked.add_argument("--at-once", type=int)
    asked.add_argument("--engine", type=int)
    asked.add_argument("--fingerprint", action="store_true")
    asked.add_argument("--write", action="store_true")
    asked.add_argument("--positions", action="store_true")
    options = asked.parse_args()
    if options.seed is not None:
        return again(options.seed)
    if options.fingerprint:
        print(fingerprint())
        return 0
    if options.engine is not None:
        return engine(options.engine)
    if options.positions:
        written = FELT.sub(
            lambda found: f"{found[1]}{positions()}{found[2]}", GUESSES.read_text("utf-8")
        )
        GUESSES.write_text(written, "utf-8")
        return 0
    if options.case is not None or options.at_once is not None:
        told = case_told(options.case) if options.case else at_once(options.at_once)
        print(told or "ok")
        return bool(told)
    began = time.monotonic()
    until = began + 60 * options.minutes
    done = Portion()
    if options.all:
        done += soaked(all_of, [each.name for each in REFERENCES], began + 86_400)
    if not options.all or options.write:
        turns = rounds() if options.first is None and not options.all else ()
        work: Iterable[Turn | int] = chain(turns, count(options.first or 0))
        done += soaked(lived_through, work, until, stop=options.stop)
    took = time.monotonic() - began
    print(f"{done.lives} lives in {took:.0f} s, {len(done.failures)} failed")
    if options.write:
        PAGE.write_text(FENCE.sub(rf"\g<1>{table(done)}\2", PAGE.read_text("utf-8")), "utf-8")
    return bool(done.failures)


if __name__ == "__main__":
    sys.exit(main())
