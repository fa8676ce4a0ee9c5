"""Deletes that would leave an alarm without anybody are refused and change nothing."""

from __future__ import annotations

import httpx
import pytest

from tests.engine.stack import FLIPPED_TOO, Stack

PROGRAM = """
night = scaling.Schedule("night", name="Night", timezone="UTC")
weekly = scaling.RotationLayer(
    "weekly", schedule_id=night, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
nightly = scaling.EscalationPolicy("nightly", name="Nightly")
for rank in (1, 2):
    scaling.PolicyLayer(
        f"layer-{rank}", policy_id=nightly, position=rank, ack_timeout_minutes=5,
        target={"type": "schedule", "schedule_id": night.id},
    )
"""
KINDS = ("schedules", "rotation_layers", "policies", "policy_layers")


def theirs(colleague: httpx.Client, target: dict[str, object]) -> tuple[str, str]:
    """A policy of somebody else that pages a target: where it is, and its layer."""
    made = colleague.post("/escalation/policies", json={"name": "Theirs"}).json()["data"]["id"]
    policy = f"/escalation/policies/{made}"
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    layer = colleague.post(f"{policy}/layers", json=body).json()["data"]["id"]
    return policy, f"{policy}/layers/{layer}"


@pytest.mark.parametrize("removed", ["the policy", "a layer"])
def test_what_an_active_incident_holds_stays(
    stack: Stack, colleague: httpx.Client, removed: str
) -> None:
    server = stack.server
    stack.write(PROGRAM)
    stack.up()
    schedule = server.rows("schedules")[0]["id"]
    incident = {"title": "Checkout times out", "severity": "critical", "ownerScheduleId": schedule}
    made = colleague.post("/incidents", json=incident).json()["data"]
    rows = {kind: server.rows(kind) for kind in KINDS}
    if removed == "a layer":
        stack.edit("(1, 2)", "(1,)")
        refused = stack.up(ok=False)
    else:
        refused = stack.destroy(ok=False)
    told = " ".join(refused.errors)
    assert f"'Checkout times out' ({made['id']})" in told, refused.out
    assert "SCALING_CLOUD_FORCE=1" in told or removed == "the policy"
    assert {kind: server.rows(kind) for kind in KINDS} == rows

    for status in ("identified", "monitoring", "resolved"):
        body = {"status": status}
        colleague.patch(f"/incidents/{made['id']}/status", json=body)
    stack.destroy()
    assert all(server.rows(kind) == [] for kind in KINDS)


@FLIPPED_TOO
def test_a_schedule_that_others_target_stays_until_they_let_go_or_by_force(
    stack: Stack, colleague: httpx.Client
) -> None:
    server = stack.server
    stack.write(PROGRAM)
    stack.up()
    schedule = server.rows("schedules")[0]["id"]
    _, layer = theirs(colleague, {"type": "schedule", "scheduleId": schedule})
    refused = stack.destroy(ok=False)
    assert any("'Theirs'" in error for error in refused.errors), refused.out
    assert [row["name"] for row in server.rows("schedules")] == ["Night"]
    assert len(server.rows("rotation_layers")) == 1
    colleague.delete(layer)
    stack.destroy()
    assert [row["name"] for row in server.rows("policies")] == ["Theirs"]
    assert server.rows("schedules") == server.rows("rotation_layers") == []


TEAM = """
fay = scaling.Member("fay", email="fay@example.com", role="org:member")
def rota(name):
    weekly = scaling.RotationLayerArgs(
        name="Weekly", rotation_type="weekly", rotation_length_days=7, handoff_time="09:00",
        effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"])
    return scaling.Schedule(name, name=name.title(), timezone="UTC", layers=[weekly])
day, night = rota("day"), rota("night")
chain = scaling.EscalationPolicy("chain", name="Chain", layers=[
    {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": each.id}}
    for each in (day, night)])
"""
OTHERS = """
scaling.Schedule("other", name="Other", timezone="UTC")
"""


@pytest.fixture
def team(stack: Stack) -> Stack:
    stack.write(TEAM + OTHERS)
    stack.up()
    return stack


def test_a_team_is_removed_whole_or_not_at_all(team: Stack, colleague: httpx.Client) -> None:
    """By an up with a preview, which alone knows what is left out."""
    server = team.server
    day = next(row["id"] for row in server.rows("schedules") if row["name"] == "Day")
    policy, _ = theirs(colleague, {"type": "schedule", "scheduleId": day})
    before = {kind: server.rows(kind) for kind in KINDS}
    team.write(OTHERS)
    refused = team.command("up", "--yes", ok=False)
    told = [error for error in refused.errors if "nothing else that the program" in error]
    assert "'Day'" in told[0], refused.out
    assert "'Theirs'" in told[0], refused.out
    assert {kind: server.rows(kind) for kind in KINDS} == before
    colleague.delete(policy)
    team.command("up", "--yes")
    assert [row["name"] for row in server.rows("schedules")] == ["Other"]
    team.unchanged()


def test_what_goes_along_stands_in_nobodys_way(team: Stack) -> None:
    """The policy pages the schedules, and all of them go."""
    team.write(OTHERS)
    run = team.command("up", "--yes")
    assert not run.warnings
    assert [row["name"] for row in team.server.rows("schedules")] == ["Other"]
    assert team.server.rows("policies") == []


def test_what_the_program_still_says_is_no_departure(team: Stack) -> None:
    team.edit('day, night = rota("day"), rota("night")', 'day, night = rota("day"), rota("late")')
    team.command("up", "--yes")
    assert sorted(row["name"] for row in team.server.rows("schedules")) == ["Day", "Late", "Other"]
