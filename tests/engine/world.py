"""Where pages are carried out: a checkout, terminals in it, and what can be seen of it all."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx

from tests.pages import ROOT

from .session import Session
from .terminal import Terminal

ALREADY: Final = ("PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "VIRTUAL_ENV")
"""What other tests are given, and a reader is told to set."""
NOT_COPIED: Final = shutil.ignore_patterns(".*", "__pycache__", "dist", "build")
KINDS: Final = (
    *("schedules", "rotation_layers", "policies", "policy_layers", "members", "users"),
    *("invitations", "components", "routing_policies", "working_hours", "integrations"),
)
STARTS_WITHIN: Final = 30


class World:
    """A checkout, a terminal in it, and whatever runs in another one."""

    def __init__(self, folder: Path, env: Mapping[str, str], *, example: str = "") -> None:
        """Begin at the top with nothing set up; or in an example, with Python and engine there."""
        self.folder, self.checkout = folder, folder / "pulumi-scaling"
        # What programs keep there for a while is theirs; a reader's folder is in it, too.
        self.reader = folder / "tmp"
        self.reader.mkdir()
        shutil.copytree(ROOT, self.checkout, ignore=NOT_COPIED)
        made = self.checkout / ".venv"
        made.mkdir()
        for each in Path(sys.prefix).glob("[!.]*"):
            (made / each.name).symlink_to(each)
        for stamp in (".made", ".runs", ".develops"):
            (made / stamp).touch()
        with socket.socket() as free:
            # Another simulator may be running on this machine where pages have theirs.
            free.bind(("127.0.0.1", 0))
            self.port = str(free.getsockname()[1])
        self.env = {
            **{each: value for each, value in env.items() if each not in ALREADY},
            "PATH": env["PATH"] if example else os.environ["PATH"],
            # Nobody is there to say yes.
            "PULUMI_SKIP_CONFIRMATIONS": "true",
            "TMPDIR": str(self.reader),
        }
        self.begin = self.checkout / "examples" / example if example else self.checkout
        self.terminal = Terminal(self.begin, self.env)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.amid = False

    def in_another(self, command: str) -> None:
        """Start what goes on running, unless it runs already; wait until it says how to end it."""
        if command in self.running:
            return
        said = self.folder / f"said-{len(self.running)}"
        with said.open("wb") as told:
            self.running[command] = subprocess.Popen(
                ["bash", "-c", command],
                cwd=self.begin,
                env=self.env | {"ARGS": f"--port {self.port}"},
                stdout=told,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + STARTS_WITHIN
        while "\nCtrl-C stops it." not in said.read_text():
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.05)

    def walk(self, page: Path) -> None:
        """Carry out a page."""
        self.amid = True
        session = Session(self.terminal, self.checkout, self.port, self.in_another)
        session.read(page.read_text("utf-8"))
        self.amid = False

    def account(self) -> dict[str, Any]:
        """What the simulator holds and is told, but for what happened and is over."""
        control = f"http://127.0.0.1:{self.port}/_simulator"
        with httpx.Client(trust_env=False) as client:

            def told(what: str) -> Any:
                return client.get(f"{control}/{what}").json()

            clock = told("clock")
            behind = datetime.now(timezone.utc) - datetime.fromisoformat(
                f"{clock['now'][:19]}+00:00"
            )
            incidents = told("rows/incidents")["rows"]
            return {
                **{kind: named(told(f"rows/{kind}")["rows"]) for kind in KINDS},
                "open incidents": [each for each in incidents if each["status"] != "resolved"],
                "clock": (clock["frozen"], clock["behind"], abs(behind) < timedelta(minutes=1)),
                "faults": told("faults"),
                "switches": told("switches"),
            }

    def traces(self) -> dict[str, Any]:
        """What is in the checkout, and of a reader elsewhere."""
        files = {
            file: file.is_file() and file.stat().st_mtime_ns
            for file in [*self.checkout.rglob("*"), *self.reader.glob("tmp.*")]
            if not {"__pycache__", ".venv"} & set(file.parts)
        }
        return {
            "files": files,
            "variables": self.terminal.variables,
            "terminal is in": self.terminal.folder,
        }

    def end(self) -> None:
        """Close the terminals."""
        self.terminal.close()
        for running in self.running.values():
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGTERM)
            running.wait()


def named(rows: list[dict[str, Any]]) -> list[str]:
    """What is there, in an account that may have been filled anew meanwhile."""
    return sorted(
        str(row.get("name") or row.get("email") or row.get("emailAddress")) for row in rows
    )
