"""What is said leads out: each sentence is met in a run, and what it says is done."""

from __future__ import annotations

import httpx
import pytest

from tests.engine.stack import Stack

pytestmark = pytest.mark.long

POLICY = """
p = scaling.EscalationPolicy("p", name="Payments")
s = scaling.Schedule("s", name="Primary", timezone="UTC")
def page(name, position, target):
    return scaling.PolicyLayer(
        name, policy_id=p, position=position, ack_timeout_minutes=5, target=target)
bo = {"type": "users", "users": ["bo@example.com"]}
page("first", 1, bo)
"""
TURNS = """
scaling.RotationLayer(
    "weekly", schedule_id=s, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"])
"""
GONE = {
    "the policy of a new layer": ("policies", "p", 'page("second", 2, bo)'),
    "the schedule of a new rotation": ("schedules", "s", TURNS),
    "the schedule of a new target": (
        "schedules",
        "s",
        'page("second", 2, {"type": "schedule", "schedule_id": s.id})',
    ),
}
PATHS = {"policies": "/escalation/policies", "schedules": "/oncall/schedules"}


@pytest.mark.parametrize(("table", "resource", "added"), GONE.values(), ids=GONE)
def test_what_somebody_deleted_is_told_so_and_made_again_by_a_refresh(
    stack: Stack, colleague: httpx.Client, table: str, resource: str, added: str
) -> None:
    stack.write(POLICY)
    stack.up()
    (row,) = stack.server.rows(table)
    colleague.delete(f"{PATHS[table]}/{row['id']}")
    stack.write(POLICY + added)
    refused = stack.up(ok=False)
    assert f"{row['name']!r}, which is in this stack and not in the account any more" in refused.out
    assert "`pulumi up --refresh` makes it again" in refused.out
    stack.up("--refresh")
    assert stack.up("--refresh").changed == {}
    assert len(stack.server.rows(table)) == 1


def test_what_needs_a_resource_that_failed_points_to_its_error(
    stack: Stack, colleague: httpx.Client
) -> None:
    colleague.post("/oncall/schedules", json={"name": "Primary", "timezone": "UTC"})
    stack.write(POLICY + TURNS + 'page("second", 2, {"type": "schedule", "schedule_id": s.id})')
    run = stack.up("--continue-on-error", ok=False)
    errors = " ".join(run.errors)
    assert "the name is already in use" in errors
    assert "was not given" not in errors
    # Newer engines do not even try what depends on a resource that failed.
    if "second" in run.failed:
        assert "was not made in this run, and its own error says why" in errors
    assert len(stack.server.rows("policy_layers")) <= 1, "nothing is made with half a target"


def test_an_import_by_option_is_answered_with_the_command_that_works(
    stack: Stack, colleague: httpx.Client
) -> None:
    made = colleague.post("/oncall/schedules", json={"name": "Primary", "timezone": "UTC"})
    own = made.json()["data"]["id"]
    program = 'scaling.Schedule("s", name="Primary", timezone="UTC"{})'
    stack.write(program.format(f', opts=pulumi.ResourceOptions(import_="{own}")'))
    refused = stack.preview(ok=False)
    assert "KeyError" not in refused.out
    assert "`pulumi-scaling adopt --fill adopt.json --import`" in refused.out
    assert own in refused.out


@pytest.mark.parametrize("kind", ["EscalationPolicy", "Schedule"])
def test_a_replacement_on_request_is_not_called_impossible(stack: Stack, kind: str) -> None:
    zone = ', timezone="UTC"' if kind == "Schedule" else ""
    stack.write(f'scaling.{kind}("it", name="Payments"{zone})')
    stack.up()
    run = stack.up("--replace", stack.urn("it"))
    assert run.changed == {"it": "replace"}
    assert run.warnings == []
    stack.unchanged()


def test_a_wrong_path_in_the_base_url_is_the_one_cause(stack: Stack) -> None:
    stack.write(POLICY)
    stack.env["SCALING_CLOUD_BASE_URL"] = stack.env["SCALING_CLOUD_BASE_URL"].replace("/v1", "/v2")
    run = stack.up(ok=False)
    assert "the base URL is not that of the API, or its path is another" in run.out
    assert "no such object" not in run.out
