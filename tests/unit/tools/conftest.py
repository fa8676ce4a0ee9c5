"""A machine of one's own: a home, a PATH and an SDK that hold what a test puts there.

No test here reaches a real engine, a real `go` or a network.
"""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ENGINE = ROOT / "tools" / "engine.py"
PINNED, OLDEST = (
    re.findall(r"pulumi/pkg/v3 v(\S+)", (ROOT / "tools" / at / "go.mod").read_text())[0]
    for at in ("", "oldest")
)
HOST = ("pulumi-language-python", "pulumi-language-python-exec", "pulumi-resource-pulumi-python")

# Stands for `go`: writes down how it was called, then builds a "CLI" or answers where modules are.
GO = """
import json, os, pathlib, sys, time
plan = json.loads(pathlib.Path({plan!r}).read_text())
if sys.argv[1] == "env":
    print(plan["modules"], "https://proxy.example.com,direct", "", sep="\\n")
    sys.exit()
pathlib.Path({calls!r}).with_name("go-pid").write_text(str(os.getpid()))
with open({calls!r}, "a") as calls:
    print(os.path.basename(os.getcwd()), *sys.argv[1:], file=calls)
if plan["fails"]:
    sys.exit(plan["fails"])
if sys.argv[1] == "list":
    print(plan["sdk"])
    sys.exit()
for name in ("GOCACHE", "GOMODCACHE"):
    cache = pathlib.Path(os.environ.get(name) or pathlib.Path.home() / name)
    cache.mkdir(exist_ok=True)
    (cache / "much").touch()
with open({calls!r} + "-env", "a") as environment:
    print(json.dumps(dict(os.environ)), file=environment)
time.sleep(plan["seconds"])
out = pathlib.Path(sys.argv[sys.argv.index("-o") + 1])
made = out / sys.argv[-1].rpartition("/")[2]
version = {oldest!r} if pathlib.Path.cwd().name == "oldest" else {pinned!r}
made.write_text("#!/bin/sh\\necho v" + version + "\\n")
made.chmod(0o755)
"""

# Stands for the SDK: `install` does as the plan says.
AUTOMATION = """
import json, pathlib, time
class PulumiCommand:
    @classmethod
    def install(cls, root, version):
        plan = json.loads(pathlib.Path({plan!r}).read_text())
        if not plan["downloads"]:
            raise OSError("Name or service not known")
        for name in ("pulumi", *{host!r}):
            file = pathlib.Path(root, "bin", name)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"#!/bin/sh\\necho v{{version}}\\n")
            file.chmod(0o755)
"""


@dataclass
class Machine:
    """A bare machine, and what can be put on it."""

    root: Path
    env: dict[str, str] = field(default_factory=dict)
    pinned = PINNED
    oldest = OLDEST

    def __post_init__(self):
        for folder in ("home", "bin", "sdk/pulumi", "module/python/cmd", "module/python/dist"):
            (self.root / folder).mkdir(parents=True)
        self.env = {
            "HOME": str(self.home),
            "PATH": str(self.bin),
            "PYTHONPATH": str(self.root / "sdk"),
        }
        (self.root / "module/python/cmd/pulumi-language-python-exec").write_text("#!/bin/sh\n")
        (self.root / "module/python/dist/pulumi-resource-pulumi-python").write_text("#!/bin/sh\n")
        automation = AUTOMATION.format(plan=str(self.root / "plan.json"), host=HOST)
        (self.root / "sdk/pulumi/automation.py").write_text(automation)
        (self.root / "sdk/pulumi/__init__.py").touch()
        version = "class VersionInfo:\n    parse = str\n"
        (self.root / "sdk/semver.py").write_text(version)
        self.plan()

    def plan(self, *, downloads=False, fails="", seconds=0.0):
        """Say what the network and `go` will do."""
        plan = {"downloads": downloads, "fails": fails, "seconds": seconds}
        plan["sdk"] = str(self.root / "module")
        plan["modules"] = str(self.home / "go" / "pkg" / "mod")
        (self.root / "plan.json").write_text(json.dumps(plan))

    @property
    def home(self) -> Path:
        return self.root / "home"

    @property
    def bin(self) -> Path:
        return self.root / "bin"

    @property
    def caches(self) -> Path:
        return self.home / ".cache" / "pulumi-scaling"

    @property
    def made(self) -> Path:
        """Where an engine that was made is kept."""
        return self.caches / f"engine-{PINNED}" / "bin"

    @property
    def go_calls(self) -> list[str]:
        log = self.root / "go-calls"
        return log.read_text().splitlines() if log.exists() else []

    @property
    def go_env(self) -> dict[str, str]:
        """What `go` found in its environment when it built something last."""
        last = (self.root / "go-calls-env").read_text().splitlines()[-1]
        return dict(json.loads(last))

    def has_pulumi(self, version, *, at=None, host=HOST):
        """Put a CLI of a version, and a host beside it, into a folder."""
        folder = at or self.bin
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("pulumi", *host):
            file = folder / name
            file.write_text(f"#!/bin/sh\necho {version}\n")
            file.chmod(0o755)
        return folder

    def has_go(self, **plan):
        """Put a `go` on PATH that does as planned."""
        self.plan(**plan)
        code = GO.format(
            plan=str(self.root / "plan.json"),
            calls=str(self.root / "go-calls"),
            pinned=PINNED,
            oldest=OLDEST,
        )
        go = self.bin / "go"
        go.write_text(f"#!{sys.executable}\n{code}")
        go.chmod(0o755)

    def start(self, *words) -> subprocess.Popen[str]:
        """Start looking for an engine."""
        return subprocess.Popen(
            [sys.executable, str(ENGINE), *words],
            # What the test runner measures with, and nothing else of its environment.
            env=self.env | {k: v for k, v in os.environ.items() if k.startswith("COV")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def engine(self, *words) -> tuple[str, str, int]:
        """Look for an engine: what is on stdout, what on stderr, the code."""
        with self.start(*words) as process:
            out, err = process.communicate(timeout=60)
        return out.strip(), err, process.returncode

    def wait_for_go(self) -> int:
        """Return the process of `go` once it is at work."""
        until = time.monotonic() + 30
        while not self.go_calls:
            assert time.monotonic() < until, "go was never called"
            time.sleep(0.02)
        return int((self.root / "go-pid").read_text())


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)
