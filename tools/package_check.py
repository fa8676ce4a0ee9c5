"""Try what was built in empty environments.

They are of the oldest and the newest Python here, each with and without the simulator. What is
needed besides comes from wherever pip is set up to look.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
OLDEST: Final = (3, 10)
"""What pyproject.toml promises."""
PATIENCE: Final = 60
IMPORT: Final = "import pulumi_scaling; pulumi_scaling.Schedule; print(pulumi_scaling.__file__)"

Version = tuple[int, int]


class Refused(Exception):
    """Something that was built does not do what it must; in a sentence."""


def check(files: Iterable[Path]) -> Iterator[str]:
    """Check each file everywhere; a line for each, and first what cannot be checked here."""
    found = pythons(places())
    yield from missing(found)
    for version in sorted({min(found), max(found)}):
        for file in files:
            for extra in ("", "simulator"):
                with tempfile.TemporaryDirectory() as temp:
                    installed(file, extra, found[version], Path(temp, "venv"))
                    proven(Path(temp, "venv", "bin"), extra, at=Path(temp))
                said = f"{file.name}[{extra}]" if extra else file.name
                yield f"ok  Python {version[0]}.{version[1]}  {said}"


# ---------------------------------------------------------------- Pythons


def places() -> list[Path]:
    """Folders with programs: those on PATH, and what pyenv has made."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = map(Path, os.get_exec_path())
    return [*on_path, *sorted(pyenv.glob("versions/*/bin"))]


def pythons(folders: Iterable[Path]) -> dict[Version, Path]:
    """One of each version that is promised."""
    found: dict[Version, Path] = {}
    for folder in folders:
        for file in sorted(folder.glob("python3.*")):
            named = re.fullmatch(r"python3\.(\d+)", file.name)
            version = (3, int(named[1])) if named else (0, 0)
            if version >= OLDEST and version not in found and _is(version, file):
                found[version] = file
    return found


def _is(version: Version, file: Path) -> bool:
    """Ask: pyenv puts a name on PATH for versions that it then refuses to run."""
    code = "import sys, venv, ensurepip; print(*sys.version_info[:2])"
    try:
        done = subprocess.run(
            [file, "-c", code], capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.stdout.split() == [str(each) for each in version]


def missing(found: Iterable[Version]) -> Iterator[str]:
    """Say which Python is promised and not here; without any there is nothing to check with."""
    versions = sorted(found)
    oldest = ".".join(map(str, OLDEST))
    if not versions:
        raise Refused(f"there is no Python {oldest} or newer on PATH or from pyenv to check with")
    if versions[0] != OLDEST:
        first = ".".join(map(str, versions[0]))
        yield f"--  Python {oldest} is promised and not here: {first} is the oldest that is checked"


# ---------------------------------------------------------------- one environment


def installed(file: Path, extra: str, python: Path, venv: Path) -> None:
    """Make an environment with this file and what it needs, in the versions of our pins."""
    _run([python, "-m", "venv", venv])
    wanted = f"{file}[{extra}]" if extra else str(file)
    pins = str(ROOT / "tools" / "constraints.txt")
    env = {"PIP_CONSTRAINT": pins, "PIP_BUILD_CONSTRAINT": pins}
    _run([venv / "bin" / "python", "-m", "pip", "install", "--quiet", wanted], env=env)


def proven(folder: Path, extra: str, *, at: Path) -> None:
    """It imports, its command answers, and with its extra the simulator does."""
    # From another folder, or the checkout would be what is found.
    _run([folder / "python", "-W", "error", "-c", IMPORT], at=at)
    if "simulate" not in _run([folder / "pulumi-scaling", "--help"], at=at):
        raise Refused(f"{folder}/pulumi-scaling --help says nothing of its commands")
    if extra == "simulator":
        _simulates(folder / "pulumi-scaling", at)


def _simulates(command: Path, at: Path) -> None:
    with subprocess.Popen(
        [command, "simulate", "--port", "0"],
        cwd=at, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as running:  # fmt: skip
        try:
            said = ""
            for line in running.stdout or ():
                said += line
                if line.startswith("Ctrl-C"):
                    break
            else:
                raise Refused(f"{command} simulate does not start:\n{said}")
            _run([command, "on-call"], at=at, env=dict(re.findall(r"export (\w+)=(\S+)", said)))
        finally:
            running.terminate()


def _run(
    words: list[str | Path], *, at: Path | None = None, env: dict[str, str] | None = None
) -> str:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        words, cwd=at, env=kept | (env or {}), capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = (done.stderr or done.stdout).strip()
        raise Refused(f"{' '.join(map(str, words))} ends with {done.returncode}:\n{told}")
    return done.stdout
