"""A person's way through a stack: invited, pending, there, promoted, and let go."""

from __future__ import annotations

import httpx
import pytest

from pulumi_scaling.simulator import MEMBER_KEY, SECOND_KEY
from tests.engine.stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

FAY = """
fay = scaling.Member("fay", email="Fay@example.com", role="org:member")
night = scaling.Schedule("night", name="Night", timezone="UTC", description=fay.email)
"""


def invitations(stack: Stack) -> list[tuple[str, str]]:
    rows = stack.server.rows("invitations")
    return [(row["emailAddress"].casefold(), row["role"]) for row in rows]


def role(stack: Stack, email: str) -> str | None:
    rows = stack.server.rows("members", "org_harborline")
    return next((row["role"] for row in rows if row["email"].casefold() == email), None)


@FLIPPED_TOO
def test_from_invitation_to_removal(stack: Stack) -> None:
    server = stack.server
    stack.write(FAY)
    stack.up()
    assert stack.state("fay")["status"] == "pending"
    assert invitations(stack) == [("fay@example.com", "org:member")]
    assert server.rows("schedules")[0]["description"] == "Fay@example.com"
    stack.unchanged()

    # A role that changes while the invitation is out is a new invitation.
    stack.edit("org:member", "org:admin")
    assert stack.up().changed == {"fay": "update"}
    assert sorted(stack.written) == ["invite_team_member", "revoke_invitation"]
    assert invitations(stack) == [("fay@example.com", "org:admin")]

    server.accept(server.rows("invitations")[0]["id"])
    assert stack.preview().changed == {"fay": "update"}
    assert stack.up().changed == {"fay": "update"}
    assert stack.written == []
    state = stack.state("fay")
    assert state["status"] == "active"
    assert state["user_id"] == server.rows("members", "org_harborline")[-1]["id"]
    assert "invitation_id" not in state
    stack.unchanged()

    stack.edit("org:admin", "org:member")
    assert stack.up().changed == {"fay": "update"}
    assert stack.written == ["update_member_role"]
    assert role(stack, "fay@example.com") == "org:member"
    # The same address in other letters is the same person.
    stack.edit("Fay@example.com", "fay@EXAMPLE.com")
    stack.up()
    assert "invite_team_member" not in stack.written
    stack.unchanged()

    stack.destroy()
    assert sorted(stack.written) == ["delete_schedule", "remove_team_member"]
    assert role(stack, "fay@example.com") is None


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_an_invitation_that_is_no_more_is_sent_again(
    stack: Stack, colleague: httpx.Client, how: str
) -> None:
    server = stack.server
    stack.write('scaling.Member("fay", email="fay@example.com", role="org:member")')
    stack.up()
    (first,) = server.rows("invitations")
    if how == "revoked":
        colleague.delete(f"/team/members/invitations/{first['id']}")
    else:
        server.expire(first["id"])
    assert invitations(stack) == []
    stack.written  # noqa: B018 - reading it empties it
    if how == "revoked":
        stack.up()
    else:
        assert stack.refresh().changed == {"fay": "delete"}
        assert stack.up().changed == {"fay": "create"}
    assert stack.written == ["invite_team_member"]
    assert invitations(stack) == [("fay@example.com", "org:member")]
    stack.unchanged()
    stack.destroy()
    assert invitations(stack) == []


def test_who_was_there_before_stays_with_their_earlier_role(stack: Stack) -> None:
    stack.write('scaling.Member("bo", email="BO@example.com", role="org:admin")')
    stack.up()
    assert stack.written == ["update_member_role"]
    state = stack.state("bo")
    assert state["adopted"] is True
    assert state["role_before"] == "org:member"
    assert state["user_id"] == "user_bo"
    stack.unchanged()
    destroyed = stack.destroy()
    (warning,) = destroyed.warnings
    assert "bo@example.com was found in the organization, and not invited by this stack" in warning
    assert role(stack, "bo@example.com") == "org:member"
    assert stack.written == ["update_member_role"]


@pytest.mark.parametrize("accepted", [False, True], ids=["pending", "accepted"])
def test_another_name_in_the_program_does_not_remove_the_person(
    stack: Stack, *, accepted: bool
) -> None:
    server = stack.server
    stack.write('scaling.Member("fay", email="fay@example.com", role="org:member")')
    stack.up()
    if accepted:
        server.accept(server.rows("invitations")[0]["id"])
        stack.up()
    stack.edit('Member("fay"', 'Member("fay-k"')
    stack.written  # noqa: B018 - reading it empties it
    stack.up()
    assert stack.written == []
    stack.unchanged()
    if accepted:
        assert role(stack, "fay@example.com") == "org:member"
    else:
        assert invitations(stack) == [("fay@example.com", "org:member")]


