"""Resources under another name in the program: the objects of the account are the same after it."""

from __future__ import annotations

import re

import pytest

from tests.engine.stack import Stack, attempt

pytestmark = pytest.mark.long

PROGRAM = """
for name in ("payments", "search"):
    policy = scaling.EscalationPolicy(name, name=name.title())
    scaling.PolicyLayer(
        f"{name}-first", policy_id=policy, position=1, ack_timeout_minutes=5,
        target={"type": "users", "users": ["bo@example.com"]},
    )
scaling.Member("new", email="new@example.com", role="org:member")
"""
KINDS = ("policies", "policy_layers", "invitations")
NAMED = re.compile(
    r"TAKE_OVER=(\S+) pulumi up|it is (\S+), '\w+' in this stack|identical one, (\S+), which is"
)


def test_renamed_without_an_alias_and_taken_over_one_by_one_all_stay_as_they_are(
    stack: Stack,
) -> None:
    stack.write(PROGRAM)
    stack.up()
    server = stack.server
    before = {kind: server.rows(kind) for kind in KINDS}
    stack.edit("EscalationPolicy(name, ", 'EscalationPolicy(f"team-{name}", ')
    stack.edit('f"{name}-first"', 'f"team-{name}-first"')
    stack.edit('Member("new"', 'Member("newcomer"')
    # Each run is told only what the run before said last, so that none finishes the job alone.
    while (run := attempt(stack, "up", "--yes", "--skip-preview")).code:
        stack.env["SCALING_CLOUD_TAKE_OVER"] = "".join(NAMED.findall(run.out)[-1])
        assert len(stack.runs) < 12, run.out
    del stack.env["SCALING_CLOUD_TAKE_OVER"]
    assert {kind: server.rows(kind) for kind in KINDS} == before
    stack.unchanged()
    stack.destroy()
    assert all(server.rows(kind) == [] for kind in ("policies", "policy_layers"))


COMPONENT = """
class Team(pulumi.ComponentResource):
    def __init__(self, name, opts=None):
        super().__init__("acme:index:Team", name, None, opts)
        inside = pulumi.ResourceOptions(parent=self)
        turns = scaling.Schedule(f"{name}-primary", name="Primary", timezone="UTC", opts=inside)
        policy = scaling.EscalationPolicy(f"{name}-policy", name="Payments", opts=inside)
        scaling.PolicyLayer(
            f"{name}-first", policy_id=policy, position=1, ack_timeout_minutes=5, opts=inside,
            target={"type": "schedule", "schedule_id": turns.id},
        )

Team("payments")
"""


def test_a_renamed_component_needs_one_alias_and_only_once(stack: Stack) -> None:
    stack.write(COMPONENT)
    stack.up()
    alias = ", pulumi.ResourceOptions(aliases=[pulumi.Alias(name='payments')])"
    stack.edit('Team("payments")', f'Team("pay"{alias})')
    stack.server.forget_requests()
    assert (stack.up().changed, stack.written) == ({}, [])
    stack.edit(alias, "")
    stack.unchanged()
