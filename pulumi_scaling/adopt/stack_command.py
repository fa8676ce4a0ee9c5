"""The Pulumi command, for those who want the import run and the result proven."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import rows_in
from pulumi_scaling.waiting import waiting_for

__all__ = ["FLOOR", "IMPORT", "PROVE", "Engine"]

FLOOR: Final = (3, 254, 0)
"""Before it, `pulumi import` of a dynamic resource ends in a KeyError."""
IMPORT: Final = ("import", "--yes", "--skip-preview", "--generate-code=false", "--file")
PROVE: Final = ("preview", "--refresh", "--expect-no-changes")


@dataclass(frozen=True)
class Engine:
    """`pulumi` in the folder of a program."""

    folder: Path
    say: Callable[[str], None]
    stack: str | None = None
    """Named in each command; without it, the one that is selected."""

    def ready(self) -> None:
        """Stop with a sentence where it cannot work."""
        said = self._run(["version"], silent=True).stdout
        numbers = re.search(r"(\d+)\.(\d+)\.(\d+)", said)
        if numbers and tuple(map(int, numbers.groups())) < FLOOR:
            floor = ".".join(map(str, FLOOR))
            raise Refused(
                f"this is Pulumi {numbers.group()}, whose import cannot take dynamic resources; "
                f"{floor} or newer can"
            )

    def select(self, stack: str) -> None:
        """Have a stack of that name."""
        if self._run(["stack", "select", stack], silent=True).returncode:
            self.must("stack", "init", stack)

    def must(self, *words: str) -> None:
        """Run one command in sight of the person; anything but success ends it all."""
        if code := self.tried(*words):
            raise Refused(f"`pulumi {' '.join(words)}` ended with {code}; what it said is above")

    def tried(self, *words: str) -> int:
        """Run one command in sight of the person; its exit status."""
        self.say(f"$ pulumi {' '.join(words)}")
        return self._run([*words, *self._always()], silent=False).returncode

    def quietly(self, *words: str) -> tuple[int, str, str]:
        """Run one command for what it printed, which is shown as far as somebody needs it."""
        self.say(f"$ pulumi {' '.join(words)}")
        done = self._run([*words, *self._always()], silent=True)
        return done.returncode, done.stdout.strip("\n"), done.stderr.strip("\n")

    def asked(self, *words: str) -> Any:
        """Run one command for its JSON."""
        done = self._run([*words, "--json", *self._always()], silent=True)
        try:
            said: Any = json.loads(done.stdout)
        except ValueError:
            said = None
        if done.returncode or said is None:
            told = rows_in(said, "diagnostics")
            reasons = [str(each.get("message")).strip() for each in told] or [done.stderr.strip()]
            raise Refused(
                f"`pulumi {words[0]}` in {self.folder.absolute()} ended with {done.returncode}:\n"
                + "\n".join(reasons)
            )
        return said

    def _always(self) -> list[str]:
        return ["--non-interactive", *(["--stack", self.stack] if self.stack else [])]

    def _run(self, words: list[str], *, silent: bool) -> subprocess.CompletedProcess[str]:
        pipe = subprocess.PIPE if silent else None
        with waiting_for(f"`pulumi {words[0]}`") if silent else nullcontext():
            return subprocess.run(
                [_binary(), *words],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=pipe,
                stderr=pipe,
                text=True,
                check=False,
            )


def _binary() -> str:
    usual = Path(os.path.expanduser("~"), ".pulumi", "bin")  # noqa: PTH111 - follows HOME
    found = shutil.which("pulumi") or shutil.which("pulumi", path=str(usual))
    if found is None:
        raise Refused("there is no `pulumi` on PATH or in ~/.pulumi/bin; install its CLI first")
    return found
