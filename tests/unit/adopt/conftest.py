"""An account in a simulator, and the command run on it in this process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pulumi_scaling.adopt.arguments import Options
from pulumi_scaling.adopt.command import run
from pulumi_scaling.adopt.selection import Selection
from pulumi_scaling.adopt.survey import Survey, survey
from pulumi_scaling.core import Account, Settings
from pulumi_scaling.resources import CATALOG
from pulumi_scaling.simulator import Server


def layer(name: str, *people: str, **fields: Any) -> dict[str, Any]:
    return {
        "name": name,
        "rotationType": "weekly",
        "rotationLengthDays": 7,
        "handoffTime": "09:00",
        "effectiveFrom": "2026-01-05T08:00:00Z",
        "participantIds": list(people or ("user_bo",)),
        **fields,
    }


def link(*, schedule: str | None = None, users: list[str] | None = None, minutes: int = 5) -> Any:
    target: dict[str, Any] = {"type": "users", "userIds": users}
    if schedule is not None:
        target = {"type": "schedule", "scheduleId": schedule}
    return {"ackTimeoutMinutes": minutes, "target": target}


@dataclass
class Adopting:
    """One account and one folder."""

    server: Server
    folder: Path
    capture: pytest.CaptureFixture[str]
    out: str = ""
    err: str = ""

    def seed(self, **things: Any) -> None:
        self.server.seed({"organizations": [{"id": "org_harborline", **things}]})
        self.server.forget_requests()

    def run(self, *names: str, into: str = "oncall", **given: Any) -> int:
        # One by one, unless a test is about the other form; a program to fill has its form already.
        options = (
            given if "fill" in given else {"separate": True, "out": self.folder / into} | given
        )
        code = run(Options(names=names, **options))
        self.out, self.err = self.capture.readouterr()
        assert self.server.writes == []
        return code

    def program(self, into: str = "oncall", name: str = "__main__.py") -> str:
        return (self.folder / into / name).read_text("utf-8")

    def survey(self, *names: str, **given: Any) -> Survey:
        settings = Settings.of({}, os.environ)
        account = Account(settings, warn=print, snapshot_seconds=float("inf"), kinds=CATALOG)
        said: list[str] = []
        with account.client:
            found = survey(
                account,
                Selection(names, given.get("policies", ())),
                members=given.get("members", False),
                separate=given.get("separate", True),
                say=said.append,
            )
        self.err = "\n".join(said)
        return found


@pytest.fixture
def adopting(
    scaling_simulator: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Adopting:
    return Adopting(scaling_simulator, tmp_path, capsys)
