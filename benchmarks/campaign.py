"""Random lives of many stacks through the real engine, for as long as it is told.

    python benchmarks/campaign.py --lives 150 --size 20 --minutes 60 --seed 1000 --workers 2

A life is two programs or more, with faults at a tenth of the requests and kills of the CLI and of
the provider. Each seed is printed; a failing one is lived again with ever smaller programs, and the
smallest that still fails is printed as a program.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from engine import ensure  # noqa: E402 - tools is no package
from engine_env import environment  # noqa: E402

from pulumi_scaling.simulator import Simulator  # noqa: E402
from tests.engine.campaign import Broken, Life, smaller, source  # noqa: E402
from tests.engine.stack import Stack  # noqa: E402

MOST_SHRINKS = 12


def lived(life: Life, ground: Path, programs: list[dict[str, Any]] | None = None) -> str | None:
    """Live one life on a simulator of its own; what went wrong, or None."""
    home = Path(tempfile.mkdtemp(prefix=f"life-{life.seed}-", dir=ground.parent))
    shutil.copytree(ground, home, dirs_exist_ok=True)
    try:
        with Simulator().serve() as server:
            stack = Stack(server, home / "program", _env(home, server.key, server.url))
            try:
                life.run(stack, programs)
            except Broken as broken:
                return str(broken)
            finally:
                stack.end()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return None


def _env(home: Path, key: str, url: str) -> dict[str, str]:
    ours = {"SCALING_CLOUD_API_KEY": key, "SCALING_CLOUD_BASE_URL": url}
    settings = home.parent / "settings"
    made = environment(Path(ensure()), venv=Path(sys.prefix), home=settings)
    quick = {"PULUMI_DISABLE_CHECKPOINT_BACKUPS": "true", "PULUMI_DEBUG_COMMANDS": "true"}
    return {**made, **ours, **quick, "PULUMI_BACKEND_URL": f"file://{home / 'backend'}"}


def blank(folder: Path) -> Path:
    """An empty stack to copy, which is quicker than to make one."""
    ground = folder / "ground"
    (ground / "program").mkdir(parents=True)
    (ground / "backend").mkdir()
    (ground / "program" / "Pulumi.yaml").write_text("name: oncall\nruntime: python\n")
    subprocess.run(
        ["pulumi", "stack", "init", "dev", "--non-interactive"],
        cwd=ground / "program",
        env=_env(ground, "", ""),
        check=True,
        capture_output=True,
    )
    return ground


def shrunk(life: Life, ground: Path) -> list[dict[str, Any]]:
    """The smallest programs that still fail, by trying for a while."""
    programs, left = life.programs(), MOST_SHRINKS
    again = True
    while again and left > 0:
        again = False
        for index, program in enumerate(programs):
            for less in smaller(program):
                tried = [*programs[:index], less, *programs[index + 1 :]]
                left -= 1
                if left >= 0 and lived(life, ground, tried):
                    programs, again = tried, True
                    break
    return programs


def main() -> int:
    """Live, tell, and fail if a life did."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--lives", type=int, default=150)
    asked.add_argument("--steps", type=int, default=2, help="programs of a life")
    asked.add_argument("--size", type=int, default=20, help="resources of a program, at most 60")
    asked.add_argument("--minutes", type=float, default=60.0)
    asked.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = asked.parse_args()
    until = time.monotonic() + 60 * options.minutes
    failed: list[Life] = []
    done = 0
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        ground = blank(Path(folder))

        def one(seed: int) -> None:
            nonlocal done
            if time.monotonic() > until:
                return
            size = random.Random(seed).randint(3, min(options.size, 60))
            life = Life(seed, size=size, steps=options.steps)
            began = time.monotonic()
            wrong = lived(life, ground)
            done += 1
            took = f"{time.monotonic() - began:.0f} s"
            print(f"{life}: {'FAILED' if wrong else 'ok'}, {took}", flush=True)
            if wrong:
                print(wrong, flush=True)
                failed.append(life)

        with ThreadPoolExecutor(options.workers) as pool:
            list(pool.map(one, range(options.seed, options.seed + options.lives)))
        for life in failed[:3]:
            print(f"\n{life}, as small as it still fails:")
            print("\n# and then\n".join(map(source, shrunk(life, ground))))
    print(f"\n{done} lives, {done * options.steps} programs, {len(failed)} failed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
