"""Keys: shown nowhere, rotated, and of the wrong organization."""

from __future__ import annotations

import json
import re

import pytest

from pulumi_scaling.simulator import ADMIN_KEY, ORGANIZATION, OTHER_KEY, SECOND_KEY
from tests.engine.stack import NewStack, Stack

pytestmark = pytest.mark.long

KEY = "SCALING_CLOUD_API_KEY"
OLD_KEY = "scl_live_harborline_old"

EVERYTHING = """
primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris")
layer = scaling.RotationLayer(
    "weekly", schedule_id=primary, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
payments = scaling.EscalationPolicy("payments", name="Payments")
link = scaling.PolicyLayer(
    "first", policy_id=payments, position=1, ack_timeout_minutes=5,
    target={"type": "schedule", "schedule_id": primary.id},
)
fay = scaling.Member("fay", email="fay@example.com", role="org:member")
"""
NAMES = {"primary", "weekly", "payments", "first", "fay"}
TOP = {"primary", "payments", "fay"}
KINDS = ("schedules", "rotation_layers", "policies", "policy_layers", "invitations")


def test_the_key_is_nowhere_to_be_seen(stack: Stack) -> None:
    stack.write(EVERYTHING + 'pulumi.export("everything", [primary, layer, payments, link, fay])')
    up = stack.up("-v=9", "--logtostderr", "--logflow")
    refresh = stack.refresh("-v=9", "--logtostderr", "--logflow")
    state = json.dumps(stack.export())
    for where in (up.out, refresh.out, state, json.dumps(up.events)):
        assert stack.server.key not in where
    for file in stack.folder.parent.rglob("*"):
        assert not file.is_file() or stack.server.key not in file.read_text(errors="replace")


def test_the_engines_own_loudest_log_shows_a_key_of_the_config_as_the_guide_says(
    stack: Stack,
) -> None:
    stack.write('scaling.Schedule("primary", name="Primary", timezone="UTC")')
    stack.config("scaling:apiKey", SECOND_KEY, secret=True)
    loud = stack.preview("-v=9", "--logtostderr", "--logflow").out
    # An engine that logs JSON, as 3.276 does, leaves them out.
    assert SECOND_KEY in loud or '"msg":' in loud
    assert stack.server.key not in loud


def test_a_secret_key_in_the_config_is_in_no_state(stack: Stack) -> None:
    stack.write(EVERYTHING)
    del stack.env[KEY]
    stack.config("scaling:apiKey", ADMIN_KEY, secret=True)
    up = stack.up()
    assert up.warnings == []
    assert ADMIN_KEY not in up.out
    # As the backend keeps it: what is secret there is encrypted.
    assert ADMIN_KEY not in stack.command("stack", "export").out
    shown = [each for each in stack.export() if ADMIN_KEY in json.dumps(each)]
    assert {each["type"] for each in shown} <= {"pulumi:providers:pulumi-python"}
    stack.destroy()
    assert all(stack.server.rows(kind) == [] for kind in KINDS)


def names(stack: Stack) -> set[str]:
    return {each["urn"].rpartition("::")[2] for each in stack.resources()} & NAMES


@pytest.fixture
def rotated(stack: Stack) -> Stack:
    """A stack made with a key that has expired since, and the new key in its config."""
    server = stack.server
    key = {"key": OLD_KEY, "user": "user_ana", "expires": "2100-01-01T00:00:00Z"}
    server.seed({"organizations": [{"id": ORGANIZATION, "keys": [key]}]})
    stack.write(EVERYTHING)
    del stack.env[KEY]
    stack.config("scaling:apiKey", OLD_KEY, secret=True)
    stack.up()
    server.clock("2100-01-02T00:00:00Z")
    stack.config("scaling:apiKey", ADMIN_KEY, secret=True)
    return stack


