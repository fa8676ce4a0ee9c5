# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Team and users: who belongs to the organization, who is invited, with which role.

Only admins come here (the app sees to that). Nobody acts on themselves, so an organization can
never lose its last admin.
"""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal, not_found
from pulumi_scaling.simulator.world import Row, World

_MEMBERS = (
    "SELECT m.role, m.joinedAt, u.id, u.email, u.firstName, u.lastName, u.imageUrl"
    " FROM members m JOIN users u ON u.id = m.userId WHERE m.orgId = ? ORDER BY m.seq"
)


def _names(world: World, row: Row) -> Row:
    if world.switches["member_names"] == "null":
        return {"firstName": None, "lastName": None}
    return {"firstName": row["firstName"], "lastName": row["lastName"]}


def show_member(world: World, row: Row) -> Row:
    return {
        "id": row["id"],
        "email": row["email"],
        **_names(world, row),
        "imageUrl": row["imageUrl"],
        "role": row["role"],
        "joinedAt": row["joinedAt"],
    }


def show_user(world: World, row: Row) -> Row:
    return {"id": row["id"], **_names(world, row), "email": row["email"]}


def show_invitation(_world: World, row: Row) -> Row:
    return {name: row[name] for name in contract.fields("Invitation")}


def members(world: World, org: str) -> list[Row]:
    return world.store.all(_MEMBERS, org)


def invitations(world: World, org: str) -> list[Row]:
    """Those still pending; what was accepted, revoked or expired is gone from every list."""
    return world.store.all(
        "SELECT * FROM invitations WHERE orgId = ? AND status = 'pending' ORDER BY seq", org
    )


def list_team_members(call: Call) -> Row:
    world = call.world
    return {
        "members": [show_member(world, row) for row in members(world, call.org)],
        "invitations": [show_invitation(world, row) for row in invitations(world, call.org)],
    }


def list_users(call: Call) -> Row:
    return {"users": [show_user(call.world, row) for row in members(call.world, call.org)]}


def invite_team_member(call: Call) -> Row:
    world, email = call.world, call.body["emailAddress"]
    email_key = email.casefold()
    if world.store.one(
        "SELECT 1 FROM members m JOIN users u ON u.id = m.userId"
        " WHERE m.orgId = ? AND u.emailKey = ?",
        call.org,
        email_key,
    ):
        raise _conflict(world, "already_member", email)
    if world.store.one(
        "SELECT 1 FROM invitations WHERE orgId = ? AND emailKey = ? AND status = 'pending'",
        call.org,
        email_key,
    ):
        raise _conflict(world, "already_invited", email)
    invitation: Row = {
        "id": call.wanted_id or world.new_id("invitations"),
        "orgId": call.org,
        "emailAddress": email,
        "emailKey": email_key,
        "role": call.body["role"],
        "status": "pending",
        "createdAt": world.clock.stamp(),
    }
    world.store.insert("invitations", invitation)
    return show_invitation(world, invitation)


def _conflict(world: World, code: str, email: str) -> Refusal:
    documented = world.switches["invite_conflict"]
    return Refusal(
        code if documented == "precise" else str(documented),
        f"{email} is {code.replace('_', ' ')}",
    )


def _other_member(call: Call, code: str) -> Row:
    user = call.path["userId"]
    row = call.world.member(call.org, user)
    if row is None:
        raise not_found("member")
    if user == call.user:
        raise Refusal(code, "The caller aimed at itself")
    return row


def update_member_role(call: Call) -> Row:
    row = _other_member(call, "cannot_change_own_role")
    call.world.store.run(
        "UPDATE members SET role = ? WHERE orgId = ? AND userId = ?",
        call.body["role"],
        call.org,
        row["id"],
    )
    return show_member(call.world, {**row, "role": call.body["role"]})


def remove_team_member(call: Call) -> None:
    """Access ends at once; rotations and targets that name the person stay as they are."""
    row = _other_member(call, "cannot_remove_self")
    call.world.store.run("DELETE FROM members WHERE orgId = ? AND userId = ?", call.org, row["id"])


def revoke_invitation(call: Call) -> None:
    changed = call.world.store.run(
        "UPDATE invitations SET status = 'revoked'"
        " WHERE id = ? AND orgId = ? AND status = 'pending'",
        call.path["invitationId"],
        call.org,
    )
    if not changed:
        raise not_found("pending invitation")


def accept(world: World, invitation_id: str) -> Row:
    """What the invited person does with the mailed link: no endpoint of the API, a control call."""
    row = _close(world, invitation_id, "accepted")
    known = world.store.one("SELECT id FROM users WHERE emailKey = ?", row["emailKey"])
    user = known["id"] if known else world.new_id("users")
    if known is None:
        world.store.insert(
            "users",
            {"id": user, "email": row["emailAddress"], "emailKey": row["emailKey"]},
        )
    world.store.insert(
        "members",
        {
            "orgId": row["orgId"],
            "userId": user,
            "role": row["role"],
            "joinedAt": world.clock.stamp(),
        },
    )
    member = world.member(row["orgId"], user)
    if member is None:
        raise not_found("member")
    return show_member(world, member)


def expire(world: World, invitation_id: str) -> Row:
    """The link was left lying for too long."""
    return show_invitation(world, _close(world, invitation_id, "expired"))


def _close(world: World, invitation_id: str, status: str) -> Row:
    row = world.store.one(
        "SELECT * FROM invitations WHERE id = ? AND status = 'pending'", invitation_id
    )
    if row is None:
        raise not_found("pending invitation")
    world.store.update("invitations", invitation_id, {"status": status})
    return {**row, "status": status}
