"""Lookups in a program: what they find, what they say when they do not, and what they cost."""

from __future__ import annotations

import pytest

from tests.engine.stack import FLIPPED_TOO, Stack

MADE = """
night = scaling.Schedule("night", name="Night", timezone="Asia/Tokyo")
scaling.RotationLayer(
    "weekly", schedule_id=night, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"],
)
nightly = scaling.EscalationPolicy("nightly", name="Nightly")
scaling.Member("fay", email="fay@example.com", role="org:member")
"""
LOOKED_UP = """
found = scaling.get_schedule(name="Night")
pulumi.export("zone", scaling.get_schedule(id=found.id).timezone)
pulumi.export("policy", scaling.get_escalation_policy(name="Nightly").name)
pulumi.export("user", scaling.get_user(email="Bo@example.com").id)
pulumi.export("member", scaling.get_member(email="fay@example.com").status)
on_call = scaling.get_on_call(schedule_id=found.id, at="2026-02-05T08:00:00Z")
pulumi.export("owner", on_call.owner_email)
pulumi.export("later", scaling.get_on_call_output(
    schedule_id=night.id, at="2026-02-05T08:00:00Z").apply(lambda on: on.paged_emails))
pulumi.export("twin", scaling.get_schedule_output(id=night.id).apply(lambda s: s.name))
policy = scaling.get_escalation_policy_output(id=nightly.id)
pulumi.export("policies", policy.apply(lambda p: p.name))
pulumi.export("users", scaling.get_user_output(id="user_cy").apply(lambda u: u.email))
bo = scaling.get_member_output(email="bo@example.com")
pulumi.export("members", bo.apply(lambda m: m.role))
for _ in range(5):
    scaling.get_schedule(name="Night")
    scaling.get_user(email="bo@example.com")
"""


@FLIPPED_TOO
def test_what_exists_is_found_with_one_list_of_a_kind(stack: Stack) -> None:
    stack.write(MADE)
    stack.up()
    stack.server.forget_requests()
    stack.write(MADE + LOOKED_UP)
    assert stack.up().outputs == {
        "zone": "Asia/Tokyo",
        "policy": "Nightly",
        "user": "user_bo",
        "member": "pending",
        "owner": "bo@example.com",
        "later": ["bo@example.com"],
        "twin": "Night",
        "policies": "Nightly",
        "users": "cy@example.com",
        "members": "org:member",
    }
    lists = [each for each in stack.server.requests if each.operation == "list_schedules"]
    assert len([each for each in lists if "cursor" not in each.query]) <= 2
    assert stack.written == []


@pytest.mark.parametrize(
    ("program", "told"),
    [
        ('scaling.get_schedule(name="Nigth")', "Night"),
        ('scaling.get_escalation_policy(name="Nightli")', "Nightly"),
        ('scaling.get_user(email="boo@example.com")', "bo@example.com"),
        ('scaling.get_member(email="foy@example.com")', "fay@example.com"),
    ],
)
def test_what_does_not_exist_is_answered_with_near_names(
    stack: Stack, program: str, told: str
) -> None:
    stack.server.seed(
        {
            "organizations": [
                {
                    "id": "org_harborline",
                    "schedules": [{"name": "Night", "timezone": "UTC"}],
                    "policies": [{"name": "Nightly"}],
                    "invitations": [{"emailAddress": "fay@example.com", "role": "org:member"}],
                }
            ]
        }
    )
    stack.write(program)
    refused = stack.preview(ok=False)
    assert told in refused.out
    assert "Traceback" not in refused.out


def test_a_lookup_without_a_key_says_where_a_key_can_come_from(stack: Stack) -> None:
    del stack.env["SCALING_CLOUD_API_KEY"]
    stack.write('scaling.get_schedule(name="Night")')
    refused = stack.preview(ok=False)
    assert "SCALING_CLOUD_API_KEY" in refused.out
    assert "scaling:apiKey" in refused.out
    assert "Traceback" not in refused.out
