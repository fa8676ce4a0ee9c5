"""`rota` of an account, of a stack and of a plan: three ways to look at the same turns."""

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.long

INLINE = """
scaling.Schedule(
    "primary",
    name="Primary",
    timezone="Europe/Paris",
    layers=[
        {
            "name": "Weekly",
            "rotation_type": "weekly",
            "rotation_length_days": 7,
            "handoff_time": "09:00",
            "effective_from": "2026-01-05",
            "participants": ["ana@example.com", "bo@example.com"],
        }
    ],
)
"""
SEPARATE = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
scaling.RotationLayer(
    "weekly",
    schedule_id=primary.id,
    name="Weekly",
    rotation_type="weekly",
    rotation_length_days=7,
    handoff_time="09:00",
    effective_from="2026-01-05",
    participants=["ana@example.com", "bo@example.com"],
)
"""


@pytest.fixture
def rota(stack):
    """The schedules as JSON, seen in one of the three ways."""

    def look(*words, keys=True):
        env = {name: value for name, value in stack.env.items() if keys or "SCALING" not in name}
        words = ("rota", "--from", "2026-11-23", "--weeks", "12", "--format", "json", *words)
        done = subprocess.run(
            [sys.executable, "-m", "pulumi_scaling.cli", *words],
            cwd=stack.folder,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return json.loads(done.stdout)["schedules"]

    return look


@pytest.mark.parametrize("program", [INLINE, SEPARATE], ids=["inline", "separate"])
def test_what_a_plan_says_before_and_after_is_what_the_account_says_before_and_after(
    stack, rota, program
):
    stack.write(program)
    stack.up()
    was = rota()
    assert rota("--stack", "dev", keys=False) == was
    assert {duty["owner"] for duty in was[0]["duties"]} == {"ana@example.com", "bo@example.com"}
    stack.edit('["ana@example.com", "bo@example.com"]', '["cy@example.com", "ana@example.com"]')
    printed = stack.command("preview", "--json", "--show-sames").out
    (stack.folder / "preview.json").write_text(printed)
    plan = ("--preview", "preview.json")
    before, after = rota(*plan, "--before", keys=False), rota(*plan, keys=False)
    assert before == was
    stack.up()
    assert after == rota("Primary") != before
    assert rota("--stack", "dev", "Primary", keys=False) == after
