"""The Pulumi CLI as a program that is asked and may not be there. Never waits long."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulumi_scaling.waiting import waiting_for

__all__ = ["FLOOR", "Ran", "ask", "cli", "numbers", "project"]

FLOOR: Final = (3, 254, 0)
"""The oldest CLI with which everything here works: those before it cannot import what exists."""

SECONDS: Final = 15.0


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int | None
    """None: it did not end in time, or could not be run."""
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """Its own words, without what is around them."""
        said = [line.strip() for line in self.err.splitlines() if line.strip()]
        found = next((line for line in said if line.startswith("error:")), (said or [""])[0])
        return found.removeprefix("error:").strip()


def cli(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The `pulumi` that a shell would run, else the one its installer leaves."""
    on_path = shutil.which("pulumi", path=environment.get("PATH", ""))
    if on_path:
        return Path(on_path)
    home = environment.get("HOME") or environment.get("USERPROFILE")
    suffix = ".exe" if os.name == "nt" else ""
    usual = Path(home, ".pulumi", "bin", "pulumi" + suffix) if home else None
    return usual if usual and usual.is_file() else None


def ask(
    program: Path,
    *words: str,
    environment: Mapping[str, str] = os.environ,
    seconds: float = SECONDS,
) -> Ran:
    """Run it in this folder; it gets no terminal to ask back on, and takes its children along."""
    try:
        child = subprocess.Popen(
            [str(program), *words],
            env={**environment, "PULUMI_SKIP_UPDATE_CHECK": "true"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        return Ran(None, "", f"{program} cannot be run: {error.strerror or error}")
    try:
        with waiting_for(f"`{program.name} {words[0]}`"):
            out, err = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        _end(child)
        return Ran(None, "", f"`pulumi {' '.join(words)}` did not end in {seconds:.0f} s")
    except BaseException:
        # Ctrl-C does not reach a session of its own.
        _end(child)
        raise
    return Ran(child.returncode, out, err)


def numbers(text: str) -> tuple[int, ...] | None:
    """The version in `v3.255.0` and the like."""
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", text)
    return tuple(map(int, found.groups())) if found else None


def project(start: Path) -> Path | None:
    """The project file that the CLI would find from a folder."""
    for folder in (start, *start.parents):
        for name in ("Pulumi.yaml", "Pulumi.yml", "Pulumi.json"):
            if (folder / name).is_file():
                return folder / name
    return None


def _end(child: subprocess.Popen[str]) -> None:
    # What it started holds its output open, and reading on would wait for that.
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.communicate(timeout=2)
