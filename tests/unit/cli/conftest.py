"""A simulator with one schedule, commands run in this process, and a Pulumi CLI made of sh."""

import json
import os
import stat
from datetime import datetime

import pytest

from pulumi_scaling import waiting
from pulumi_scaling.cli import main
from pulumi_scaling.simulator import ADMIN_KEY, ORGANIZATION, Simulator

WEEKLY = {
    "name": "Weekly",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
    "participantIds": ["bo@example.com", "cy@example.com"],
}
BACKUP = {
    **WEEKLY,
    "name": "Backup",
    "rotationType": "daily",
    "rotationLengthDays": 1,
    "participantIds": ["eli@example.com"],
}
PRIMARY = {
    "id": "0b0e3a1c-7f7e-4c55-9d0f-2f5a1d6f9a10",
    "name": "Primary",
    "timezone": "Europe/Paris",
    "layers": [WEEKLY, BACKUP],
}


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """What a command says while a busy machine keeps it waiting belongs to no other claim."""
    monkeypatch.setattr(waiting, "QUIET", 60.0)


@pytest.fixture(scope="session")
def simulator():
    with Simulator().serve() as server:
        yield server


@pytest.fixture
def server(simulator):
    simulator.reset()
    yield simulator
    simulator.clear_faults()


@pytest.fixture
def seeded(server):
    """Adds schedules to the usual world; Primary unless told."""

    def seed(*schedules):
        rows = [*(schedules or [PRIMARY])]
        server.seed({"organizations": [{"id": ORGANIZATION, "schedules": rows}]})
        return server

    return seed


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An empty folder, no project above it, and nothing of a user's in the environment."""
    for name in list(os.environ):
        if name.startswith(("PULUMI_", "SCALING_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    return folder


@pytest.fixture
def at(server, elsewhere, monkeypatch):
    """The environment of somebody who has exported both variables."""
    monkeypatch.setenv("SCALING_CLOUD_BASE_URL", server.url)
    monkeypatch.setenv("SCALING_CLOUD_API_KEY", ADMIN_KEY)
    return elsewhere


@pytest.fixture
def run(capsys):
    """Run a command; its exit status, what it said and what it complained about."""

    def command(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def doctor(run):
    """The findings by what was looked at, and the exit status."""

    def look(*words):
        code, out, _ = run("doctor", "--json", *words)
        said = json.loads(out)
        assert said["ok"] is (code == 0)
        return {each["check"]: each for each in said["findings"]}

    return look


@pytest.fixture
def cli(tmp_path, monkeypatch):
    """Put a `pulumi` on PATH that answers as told: words it is called with → what sh does."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def install(answers, *, host="exit 1"):
        longest = sorted(answers.items(), key=lambda each: -len(each[0]))
        cases = "\n".join(f'"{words}"*) {does} ;;' for words, does in longest)
        for name, body in (
            ("pulumi", f'case "$*" in\n{cases}\n*) echo "error: $*: unknown" >&2; exit 1 ;;\nesac'),
            ("pulumi-language-python", host),
        ):
            file = folder / name
            file.write_text(f"#!/bin/sh\n{body}\n")
            file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return folder

    return install


def moment(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
