"""The quickstart, run as a user would: preview, up, and up again, by a real Pulumi engine.

The API is a simulator in this process, the stack lives in a folder that is removed at the end, and
the program is a copy, so that nothing is left in the checkout. Ends nothing but what it started.
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from engine import ensure
from engine_env import environment
from engine_makers import NoEngineError

from pulumi_scaling.simulator import Simulator

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = Path("examples", "quickstart")

# A person has seen the preview by then, and dots that say "still busy" say nothing on paper.
YES, QUIET = ["--yes", "--skip-preview"], ["--suppress-progress"]

# (what it shows, the command). The last one fails if the program and the API disagree.
STEPS = (
    ("a stack of its own, in a temporary folder", ["stack", "init", "demo"]),
    ("what would be made; nothing is touched yet", ["preview", *QUIET]),
    ("make it", ["up", *YES, *QUIET]),
    ("the same program again: no change", ["up", "--expect-no-changes", *YES, *QUIET]),
)

# Seconds for one step, which takes two (more is a hang, and a demo must end), and to end one.
PATIENCE, GRACE = 120, 15

LISTS = {"Schedule": "/oncall/schedules", "EscalationPolicy": "/escalation/policies"}


class StepError(Exception):
    """A step that did not do what it shows; the message says what to do next."""


def main() -> None:
    """Run the steps, show what they made and where to look."""
    # A kill leaves by an exception too: the engine is stopped and the folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    try:
        engine = ensure()
        # One seed, so that the ids are those of the last run and of everyone else's.
        with Simulator(random_seed=1).serve() as server, tempfile.TemporaryDirectory() as scratch:
            program = Path(scratch, "quickstart")
            kept_out = shutil.ignore_patterns("__pycache__", "Pulumi.*.yaml", ".venv")
            shutil.copytree(ROOT / EXAMPLE, program, ignore=kept_out)
            env = environment(engine, venv=ROOT / ".venv", home=Path(scratch)) | {
                "SCALING_CLOUD_API_KEY": server.key,
                "SCALING_CLOUD_BASE_URL": server.url,
            }
            for shows, command in STEPS:
                print(f"\n── {shows}\n$ pulumi {' '.join(command)}", flush=True)
                step([str(engine / "pulumi"), *command], cwd=program, env=env)
            print("\n── what the API now holds")
            print("\n".join(rows(server.url, server.key)))
    except KeyboardInterrupt:
        sys.exit("\ninterrupted; nothing was left running")
    except (NoEngineError, StepError) as error:
        sys.exit(f"\n{error}")
    print(
        f"\nDone in {time.monotonic() - began:.0f} s. The simulator and the stack were for this run"
        " and are gone. Where to look next:\n"
        f"  {EXAMPLE}/__main__.py  the program that made this\n"
        "  README.md                        how to point it at a real account\n"
        "  make simulate                    a simulator that stays, for programs of your own"
    )


def step(command: list[str], *, cwd: Path, env: dict[str, str]) -> None:
    """Run one command of the engine in sight of the person, and not for ever."""
    shown = f"pulumi {' '.join(command[1:])}"
    child = subprocess.Popen(
        [*command, "--non-interactive"], cwd=cwd, env=env, stdin=subprocess.DEVNULL
    )
    try:
        code = child.wait(PATIENCE)
    except BaseException as error:
        end(child, told=isinstance(error, KeyboardInterrupt))
        if isinstance(error, subprocess.TimeoutExpired):
            raise StepError(
                f"`{shown}` did not end in {PATIENCE} s and was stopped; its output is above.\n"
                "what to do: run `make demo` again; if it hangs again, please report it with the"
                " output"
            ) from error
        raise
    if code:
        raise StepError(
            f"`{shown}` failed with {code}; its output is above.\nwhat to do: if you changed"
            f" {EXAMPLE} or pulumi_scaling/, undo that; otherwise `make clean`, `make demo`,"
            " and if it fails again, please report it with the output"
        )


def end(child: subprocess.Popen[bytes], *, told: bool) -> None:
    """Stop an engine as Ctrl-C would, so that it takes the processes it started along.

    A person's Ctrl-C has `told` it already, and a second one would make it drop them.
    """
    with contextlib.suppress(subprocess.TimeoutExpired):
        if not told:
            child.send_signal(signal.SIGINT)
        child.wait(GRACE)
    child.kill()
    child.wait()


def rows(url: str, key: str) -> list[str]:
    """Ask the API itself, past the engine, what there is."""
    table = [("KIND", "NAME", "ID")]
    with httpx.Client(headers={"Authorization": f"Bearer {key}"}, trust_env=False) as client:
        for kind, path in LISTS.items():
            found = client.get(url + path).raise_for_status().json()["data"]
            table += [(kind, one["name"], one["id"]) for one in found]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    padded = ([cell.ljust(w) for cell, w in zip(row, widths, strict=True)] for row in table)
    return ["  ".join(row).rstrip() for row in padded]


if __name__ == "__main__":
    main()
