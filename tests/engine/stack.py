"""A stack of the real engine, as a test drives it: write a program, run a command, look.

What a command did is read from the engine's own event log, not from the text it prints for people;
the text is there too, for what people are told.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any, Final, Protocol

import pytest

from pulumi_scaling.simulator import FLIPPED, Server

PATIENCE: Final = 120
"""Seconds until a command counts as hung; it takes one or two."""
NOTHING: Final = frozenset({"same", "refresh", "read"})
"""Steps in which the engine looks at a resource and leaves it as it is."""
PROVIDER: Final = "pulumi.dynamic"
"""What the command line of a provider's process holds, and of no other."""
IMPORTS: Final = "import pulumi\nimport pulumi_scaling as scaling\n\n"
FLIPPED_TOO: Final = pytest.mark.parametrize(
    "positions",
    [{}, pytest.param(dict(FLIPPED), marks=[pytest.mark.flipped, pytest.mark.long])],
    ids=["documented", "flipped"],
)
"""Once with the API as documented, and once with each guess about it turned out the other way."""


@dataclass(frozen=True)
class Run:
    """What came of one command."""

    code: int
    out: str
    """Everything that was printed, on both streams."""
    events: list[Mapping[str, Any]]

    @property
    def changed(self) -> dict[str, str]:
        """What was done (in a preview: would be) to which resource; a replacement is one thing."""
        done: dict[str, str] = {}
        for step in self._steps("resOutputsEvent"):
            name, op = _name(step["urn"]), step["op"]
            if op not in NOTHING and not step["type"].startswith("pulumi:"):
                replaced = "replace" in op or done.get(name, op) != op
                done[name] = "replace" if replaced else op
        return done

    @property
    def drifted(self) -> dict[str, set[str]]:
        """The resources that `--refresh` found to be other than the state said, and in what."""
        found: dict[str, set[str]] = {}
        for step in self._steps("resOutputsEvent"):
            old, new = ((step[each] or {}).get("outputs") or {} for each in ("old", "new"))
            names = {name for name in {*old, *new} if old.get(name) != new.get(name)}
            if step["op"] == "refresh" and names:
                found[_name(step["urn"])] = names
        return found

    @property
    def failed(self) -> set[str]:
        """The resources that an operation failed on."""
        return {_name(step["urn"]) for step in self._steps("resOpFailedEvent")}

    @property
    def counts(self) -> Counter[str]:
        """The last line that people look at: how many were created, changed, left alone."""
        found: Counter[str] = Counter()
        for event in self.events:
            found |= Counter(event.get("summaryEvent", {}).get("resourceChanges") or {})
        return found

    @property
    def errors(self) -> list[str]:
        """Each thing that went wrong, as told below the resource it went wrong for."""
        return self._told("error")

    @property
    def warnings(self) -> list[str]:
        """Each thing worth a look, likewise."""
        # The provider's process has no channel of its own for them: they arrive as its output.
        printed = "".join(self._told("info#err"))
        ours = [told.strip() for told in printed.split("warning: scaling: ")[1:]]
        return self._told("warning") + ours

    @property
    def outputs(self) -> dict[str, Any]:
        """What the program exported."""
        for step in reversed(self._steps("resOutputsEvent")):
            if step["type"] == "pulumi:pulumi:Stack" and step["new"]:
                exported: dict[str, Any] = step["new"]["outputs"]
                return exported
        return {}

    def _steps(self, event: str) -> list[Mapping[str, Any]]:
        return [each[event]["metadata"] for each in self.events if event in each]

    def _told(self, severity: str) -> list[str]:
        told = (each.get("diagnosticEvent", {}) for each in self.events)
        return [each["message"].strip() for each in told if each.get("severity") == severity]


