"""Moments, times and lengths type-check as Python's own objects, and nothing else slips in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

PROGRAM = """\
from datetime import date, datetime, time, timedelta, timezone

import pulumi

import pulumi_scaling as scaling

START = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
scaling.RotationLayer(
    "own", schedule_id="s", name="n", rotation_type="weekly", participants=["bo"],
    rotation_length_days=timedelta(weeks=1), handoff_time=time(9), effective_from=START,
    effective_until=date(2026, 4, 1),
)
scaling.RotationLayer(
    "text", schedule_id="s", name="n", rotation_type="weekly", participants=["bo"],
    rotation_length_days=7, handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
)
scaling.RotationLayer(
    "outputs", schedule_id="s", name="n", rotation_type="weekly", participants=["bo"],
    rotation_length_days=pulumi.Output.from_input(7), handoff_time=pulumi.Output.from_input("9"),
    effective_from=pulumi.Output.from_input("2026-01-05T08:00:00Z"),
)
scaling.PolicyLayer(
    "link", policy_id="p", position=1, ack_timeout_minutes=timedelta(minutes=5),
    target={"type": "users", "users": ["bo"]},
)
scaling.get_on_call(schedule_id="s", at=START)
scaling.get_on_call_output(schedule_id=pulumi.Output.from_input("s"), at=START)
"""
LAYER = (
    'scaling.RotationLayer("w", schedule_id="s", name="n", rotation_type="weekly",'
    ' participants=["bo"], rotation_length_days=7, {}, {})'
)
LINK = 'scaling.PolicyLayer("l", policy_id="p", target={{"type": "users", "users": ["bo"]}}, {})'
WRONG = (
    LAYER.format('handoff_time="09:00"', "effective_from=time(9)"),
    LAYER.format('handoff_time="09:00"', "effective_from=timedelta(days=1)"),
    LAYER.format("handoff_time=9", 'effective_from="x"'),
    LAYER.format("handoff_time=START", 'effective_from="x"'),
    LINK.format("position=1, ack_timeout_minutes='5'"),
    LINK.format("position=timedelta(1), ack_timeout_minutes=5"),
)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    file = tmp_path_factory.mktemp("typing") / "program.py"
    file.write_text(PROGRAM + "".join(f"{line}\n" for line in WRONG))
    return file


def expected():
    first = PROGRAM.count("\n") + 1
    return set(range(first, first + len(WRONG)))


def run(*words):
    env = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    words = [sys.executable, "-m", *map(str, words)]
    return subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def test_pyright_takes_what_a_program_may_say_and_nothing_else(program):
    said = run("pyright", "--outputjson", "--pythonpath", sys.executable, program)
    found = json.loads(said.stdout)["generalDiagnostics"]
    lines = {each["range"]["start"]["line"] + 1 for each in found if each["severity"] == "error"}
    assert lines == expected(), found


def test_mypy_takes_what_a_program_may_say_and_nothing_else(program):
    said = run("mypy", "--strict", "--config-file=", "--no-error-summary", "--output=json", program)
    lines = {
        each["line"]
        for each in map(json.loads, said.stdout.splitlines())
        if each["file"].endswith("program.py") and each["severity"] == "error"
    }
    assert lines == expected(), said.stdout + said.stderr
