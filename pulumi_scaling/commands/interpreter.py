"""Which Python will run the program of a project, and whether it has what the program imports."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pulumi_scaling.origin import requirement

from .findings import Finding
from .pulumi_found import ask

__all__ = ["interpreter"]

LOOK: Final = "import importlib.util as u; print(u.find_spec('pulumi_scaling') is not None)"
BIN: Final = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")


def interpreter(project: Path, environment: Mapping[str, str]) -> Finding | None:
    """Tell of the Python that is not the one this command runs with; None where it is."""
    text = project.read_text("utf-8", errors="replace")
    named = re.search(r"virtualenv[\"']?\s*:\s*[\"']?([^\s\"',}]+)", text)
    if named:
        python = project.parent.joinpath(named[1], *BIN)
        if not python.exists():
            said = f"{project.name} names the virtual environment {named[1]}, which is not there"
            return Finding("program", "failure", said, "`pulumi install` makes it")
    elif "toolchain" in text:
        return None  # uv and poetry choose for themselves
    else:
        found = shutil.which("python3", path=environment.get("PATH", "")) or shutil.which(
            "python", path=environment.get("PATH", "")
        )
        if found is None:
            fix = f'export PATH="{Path(sys.executable).parent}:$PATH"'
            return Finding("program", "failure", "no python3 on PATH to run it with", fix)
        python = Path(found)
    if _home(python) == Path(sys.prefix).resolve():
        return None
    ran = ask(python, "-c", LOOK, environment=environment)
    if ran.code == 0 and ran.out.strip() == "True":
        return Finding("program", "ok", f"runs with another Python, {python}")
    said = f"it would run with {python}, which has no pulumi_scaling"
    fix = f"{python} -m pip install '{requirement()}'" if named else _activate()
    return Finding("program", "failure", said, fix)


def _home(python: Path) -> Path:
    """The virtual environment it stands in; its link leads out of it."""
    return python.parent.parent.resolve()


def _activate() -> str:
    script = Path(sys.prefix, BIN[0], "activate")
    return (
        f"source {script}" if script.exists() else f"put {Path(sys.prefix, BIN[0])} first on PATH"
    )
