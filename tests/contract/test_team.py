"""Team, invitations and users: who comes, who goes, and what nobody does to themselves."""

import pytest

from pulumi_scaling.simulator import MEMBER_KEY, SECOND_KEY

NOT_FOUND = (404, "invalid_request_error", "not_found")
BAD_INVITE = (400, "invalid_request_error", "invalid_request_error")
BAD = (422, "validation_error", "")
PAT = {"emailAddress": "pat@example.com", "role": "org:member"}


def invite(api, **fields):
    return api.post("/team/members/invite", json={**PAT, **fields}).json()["data"]


def test_members_and_users_are_the_same_people(api):
    members = api.get("/team/members").json()["data"]["members"]
    users = api.get("/users").json()["data"]["users"]
    assert [each["id"] for each in members] == [each["id"] for each in users]
    ana = members[0]
    assert (ana["id"], ana["email"], ana["role"]) == ("user_ana", "ana@example.com", "org:admin")
    assert users[0] == {key: ana[key] for key in ("id", "firstName", "lastName", "email")}
    assert members[4]["lastName"] is None


def test_an_invitation_is_pending_until_accepted_and_then_a_member(api, server):
    made = invite(api)
    assert (made["status"], made["emailAddress"]) == ("pending", "pat@example.com")
    assert api.get("/team/members").json()["data"]["invitations"] == [made]
    member = server.accept(made["id"])
    assert member["id"] != made["id"]
    team = api.get("/team/members").json()["data"]
    assert team["invitations"] == []
    assert team["members"][-1] == member
    assert (member["email"], member["role"]) == ("pat@example.com", "org:member")


def test_an_expired_invitation_is_gone_and_the_address_free(api, server, refused):
    made = invite(api)
    server.expire(made["id"])
    assert api.get("/team/members").json()["data"]["invitations"] == []
    assert refused(api.delete(f"/team/members/invitations/{made['id']}")) == NOT_FOUND
    assert invite(api)["id"] != made["id"]


def test_a_revoked_invitation_cannot_be_revoked_twice(api, refused):
    path = f"/team/members/invitations/{invite(api)['id']}"
    assert api.delete(path).json()["success"] is True
    assert refused(api.delete(path)) == NOT_FOUND


@pytest.mark.parametrize("email", ["bo@example.com", "BO@Example.com", "pat@example.com"])
def test_inviting_a_member_or_a_pending_address_is_400(api, refused, email):
    invite(api)
    body = {**PAT, "emailAddress": email}
    assert refused(api.post("/team/members/invite", json=body)) == BAD_INVITE


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"emailAddress": "pat@example.com"},
        {"role": "org:member"},
        {**PAT, "emailAddress": "pat"},
        {**PAT, "emailAddress": "a" * 320 + "@example.com"},
        {**PAT, "role": "admin"},
        {**PAT, "role": None},
    ],
)
def test_a_bad_invitation_has_a_400_of_its_own(api, refused, wrong):
    assert refused(api.post("/team/members/invite", json=wrong)) == BAD_INVITE


def test_a_role_change_answers_the_member(api):
    changed = api.patch("/team/members/user_bo/role", json={"role": "org:admin"}).json()["data"]
    assert (changed["id"], changed["role"]) == ("user_bo", "org:admin")
    assert api.get("/team/members").json()["data"]["members"][1] == changed


def test_a_promoted_member_is_an_admin_at_once(api, client_for):
    api.patch("/team/members/user_bo/role", json={"role": "org:admin"})
    assert client_for(MEMBER_KEY).get("/team/members").is_success


@pytest.mark.parametrize("wrong", [{}, {"role": "owner"}, {"role": ""}])
def test_a_bad_role_is_422(api, refused, wrong):
    assert refused(api.patch("/team/members/user_bo/role", json=wrong)) == BAD


def test_nobody_changes_or_removes_themselves(api, refused):
    own_role = api.patch("/team/members/user_ana/role", json={"role": "org:member"})
    assert refused(own_role) == (400, "invalid_request_error", "cannot_change_own_role")
    removal = api.delete("/team/members/user_ana")
    assert refused(removal) == (400, "invalid_request_error", "cannot_remove_self")


def test_unknown_people_are_404(api, refused):
    role = {"role": "org:admin"}
    assert refused(api.patch("/team/members/user_nobody/role", json=role)) == NOT_FOUND
    assert refused(api.delete("/team/members/user_nobody")) == NOT_FOUND
    assert refused(api.delete("/team/members/invitations/orginv_none")) == NOT_FOUND


def test_removal_ends_access_at_once_and_leaves_rotations_alone(
    api, client_for, refused, new_schedule, new_layer
):
    schedule = new_schedule()
    new_layer(schedule["id"], participantIds=["user_dee"])
    assert client_for(SECOND_KEY).get("/users").is_success
    assert api.delete("/team/members/user_dee").json()["success"] is True
    gone = client_for(SECOND_KEY).get("/users")
    assert refused(gone) == (401, "not_authorized_error", "invalid_api_key")
    layers = api.get(f"/oncall/schedules/{schedule['id']}").json()["data"]["layers"]
    assert layers[0]["participantIds"] == ["user_dee"]


def test_a_person_of_another_organization_keeps_the_user_id(api, server):
    member = server.accept(invite(api, emailAddress="oz@northwind.example")["id"])
    assert member["id"] == "user_oz"
