"""A page, carried out from top to bottom as a reader would: files are saved, commands are typed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.pages import Block, blocks

from .stack import forget_compiled
from .terminal import Terminal

AS_WRITTEN: Final = "8787"


@dataclass
class Session:
    """A reader, who has a checkout and a terminal that is in it."""

    terminal: Terminal
    checkout: Path
    port: str
    """Of the simulator here, instead of the one that pages name."""
    in_another: Callable[[str], None]
    """Types into another terminal what goes on running there."""
    excused: bool = False
    told: str = ""
    commands: list[str] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)
    """What is to be saved once the reader has left the checkout, in which nothing is saved."""

    def read(self, page: str) -> None:
        """Do all that a page says."""
        for block in blocks(page):
            assert block.clear, f"neither run, nor saved, nor marked as not run:\n{block.text}"
            if not block.left_out:
                self.do(replace(block, text=block.text.replace(AS_WRITTEN, self.port)))
        self.done()

    def do(self, block: Block) -> None:
        """Do what one block says."""
        if block.file:
            self.shown[block.file] = block.text
        elif block.elsewhere:
            self.in_another(block.text)
        elif block.language == "console":
            for command, quoted in asked(block.text):
                self.run(command, quoted)
        else:
            for command in commands(block.text):
                self.run(command, "")

    def run(self, command: str, quoted: str) -> None:
        """Type one command; fail if it prints something else than is quoted."""
        if command == "echo $?":
            self.excused = True
        self.done()
        here = self.terminal.folder
        if not here.is_relative_to(self.checkout):
            for name, text in self.shown.items():
                (here / name).write_text(text)
            self.shown.clear()
            forget_compiled(here)
        self.commands.append(command)
        told = self.terminal.type(command)
        assert shows(quoted, told), f"$ {command}\n{told}\n--- is quoted as\n{quoted}"
        self.told, self.excused = told, "error: " in quoted

    def done(self) -> None:
        """Fail if the last command did and nothing is said of it."""
        if self.terminal.code and not self.excused:
            raise AssertionError(
                f"$ {self.commands[-1]}\n{self.told}\n--- ended with {self.terminal.code}"
            )


def commands(script: str) -> list[str]:
    """The commands of a block: as many lines each as the shell needs to have a whole one."""
    found: list[str] = []
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        whole = subprocess.run(["bash", "-nc", begun], capture_output=True, check=False)
        if whole.returncode == 0 and not begun.endswith("\\\n"):
            found.append(begun.strip())
            begun = ""
    assert not begun.strip(), f"no whole command: {begun}"
    return [each for each in found if each]


def asked(console: str) -> list[tuple[str, str]]:
    """The commands of a block, each with what is quoted below it."""
    return re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", console, re.MULTILINE)


def shows(quoted: str, told: str) -> bool:
    """Whether the lines were printed, one after the other."""
    lines = [line.rstrip() for line in quoted.strip("\n").splitlines() if line.strip()]
    told = "".join(f"{line.rstrip()}\n" for line in told.splitlines() if line.strip())
    parts = [
        r"(?:.*\n)*?" if line == "…" else r"[^\n]*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in lines
    ]
    return re.search("^" + "".join(parts), told, re.MULTILINE) is not None