def test_after_a_rotation_refresh_and_destroy_say_what_to_do(rotated: Stack) -> None:
    stack, server = rotated, rotated.server
    for command in (stack.refresh, stack.destroy):
        run = command(ok=False)
        assert "Traceback" not in run.out
        assert any("--run-program" in error and "pulumi up" in error for error in run.errors)
        assert OLD_KEY not in run.out
        assert names(stack) >= TOP
    assert all(server.rows(kind) for kind in KINDS)
    stack.destroy("--run-program")
    assert all(server.rows(kind) == [] for kind in KINDS)


def test_with_a_rotated_key_an_up_just_works(rotated: Stack) -> None:
    stack = rotated
    assert stack.refresh("--run-program").changed == {}
    stack.edit('name="Weekly"', 'name="Each week"')
    assert stack.up().changed == {"weekly": "update"}
    assert stack.refresh().changed == {}


def test_with_a_key_of_another_organization_nothing_is_taken_for_gone(stack: Stack) -> None:
    server = stack.server
    stack.write(EVERYTHING)
    stack.up()
    rows = {kind: server.rows(kind) for kind in KINDS}
    stack.env[KEY] = OTHER_KEY
    for command, flag in ((stack.refresh, "--skip-preview"), (stack.up, "--refresh")):
        run = command(flag, ok=False)
        assert any("organization" in error for error in run.errors), run.out
        assert "Traceback" not in run.out
        assert names(stack) == NAMES
    refused = stack.destroy(ok=False)
    assert any("organization" in error for error in refused.errors), refused.out
    assert names(stack) >= TOP
    assert {kind: server.rows(kind) for kind in KINDS} == rows

    stack.env[KEY] = server.key
    stack.destroy()
    assert all(server.rows(kind) == [] for kind in KINDS)


def test_after_a_destroy_that_was_refused_an_up_doubles_nothing_and_says_how_to_go_on(
    stack: Stack,
) -> None:
    # The engine forgets what is deleted with something else before it deletes that.
    stack.write(EVERYTHING)
    stack.up()
    rows = {kind: stack.server.rows(kind) for kind in KINDS}
    stack.env[KEY] = "scl_live_nobody"
    stack.destroy(ok=False)
    stack.env[KEY] = stack.server.key
    told = " ".join(stack.up("--continue-on-error", ok=False).errors)
    assert {kind: stack.server.rows(kind) for kind in KINDS} == rows
    ids = re.findall(r"SCALING_CLOUD_TAKE_OVER=(\S+) pulumi up", told)
    assert set(ids) == {rows["rotation_layers"][0]["id"], rows["policy_layers"][0]["id"]}
    stack.env["SCALING_CLOUD_TAKE_OVER"] = " ".join(ids)
    stack.up()
    assert names(stack) == NAMES
    assert {kind: stack.server.rows(kind) for kind in KINDS} == rows
    stack.unchanged()


ONE_EACH = {
    "schedule": 'scaling.Schedule("it", name="Primary", timezone="UTC", description={0!r})',
    "policy": 'scaling.EscalationPolicy("it", name="Primary", description={0!r})',
    "member": 'scaling.Member("it", email="fay@example.com", role={1!r})',
}


@pytest.mark.parametrize("program", ONE_EACH.values(), ids=ONE_EACH)
def test_alone_in_another_organization_a_resource_is_neither_gone_nor_changed(
    new_stack: NewStack, program: str
) -> None:
    stack = new_stack(program.format("before", "org:member"))
    stack.up()
    rows = {kind: stack.server.rows(kind) for kind in KINDS}
    stack.env[KEY] = OTHER_KEY
    refreshed = stack.refresh(ok=False)
    assert "organization" in " ".join(refreshed.errors)
    stack.write(program.format("after", "org:admin"))
    stack.up(ok=False)
    stack.destroy(ok=False)
    assert [each["urn"] for each in stack.resources() if each["urn"].endswith("::it")]
    assert {kind: stack.server.rows(kind) for kind in KINDS} == rows
