"""From an account that grew by hand to a stack, and to the proof that nothing changed."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from pulumi_scaling.resources import CATALOG, by_name
from pulumi_scaling.simulator import FLIPPED
from tests.engine.conftest import ROOT
from tests.engine.stack import NewStack, Stack
from tests.engine.test_pending import APART, INSIDE, accept

pytestmark = pytest.mark.long

EXAMPLE: Final = ROOT / "examples" / "adopt"
PROVEN: Final = "proven: program, stack and account say the same; a preview has no change"


def adopt(
    stack: Stack, *words: str, within: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, in the folder above the program or in it."""
    return subprocess.run(
        ["pulumi-scaling", "adopt", *words],
        cwd=within or stack.folder.parent,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def seeded(stack: Stack) -> None:
    import yaml

    stack.server.seed(yaml.safe_load((EXAMPLE / "seed.yaml").read_text()))
    stack.server.forget_requests()


def removed(stack: Stack, user: str) -> None:
    """Let somebody leave; the rotations and targets that name them stay as they are."""
    key = {"Authorization": f"Bearer {stack.server.key}"}
    url = f"{stack.server.url}/team/members/{user}"
    httpx.delete(url, headers=key).raise_for_status()
    stack.server.forget_requests()


# Written by whoever made the account, before names were thought of as names of variables.
ODD: Final[dict[str, Any]] = {
    "organizations": [
        {
            "id": "org_harborline",
            "schedules": [
                {"name": "class", "timezone": "UTC"},
                {"name": "🔥", "timezone": "UTC", "description": 'say "hi"\nit\'s \\ fine'},
                {
                    "name": '決済 """\nraise SystemExit(\'x\')',
                    "timezone": "Asia/Tokyo",
                    "layers": [
                        {
                            "name": f"{name}",
                            "rotationType": "weekly",
                            "rotationLengthDays": 7,
                            "handoffTime": "09:00",
                            "effectiveFrom": "2026-01-05T08:00:00.250Z",
                            "effectiveUntil": "2027-01-05T08:00:00Z",
                            "participantIds": ["user_bo"],
                        }
                        for name in ("A", "b")
                    ],
                },
            ],
            "policies": [
                {"name": "class"},
                {
                    "name": "Twice",
                    "layers": [
                        {
                            "ackTimeoutMinutes": 5,
                            "target": {"type": "users", "userIds": ["user_cy", "user_bo"]},
                        }
                    ]
                    * 2,
                },
            ],
        }
    ]
}


@pytest.mark.parametrize(
    ("positions", "flags"),
    [
        pytest.param({}, ["--by-team"], id="documented"),
        pytest.param(
            dict(FLIPPED),
            ["--unprotected", "--members", "--separate"],
            id="flipped",
            marks=pytest.mark.flipped,
        ),
        pytest.param({}, ["--separate", "--by-team"], id="one by one"),
        pytest.param({}, ["--unprotected", "--members"], id="in one piece"),
    ],
)
def test_an_account_becomes_a_stack(
    stack: Stack, flags: list[str], positions: Mapping[str, Any]
) -> None:
    seeded(stack)
    stack.server.seed(ODD)
    if "--members" not in flags:
        removed(stack, "user_eli")
    there = {kind: stack.server.rows(kind) for kind in ("schedules", "policies")}
    people = stack.server.rows("members")

    done = adopt(stack, "--out", "program", "--overwrite", "--import", *flags)
    assert done.returncode == 0, done.stdout + done.stderr
    assert PROVEN in done.stdout
    assert stack.server.writes == []
    assert there == {kind: stack.server.rows(kind) for kind in there}

    if "--unprotected" not in flags:
        refused = stack.destroy(ok=False)
        assert "cannot be deleted" in refused.out
        assert stack.server.writes == []
        return
    stack.unchanged()
    stack.server.seed(
        {
            "organizations": [
                {"id": "org_harborline", "schedules": [{"name": "N", "timezone": "UTC"}]}
            ]
        }
    )
    kept = stack.destroy("--continue-on-error", ok=False)
    # Nobody deletes the policy that holds where no other does, nor what alerts still come in for.
    assert kept.failed == {"fallback", "checkout"}, kept.out
    assert [row["name"] for row in stack.server.rows("schedules")] == ["N"]
    assert stack.server.rows("policies") == []
    assert stack.server.rows("members") == people
    left = {each["type"].rpartition(":")[2] for each in stack.resources()}
    assert left & by_name.keys() == {"Component", "RoutingPolicy"}


@pytest.mark.parametrize("flags", [["--separate"], []], ids=["one by one", "in one piece"])
def test_an_account_of_every_kind_becomes_a_stack(
    stack: Stack, new_stack: NewStack, flags: list[str]
) -> None:
    whole = new_stack(example="whole-account")
    whole.up()
    integrations = stack.server.rows("integrations")
    stack.server.forget_requests()

    done = adopt(stack, "--out", "program", "--overwrite", "--import", "--members", *flags)
    assert done.returncode == 0, done.stdout + done.stderr
    assert PROVEN in done.stdout
    assert stack.server.writes == []
    kinds = {each["type"].rpartition(":")[2] for each in stack.resources()}
    assert kinds >= {kind.name for kind in CATALOG if flags or not kind.parent}
    program = (stack.folder / "__main__.py").read_text()
    assert '"routing_policy_id": checkout_routing.id' in program
    assert program.count('"escalation_policy_id": checkout_policy.id') == 2
    stack.unchanged()
    assert stack.server.rows("integrations") == integrations


PROGRAM: Final = """
class Team(pulumi.ComponentResource):
    def __init__(self, name: str) -> None:
        super().__init__("acme:Team", name)


payments = scaling.Schedule(
    "payments",
    name="Payments",
    timezone="Europe/Berlin",
    description="First line for checkout and refunds",
    opts=pulumi.ResourceOptions(parent=Team("payments")),
)
weekly = scaling.RotationLayer(
    "weekly", schedule_id=payments, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T09:00:00+01:00",
    participants=["Bo@example.com", "cy@example.com"],
)
chain = scaling.EscalationPolicy("payments", name="Payments escalation",
    description="Wakes the payments team, then the platform, then the leads")
leads = scaling.PolicyLayer("leads", policy_id=chain, position=3, ack_timeout_minutes=30,
    target={"type": "users", "users": ["dee@example.com", "ana@example.com"]})
first = scaling.PolicyLayer("first", policy_id=chain, position=1, ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": payments.id})
fresh = scaling.Schedule("fresh", name="Not there yet", timezone="UTC")
"""


def test_a_program_takes_over_what_exists(stack: Stack) -> None:
    seeded(stack)
    stack.write(PROGRAM)
    stack.command("stack", "select")
    stack.config("scaling:apiKey", stack.env.pop("SCALING_CLOUD_API_KEY"), secret=True)

    # Not made a moment ago: that would look like what an interrupted run leaves.
    stack.server.clock(advance=2 * 86_400)
    refused = stack.up(ok=False)
    (command,) = {found for each in refused.errors for found in _adopts(each, "Payments")}
    stack.server.forget_requests()
    words = shlex.split(command)
    assert words == ["pulumi-scaling", "adopt", "--fill", "adopt.json", "--import", "Payments"]

    # The whole program at once: without the name that narrows it to one object.
    done = adopt(stack, *words[2:-1], within=stack.folder)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "timezone: 'Europe/Paris' in the account, 'Europe/Berlin' in the program" in done.stdout
    for there in ("RotationLayer 'weekly'", "EscalationPolicy 'payments'", "PolicyLayer 'leads'"):
        assert re.search(f"{there}: is .*, and the same", done.stdout), done.stdout
    assert stack.server.writes == []
    assert stack.up().changed == {"payments": "update"}


def _adopts(error: str, name: str) -> list[str]:
    return [one for one in re.findall(r"`(pulumi-scaling adopt [^`]+)`", error) if name in one]


@pytest.mark.parametrize("program", [APART, INSIDE], ids=["apart", "inside"])
def test_a_program_with_people_who_have_not_accepted_takes_over_without_a_change(
    new_stack: NewStack, program: str
) -> None:
    first, second = new_stack(program, name="first"), new_stack(program)
    first.up()
    second.env["PULUMI_STACK"] = second.name
    done = adopt(second, "--fill", "adopt.json", "--import", within=second.folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Schedule 'night': is 'Night' (" in done.stdout
    if program is APART:
        assert "PolicyLayer 'link': is layer 1 of 'Chain' (" in done.stdout
    assert second.up().changed == {}
    people = accept(second, "fay")
    rosters = {"weeks", "link"} if program is APART else {"night", "chain"}
    assert second.up().changed == dict.fromkeys({"fay"} | rosters, "update")
    (rotation,) = second.server.rows("rotation_layers")
    assert rotation["participantIds"] == [people["fay"], "user_bo"]
