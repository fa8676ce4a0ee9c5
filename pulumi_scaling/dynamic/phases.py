"""What was said already in an earlier phase of the same command.

`pulumi up` previews and then updates, each with a provider process of its own, and each compares
everything. What was told in the preview is not told again: the processes share a file, named by
the CLI that started both. Where that cannot be found out, a thing is said twice.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

__all__ = ["first_time", "foretell", "foretold", "limited"]

CLI: Final = "pulumi"
ANCESTORS: Final = 4
"""Between a CLI and its provider stands a shell, and may stand another."""
LIMITS: Final = ("--target", "-t", "--exclude", "-x")
OLDEST: Final = 86_400.0
"""Seconds that a file is left there for a command that may still be running."""
UNTOLD: Final = (OSError, ValueError, LookupError, AttributeError)
"""Where there is no file to share, or no CLI that it could be named by."""


def first_time(sentence: str) -> bool:
    """Tell whether no process of this command has said it yet, and note that it is said now."""
    try:
        file = _folder() / _command()
        said = file.read_text("ascii").split() if file.exists() else []
        mark = sha256(sentence.encode(errors="replace")).hexdigest()
        if mark in said:
            return False
        with file.open("a", encoding="ascii") as noted:
            noted.write(f"{mark}\n")
    except UNTOLD:
        return True  # Twice is better than not at all.
    return True


def foretell(marks: Sequence[str]) -> None:
    """Tell the next process of this command what will be deleted, if it can be told."""
    if marks:
        with suppress(*UNTOLD):
            _leaving().write_text("\n".join(marks), "ascii")


def foretold() -> Collection[str]:
    """What an earlier process of this command found will be deleted; nothing where none did."""
    with suppress(*UNTOLD):
        return frozenset(_leaving().read_text("ascii").splitlines())
    return ()


def limited() -> bool:
    """Tell whether the command may leave out some resources, so that one unseen may well stay."""
    try:
        words = Path(f"/proc/{_cli()[0]}/cmdline").read_text("utf-8").split("\0")
    except (OSError, ValueError, LookupError):
        return True
    return any(word.startswith(LIMITS) for word in words)


def _leaving() -> Path:
    return _folder() / f"{_command()}-leaving"


def _command() -> str:
    """What no other command shares: the CLI's process, and when it was started."""
    process, started = _cli()
    return f"{process}-{started}"


def _cli() -> tuple[int, str]:
    process = os.getppid()
    for _ in range(ANCESTORS):
        name, parent, started = _stat(process)
        if name == CLI:
            return process, started
        process = parent
    raise LookupError("no CLI has started this process")


def _stat(process: int) -> tuple[str, int, str]:
    """The name of a process, its parent and its start, as `proc` of Linux has them."""
    text = Path(f"/proc/{process}/stat").read_text("utf-8")
    name, _, rest = text.partition("(")[2].rpartition(")")
    parts = rest.split()
    return name, int(parts[1]), parts[19]


def _folder() -> Path:
    """One of this user's own, which nobody else can have put files into."""
    folder = Path(tempfile.gettempdir()) / f"pulumi-scaling-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = folder.lstat()
    if owner.st_uid != os.getuid() or owner.st_mode & 0o077:
        raise OSError(f"{folder} is not ours alone")
    _tidy(folder)
    return folder


def _tidy(folder: Path) -> None:
    for each in folder.iterdir():
        with suppress(OSError):
            if time.time() - each.stat().st_mtime > OLDEST:
                each.unlink()