ROSTER = """
fay = scaling.Member("fay", email="fay@example.com", role="org:member")
night = scaling.Schedule("night", name="Night", timezone="UTC")
scaling.RotationLayer(
    "weekly", schedule_id=night, name="Weekly", rotation_type="weekly", rotation_length_days=7,
    handoff_time="09:00", effective_from="2026-01-05T08:00:00Z",
    participants=["bo@example.com", fay.email],
)
policy = scaling.EscalationPolicy("policy", name="Policy")
scaling.PolicyLayer(
    "first", policy_id=policy, position=1, ack_timeout_minutes=5,
    target={"type": "users", "users": [fay.email]},
)
"""


def test_somebody_who_has_not_accepted_is_left_out_where_somebody_else_is(stack: Stack) -> None:
    server = stack.server
    stack.write(ROSTER)
    refused = stack.up("--continue-on-error", ok=False)
    assert refused.failed == {"first"}
    error = refused.errors[0]
    assert "fay@example.com" in error
    assert "run `pulumi up` again after they accept" in error
    assert "`pulumi up --continue-on-error` until then" in error
    assert "Traceback" not in error
    assert server.rows("rotation_layers")[0]["participantIds"] == ["user_bo"]
    assert server.rows("policy_layers") == []
    assert len(server.rows("invitations")) == 1

    server.accept(server.rows("invitations")[0]["id"])
    stack.up()
    fay = server.rows("members", "org_harborline")[-1]["id"]
    assert server.rows("rotation_layers")[0]["participantIds"] == ["user_bo", fay]
    assert server.rows("policy_layers")[0]["target"]["userIds"] == [fay]
    stack.unchanged()
    # A change of role is nothing that a roster would show.
    stack.edit("org:member", "org:admin")
    assert stack.preview().changed == {"fay": "update"}
    stack.destroy()
    assert role(stack, "fay@example.com") is None


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (None, "nobody can change their own role; another admin's key can"),
        (MEMBER_KEY, "not that of an org:admin, which team calls need"),
    ],
    ids=["oneself", "no admin"],
)
def test_what_a_key_may_not_do_is_explained(stack: Stack, key: str | None, told: str) -> None:
    stack.env["SCALING_CLOUD_API_KEY"] = key or stack.server.key
    stack.write('scaling.Member("ana", email="ana@example.com", role="org:member")')
    refused = stack.up(ok=False)
    assert any(told in error for error in refused.errors), refused.out
    assert "Traceback" not in refused.out
    assert role(stack, "ana@example.com") == "org:admin"


def test_nobody_removes_themselves(stack: Stack) -> None:
    server = stack.server
    stack.write('scaling.Member("fay", email="fay@example.com", role="org:admin")')
    stack.env["SCALING_CLOUD_API_KEY"] = SECOND_KEY
    stack.up()
    user = server.accept(server.rows("invitations")[0]["id"])["id"]
    key = {"key": "scl_live_fay", "user": user}
    server.seed({"organizations": [{"id": "org_harborline", "keys": [key]}]})
    stack.up()
    stack.env["SCALING_CLOUD_API_KEY"] = "scl_live_fay"
    refused = stack.destroy(ok=False)
    assert any("nobody can remove themselves" in error for error in refused.errors), refused.out
    assert role(stack, "fay@example.com") == "org:admin"
    assert [each for each in stack.resources() if each["urn"].endswith("::fay")]


def test_a_person_on_a_rotation_is_not_removed(stack: Stack, colleague: httpx.Client) -> None:
    server = stack.server
    stack.write('scaling.Member("fay", email="fay@example.com", role="org:member")')
    stack.up()
    user = server.accept(server.rows("invitations")[0]["id"])["id"]
    policy = colleague.post("/escalation/policies", json={"name": "Night"}).json()["data"]["id"]
    target = {"type": "users", "userIds": [user]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    colleague.post(f"/escalation/policies/{policy}/layers", json=body)
    stack.up()
    refused = stack.destroy(ok=False)
    assert any("'Night" in error and "fay@example.com" in error for error in refused.errors)
    assert role(stack, "fay@example.com") == "org:member"
    stack.env["SCALING_CLOUD_FORCE"] = "1"
    forced = stack.destroy()
    assert any("'Night" in warning for warning in forced.warnings)
    assert role(stack, "fay@example.com") is None
