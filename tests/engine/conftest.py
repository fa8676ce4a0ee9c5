"""The engine, a simulator of one's own, and stacks between them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import httpx
import pip
import pytest

from pulumi_scaling.simulator import SECOND_KEY, Server, Simulator
from tests.engine.stack import NewStack, Stack, copied, processes
from tests.engine.vault import KEPT_BY, vault
from tools.engine_env import environment

ROOT: Final = Path(__file__).resolve().parents[2]
PROJECT: Final = "name: oncall\nruntime: python\n"
ANSWERED: Final = """
import sys
from pathlib import Path

if sys.argv[1:] == ["list", "-v", "--format", "json"]:
    print(Path(__file__).with_name("listed.json").read_text())
else:
    from pip._internal.cli.main import main

    sys.exit(main())
"""
GRACE: Final = 10
"""Seconds that the engine's own processes have to be gone after a command."""
LANGUAGE_HOST: Final = "pulumi-language-python"


@pytest.fixture(scope="session")
def engine() -> Path:
    """Where the `pulumi` is; made if there is none, and an error if that fails too."""
    made = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "engine.py")],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Path(made.stdout.strip())


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A `pip` before pip, which knows what is installed here.

    Each command of the engine begins by asking, which is a third of what it costs, and the answer
    is the same all through the tests. Whatever else is asked of it goes to pip itself.
    """
    folder = tmp_path_factory.mktemp("answered")
    (folder / "pip").mkdir()
    (folder / "pip" / "__init__.py").write_text(
        f"__version__ = {pip.__version__!r}\n__path__ += {list(pip.__path__)!r}\n"
    )
    (folder / "pip" / "__main__.py").write_text(ANSWERED)
    asked = [sys.executable, "-m", "pip", "list", "-v", "--format", "json"]
    (folder / "pip" / "listed.json").write_bytes(subprocess.check_output(asked))
    return folder


@pytest.fixture(scope="session")
def kept() -> Iterator[dict[str, str]]:
    """Where the engine finds the keys of secrets."""
    with vault() as where:
        yield where


@pytest.fixture(scope="session")
def ground(
    engine: Path, answered: Path, kept: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, str]]:
    """A folder with an empty stack `dev` in it, to be copied, and the engine's variables.

    Copying is a third of a second faster than making one. What Pulumi keeps besides stacks is
    shared by all tests of a session.
    """
    home = tmp_path_factory.mktemp("pulumi")
    env = environment(engine, venv=Path(sys.prefix), home=home) | {
        **kept,
        # A command is over before collecting its garbage would pay.
        "GOGC": "off",
        # What the provider covers is measured in tests/wire; here it would cost a quarter more.
        "COVERAGE_PROCESS_CONFIG": "",
        # With it the CLI has --event-log: what it did, for programs to read.
        "PULUMI_DEBUG_COMMANDS": "true",
        "PULUMI_DISABLE_CHECKPOINT_BACKUPS": "true",
        # This tree, whichever one the environment was made for.
        "PYTHONPATH": os.pathsep.join([str(answered), str(ROOT)]),
        "PULUMI_BACKEND_URL": f"file://{home / 'ground' / 'backend'}",
    }
    program = home / "ground" / "program"
    program.mkdir(parents=True)
    (home / "ground" / "backend").mkdir()
    (program / "Pulumi.yaml").write_text(PROJECT)
    subprocess.run(
        ["pulumi", "stack", "init", "dev", "--non-interactive", *KEPT_BY],
        cwd=program,
        env=env,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return home / "ground", env


@pytest.fixture
def positions() -> Mapping[str, object]:
    """Where the simulator's switches stand; tests and modules say otherwise by overriding it."""
    return {}


@pytest.fixture
def server(positions: Mapping[str, object]) -> Iterator[Server]:
    """A simulator that holds each of its answers against the contract."""
    with Simulator(switches=positions, strict=True).serve() as running:
        yield running
        assert running.violations == []


@pytest.fixture
def new_stack(
    server: Server, ground: tuple[Path, dict[str, str]], tmp_path: Path
) -> Iterator[NewStack]:
    """Stacks in one backend; whatever a test does with them, no process may outlive it.

    But for one that is not ours: a CLI that stops on an error of its own while it starts, as on a
    state that it cannot read, now and then leaves its language host behind.
    """
    blank, env = ground
    shutil.copytree(blank / "backend", tmp_path / "backend")
    env = env | {
        "PULUMI_BACKEND_URL": f"file://{tmp_path / 'backend'}",
        "SCALING_CLOUD_API_KEY": server.key,
        "SCALING_CLOUD_BASE_URL": server.url,
    }

    def make(program: str = "", *, name: str = "dev", example: str | None = None) -> Stack:
        folder = tmp_path / (example or "program")
        stack = Stack(server, folder, dict(env), name)
        if example and not folder.exists():
            copied(ROOT / "examples" / example, folder)
        elif not folder.exists():
            shutil.copytree(blank / "program", folder)
        if example or name != "dev":
            stack.command("stack", "init", *(() if example else KEPT_BY))
        if not example:
            stack.write(program)
        return stack

    yield make
    until = time.monotonic() + GRACE
    while left := processes(str(tmp_path)):
        if time.monotonic() > until:
            for pid in left:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            ours = [x for x in left.values() if Path(x.split("\0")[0]).name != LANGUAGE_HOST]
            assert ours == [], f"still running after the test: {ours}"
            break
        time.sleep(0.05)


@pytest.fixture
def stack(new_stack: NewStack) -> Stack:
    """One empty stack."""
    return new_stack()


@pytest.fixture
def colleague(server: Server) -> Iterator[httpx.Client]:
    """Dee, who edits by hand in the same organization."""
    headers = {"Authorization": f"Bearer {SECOND_KEY}"}
    with httpx.Client(base_url=server.url, headers=headers, event_hooks=MUST_WORK) as client:
        yield client


def _must_work(answer: httpx.Response) -> None:
    answer.read()
    assert answer.is_success, answer.text


MUST_WORK: Final = {"response": [_must_work]}
