"""A page, carried out from top to bottom as a reader would: files are written, commands are run.

- A `python`, `yaml` or `toml` block that begins with `# name.py` or the like is that file.
- A `console` block is commands (`$ `) and what they print. `…` stands for any text, alone on a line
  for any lines; before and after what is quoted there may be more.
- `$ echo $?` tells how the command before it ended. Where it is not asked, only a command whose
  quoted output has an error in it may fail.
- A `sh` block is commands without output; `…` in it is left to the reader, and it is not run.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .stack import forget_compiled

BLOCK: Final = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE: Final = re.compile(r"# (\S+\.(?:py|toml|yaml))\n")
EXPORT: Final = re.compile(r"export (\w+)=(\S*)")
PATIENCE: Final = 120


@dataclass
class Session:
    """A folder with a stack in it, and a reader who types."""

    folder: Path
    env: dict[str, str]
    code: int = 0
    excused: bool = False
    commands: list[str] = field(default_factory=list)

    def read(self, page: Path) -> None:
        """Do all that a page says."""
        for language, text in BLOCK.findall(page.read_text("utf-8")):
            named = FILE.match(text)
            if named and language in {"python", "toml", "yaml"}:
                (self.folder / named[1]).write_text(text)
            elif language == "console":
                for command, quoted in asked(text):
                    self.run(command, quoted)
            elif language == "sh" and "…" not in text:
                for command in text.replace("\\\n", "").splitlines():
                    self.run(command, "")

    def run(self, command: str, quoted: str) -> None:
        """Type one command; fail if it prints something else than is quoted."""
        if command == "echo $?":
            assert quoted.strip() == str(self.code), self.commands[-1]
            self.excused = True
            return
        self.done()
        self.commands.append(command)
        if exported := EXPORT.fullmatch(command):
            self.env[exported[1]] = os.path.expandvars(exported[2])
            return
        forget_compiled(self.folder)
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", command],
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert shows(quoted, done.stdout), f"$ {command}\n{done.stdout}\n--- is quoted as\n{quoted}"
        self.code, self.excused = done.returncode, "error: " in quoted

    def done(self) -> None:
        """Fail if the last command did and nothing is said of it."""
        assert self.excused or self.code == 0, f"`{self.commands[-1]}` ended with {self.code}"


def asked(console: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what is quoted below it."""
    found = re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE)
    return [(command.replace("\\\n", " "), quoted) for command, quoted in found]


def shows(quoted: str, told: str) -> bool:
    """Whether the lines were printed, one after the other."""
    lines = [line.rstrip() for line in quoted.strip("\n").splitlines() if line.strip()]
    told = "".join(f"{line.rstrip()}\n" for line in told.splitlines() if line.strip())
    parts = [
        r"(?:.*\n)*?" if line == "…" else r"[^\n]*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in lines
    ]
    return re.search("^" + "".join(parts), told, re.MULTILINE) is not None
