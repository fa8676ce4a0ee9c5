"""All pages carried out one after the other, on one simulator, as by somebody who reads them all.

Each finds the world as the first found it: the account, the files, the variables of the terminal.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from tests.engine.session import Session, shows
from tests.engine.stack import processes
from tests.engine.terminal import Terminal
from tests.pages import ROOT, name, walked

# One world, so one worker.
pytestmark = pytest.mark.xdist_group("walk")

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

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
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
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.env = {
            **{each: value for each, value in env.items() if each not in ALREADY},
            "PATH": os.environ["PATH"],
            # Nobody is there to say yes.
            "PULUMI_SKIP_CONFIRMATIONS": "true",
            "TMPDIR": str(self.reader),
        }
        self.terminal = Terminal(self.checkout, self.env)
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.amid = False

    def in_another(self, command: str) -> None:
        """Start what goes on running, unless it runs already; wait until it says how to end it."""
        if command in self.running:
            return
        said = self.folder / f"said-{len(self.running)}"
        # Another simulator may be running on this machine.
        port = {"ARGS": f"--port {self.address.rpartition(':')[2]}"}
        with said.open("wb") as told:
            self.running[command] = subprocess.Popen(
                ["bash", "-c", command],
                cwd=self.checkout,
                env=self.env | port,
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
        session = Session(self.terminal, self.checkout, self.address, self.in_another)
        session.read(page.read_text("utf-8"))
        self.amid = False

    def seen(self) -> dict[str, Any]:
        """All that a page could leave behind, but for what happened and is over."""
        control = f"http://{self.address}/_simulator"
        with httpx.Client(base_url=control, trust_env=False) as client:
            rows = {
                kind: named(client.get(f"{control}/rows/{kind}").json()["rows"]) for kind in KINDS
            }
            open_ones = client.get(f"{control}/rows/incidents").json()["rows"]
            clock = client.get(f"{control}/clock").json()
            set_up = {
                each: client.get(f"{control}/{each}").json() for each in ("faults", "switches")
            }
        now = datetime.now(timezone.utc)
        behind = now - datetime.fromisoformat(clock["now"].replace("Z", "+00:00"))
        files = {
            file: file.is_file() and file.stat().st_mtime_ns
            for file in [*self.checkout.rglob("*"), *self.reader.glob("tmp.*")]
            if not {"__pycache__", ".venv"} & set(file.parts)
        }
        return {
            "rows": rows,
            "incidents": [each for each in open_ones if each["status"] != "resolved"],
            "clock": (clock["frozen"], abs(behind) < timedelta(minutes=1)),
            **set_up,
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


@pytest.fixture(scope="module")
def worlds() -> Iterator[list[World]]:
    """The one that is walked through; after a page that failed, another one."""
    made: list[World] = []
    yield made
    for each in made:
        each.end()


@pytest.fixture
def world(
    worlds: list[World],
    ground: tuple[Path, dict[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> World:
    if worlds and worlds[0].amid:
        worlds.pop().end()
    if not worlds:
        worlds.append(World(tmp_path_factory.mktemp("world"), ground[1]))
        worlds[0].in_another("make simulate\n")
    return worlds[0]


@pytest.mark.parametrize("page", walked(), ids=name)
def test_a_page_does_what_it_says_and_leaves_nothing_behind(world: World, page: Path) -> None:
    before = world.seen()
    world.walk(page)
    after = world.seen()
    for each, was in before.items():
        assert after[each] == was, each
    assert processes(f"{world.reader}/tmp.") == {}


def test_a_quote_that_was_not_printed_is_noticed() -> None:
    told = "one\ntwo 17\nthree\n"
    assert shows("two …\nthree\n", told)
    assert shows("one\n…\nthree\n", told)
    for wrong in ("two\n", "one\nthree\n", "three\n…\none\n", "wo …\n"):
        assert not shows(wrong, told)