@dataclass
class Stack:
    """One stack with a program, a backend and a simulator of its own."""

    server: Server
    folder: Path
    """Of the program."""
    env: dict[str, str]
    """Of each command; a test takes out or puts in what it is about."""
    name: str = "dev"
    runs: list[Run] = field(default_factory=list)

    def write(self, program: str) -> None:
        """Replace the program; the imports are there already."""
        forget_compiled(self.folder)
        (self.folder / "__main__.py").write_text(IMPORTS + dedent(program))

    def edit(self, old: str, new: str) -> None:
        """Change one place of the program, which must be there exactly once."""
        program = self.folder / "__main__.py"
        text = program.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in the program"
        forget_compiled(self.folder)
        program.write_text(text.replace(old, new))

    def up(self, *flags: str, ok: bool = True) -> Run:
        """Make it so, without a preview before."""
        return self.command("up", "--yes", "--skip-preview", *flags, ok=ok)

    def preview(self, *flags: str, ok: bool = True) -> Run:
        """What an up would do."""
        return self.command("preview", *flags, ok=ok)

    def refresh(self, *flags: str, ok: bool = True) -> Run:
        """Take over into the state what is."""
        return self.command("refresh", "--yes", "--skip-preview", *flags, ok=ok)

    def destroy(self, *flags: str, ok: bool = True) -> Run:
        """Take it all down; the program does not run."""
        return self.command("destroy", "--yes", "--skip-preview", *flags, ok=ok)

    @property
    def written(self) -> list[str]:
        """What the API did since the last time anybody looked, in its own words.

        What it refused (a verb it does not know here, a place that is taken) did nothing.
        """
        done = [f"{each.operation}" for each in self.server.writes if (each.status or 0) < 300]
        self.server.forget_requests()
        return done

    def unchanged(self) -> None:
        """Up again: neither does a read find anything, nor is there anything to do."""
        self.server.forget_requests()
        run = self.up("--refresh")
        assert run.changed == {}, run.out
        assert run.drifted == {}, run.drifted
        assert self.written == []

    def export(self) -> list[dict[str, Any]]:
        """The resources in the state, secrets shown."""
        said = self.command("stack", "export", "--show-secrets").out
        return list(json.loads(said)["deployment"].get("resources") or ())

    @property
    def kept(self) -> Path:
        """Where the engine keeps the state."""
        settings = (self.folder / "Pulumi.yaml").read_text()
        project: str = re.findall(r"^name: (\S+)", settings, re.MULTILINE)[0]
        backend = Path(self.env["PULUMI_BACKEND_URL"].removeprefix("file://"))
        return backend / ".pulumi" / "stacks" / project / f"{self.name}.json"

    def mend(self) -> None:
        """Do what sdk-docs says where a kill came while a local backend wrote its side file."""
        side = self.kept.with_name(f"{self.kept.name}.attrs")
        if side.exists() and not side.read_bytes():
            side.unlink()

    def resources(self) -> list[dict[str, Any]]:
        """The resources in the state, without asking the engine."""
        latest = json.loads(self.kept.read_text())["checkpoint"]["latest"] or {}
        return list(latest.get("resources") or ())

    def state(self, name: str) -> dict[str, Any]:
        """The outputs of one resource, as the state has them."""
        (found,) = (each for each in self.resources() if _name(each["urn"]) == name)
        return dict(found["outputs"])

    def urn(self, name: str) -> str:
        """What the engine calls a resource."""
        return next(str(each["urn"]) for each in self.resources() if _name(each["urn"]) == name)

    def config(self, name: str, value: str, *, secret: bool) -> None:
        """Set a value in the stack's file."""
        self.command("config", "set", "--secret" if secret else "--plaintext", name, value)

    def processes(self) -> dict[int, str]:
        """What the engine has started for it, with the command lines."""
        return processes(self.env["PULUMI_BACKEND_URL"])

    def end(self, only: str = "") -> None:
        """Kill them, or those whose command line holds this."""
        for pid, line in self.processes().items():
            if only in line:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def command(self, *words: str, ok: bool = True) -> Run:
        """Run the CLI; a failure is one of the test unless it is what the test is about."""
        log = self.folder.parent / f"events-{len(self.runs)}.jsonl"
        logged = words[0] in {"up", "preview", "refresh", "destroy"}
        done = subprocess.run(
            ["pulumi", *words, "--stack", self.name, "--non-interactive"]
            + (["--event-log", str(log)] if logged else []),
            cwd=self.folder,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if logged else subprocess.PIPE,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        lines = log.read_text().splitlines() if log.exists() else ()
        run = Run(
            done.returncode, done.stdout + (done.stderr or ""), [json.loads(x) for x in lines]
        )
        self.runs.append(run)
        assert (run.code == 0) is ok, f"`pulumi {' '.join(words)}` ended {run.code}:\n{run.out}"
        return run


class NewStack(Protocol):
    """Makes stacks that share one backend, each on the test's simulator unless told another."""

    def __call__(
        self, program: str = "", *, name: str = "dev", example: str | None = None
    ) -> Stack: ...


def attempt(stack: Stack, *words: str) -> Run:
    """A command that may fail."""
    with suppress(AssertionError):
        stack.command(*words)
    return stack.runs[-1]


def forget_compiled(folder: Path) -> None:
    """Let a program be compiled anew.

    Python takes a source of the same length, written in the same second, for the one it compiled;
    a command can be faster than that, and so is the edit that a test makes after it.
    """
    for compiled in folder.rglob("__pycache__"):
        shutil.rmtree(compiled)


def copied(example: Path, into: Path) -> None:
    """Copy a program without what runs of it have left behind."""
    shutil.copytree(example, into, ignore=shutil.ignore_patterns("__pycache__", ".venv"))
    for config in into.glob("Pulumi.*.yaml"):
        # The salt of a passphrase that is not ours; a file with nothing else was left by a run.
        kept = re.sub(r"^encryptionsalt:.*\n?", "", config.read_text(), flags=re.MULTILINE)
        config.write_text(kept) if kept.strip() else config.unlink()


def processes(mark: str) -> dict[int, str]:
    """The command lines of what carries this text in its environment, as all of a stack's do."""
    found: dict[int, str] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended, or is somebody else's
            if mark.encode() in (process / "environ").read_bytes():
                found[int(process.name)] = (process / "cmdline").read_bytes().decode()
    found.pop(os.getpid(), None)
    return found


def _name(urn: str) -> str:
    return urn.rpartition("::")[2]
