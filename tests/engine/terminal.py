"""A terminal that somebody types into: one shell, which keeps its folder and its variables."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

PATIENCE: Final = 120
"""Seconds until a command counts as hung."""
_OVER: Final = "⏎ over"
_TELL: Final = f"printf '%s %s %s\\n' '{_OVER}' $? \"$(pwd -P)\""
_PASSING: Final = {"OLDPWD", "PS1", "_"}
"""What is the shell's own matter; one that nobody sees has no prompt to put back."""


class Terminal:
    """Types commands into a shell, each when the one before it is over."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.code, self.folder = 0, folder
        self._shell = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],
            cwd=folder,
            env=dict(env),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def type(self, command: str) -> str:
        """What a command prints; how it ended, and where the terminal is then, is kept."""
        # It may change folder and variables, so no shell of its own; and it finds `$?` as it was.
        self._send(f"(exit {self.code})\n{{ {command}\n}} </dev/null\n{_TELL}\n")
        told, _, after = self._read().rpartition(f"{_OVER} ")
        code, _, folder = after.rstrip("\n").partition(" ")
        self.code, self.folder = int(code), Path(folder)
        return told

    @property
    def variables(self) -> dict[str, str]:
        """What whatever is started here would find in its environment."""
        pairs = (each.partition("=") for each in self.type("env -0").split("\0"))
        return {name: value for name, _, value in pairs if name not in _PASSING}

    def close(self) -> None:
        """End the shell and all that it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._shell.pid, signal.SIGKILL)
        self._shell.communicate()

    def _send(self, text: str) -> None:
        assert self._shell.stdin
        self._shell.stdin.write(text.encode())
        self._shell.stdin.flush()

    def _read(self) -> str:
        assert self._shell.stdout
        pipe, told, until = self._shell.stdout.fileno(), b"", time.monotonic() + PATIENCE
        while not (_OVER.encode() in told and told.endswith(b"\n")):
            left = until - time.monotonic()
            assert left > 0, f"not over after {PATIENCE} s, it printed: {told.decode()}"
            if select.select([pipe], [], [], left)[0]:
                more = os.read(pipe, 1 << 16)
                assert more, f"the shell ended: {told.decode()}"
                told += more
        return told.decode()
