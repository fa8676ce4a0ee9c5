"""`kill -9` in the middle of an up: the next one ends with the program, or says what to do."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pulumi_scaling.simulator import Server
from tests.engine.stack import PROVIDER, Stack, attempt

PROGRAM = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
policy = scaling.EscalationPolicy("payments", name="Payments")
night = {"type": "users", "users": ["cy@example.com"]}
layers = [
    scaling.PolicyLayer(
        f"layer{rank}", policy_id=policy, position=rank, ack_timeout_minutes=5,
        target={"type": "schedule", "schedule_id": primary.id} if rank == 2 else night,
    )
    for rank in (1, 2, 3)
]
# Last, so that no kill before it leaves open whether she was invited.
last = pulumi.ResourceOptions(depends_on=layers)
scaling.Member("new", email="new@example.com", role="org:member", opts=last)
"""
WHOLE = {"schedules": 1, "rotation_layers": 1, "policies": 1, "policy_layers": 3, "invitations": 1}
TAKE_OVER = re.compile(r"`(SCALING_CLOUD_TAKE_OVER)=(\S+) pulumi up`")
PATIENCE = 60


def until(happened: Callable[[], Any], what: str, within: float = PATIENCE) -> Any:
    """Wait for something outside this process to become true."""
    last = time.monotonic() + within
    while not (found := happened()):
        assert time.monotonic() < last, f"it never came to this: {what}"
        time.sleep(0.01)
    return found


@pytest.fixture
def ended(stack: Stack) -> Iterator[Stack]:
    """A stack that ends what a killed CLI leaves alive, which is what the tests are about."""
    yield stack
    stack.end()


def killed(stack: Stack, who: str, fault: dict[str, Any]) -> None:
    """Start an up, and kill at the moment that the fault has struck."""
    stack.server.faults({"times": 1, "latency": 3.0, **fault})
    with subprocess.Popen(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", stack.name, "--non-interactive"],
        cwd=stack.folder,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as cli:
        until(lambda: any(each.fault for each in stack.server.requests), "the fault struck")
        assert any(PROVIDER in line for line in stack.processes().values()), stack.processes()
        if who in {"cli", "both"}:
            cli.kill()
        if who in {"provider", "both"}:
            stack.end(only=PROVIDER)
        out, _ = cli.communicate(timeout=PATIENCE)
        assert cli.returncode != 0, out
    until(lambda: settled(stack.server), "every request was carried out")
    stack.server.clear_faults()


def settled(server: Server) -> bool:
    return all(each.ended or each.fault for each in server.requests) and not any(
        each.fault and each.fault.startswith("latency") and not each.ended
        for each in server.requests
    )


def made_whole(stack: Stack) -> list[str]:
    """Run up as a person would who reads what it says; the sentences it stopped with."""
    stack.mend()
    attempt(stack, "cancel", "--yes")
    told: list[str] = []
    for _ in range(6):
        run = attempt(stack, "up", "--yes", "--skip-preview")
        if run.code == 0:
            return told
        told += run.errors
        ids = [found[2] for found in TAKE_OVER.finditer(run.out)]
        assert ids, run.out
        stack.env["SCALING_CLOUD_TAKE_OVER"] = ",".join(
            {*stack.env.get("SCALING_CLOUD_TAKE_OVER", "").split(","), *ids} - {""}
        )
    raise AssertionError(f"no end of it: {told}")


@pytest.mark.parametrize(
    ("who", "fault"),
    [
        ("cli", {"operation": "create_schedule", "when": "after"}),
        ("provider", {"operation": "create_policy_layer", "when": "after", "skip": 1}),
        ("both", {"operation": "create_policy_layer", "when": "before"}),
        ("both", {"operation": ["invite_team_member"], "when": "after"}),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value['operation']}-{value['when']}",
)
def test_after_a_kill_the_next_up_ends_with_the_program(
    ended: Stack, who: str, fault: dict[str, Any]
) -> None:
    stack = ended
    stack.write(PROGRAM)
    killed(stack, who, fault)
    made_whole(stack)
    server = stack.server
    assert {kind: len(server.rows(kind)) for kind in WHOLE} == WHOLE
    rows = sorted(server.rows("policy_layers"), key=lambda row: row["position"])
    assert [row["target"]["type"] for row in rows] == ["users", "schedule", "users"]
    stack.env.pop("SCALING_CLOUD_TAKE_OVER", None)
    stack.unchanged()
    stack.destroy()
    # Whose an invitation is that was found, nobody can tell.
    left = {"invitations": int(fault.get("operation") == ["invite_team_member"])}
    assert {kind: len(server.rows(kind)) for kind in WHOLE} == {**dict.fromkeys(WHOLE, 0), **left}


def test_a_side_file_that_a_kill_left_empty_is_deleted_and_the_state_is_there(stack: Stack) -> None:
    stack.write('scaling.Schedule("primary", name="Primary", timezone="UTC")')
    stack.up()
    stack.kept.with_name(f"{stack.kept.name}.attrs").write_bytes(b"")
    assert "failed to load checkpoint: EOF" in stack.preview(ok=False).out
    stack.mend()
    stack.unchanged()


def test_a_provider_whose_cli_was_killed_ends_by_itself(ended: Stack) -> None:
    stack = ended
    stack.write(PROGRAM)
    killed_only(stack, {"operation": "create_schedule", "latency": 60.0})
    until(
        lambda: not any(PROVIDER in line for line in stack.processes().values()),
        "the provider without an engine has ended",
        within=45,
    )


def killed_only(stack: Stack, fault: dict[str, Any]) -> None:
    """Kill the CLI while its provider waits for an answer, and leave the provider alone."""
    stack.server.faults({"times": 1, **fault})
    with subprocess.Popen(
        ["pulumi", "up", "--yes", "--skip-preview", "--stack", stack.name, "--non-interactive"],
        cwd=stack.folder,
        env=stack.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as cli:
        until(lambda: any(each.fault for each in stack.server.requests), "the fault struck")
        cli.kill()
    assert any(PROVIDER in line for line in stack.processes().values())
