"""A person, from invitation to removal: never doubled, never removed by mistake."""

import pytest

from pulumi_scaling import core
from pulumi_scaling.errors import Invalid, NotAuthorized
from pulumi_scaling.resources import by_name
from pulumi_scaling.simulator import SECOND_KEY
from tests.kinds import made

MEMBER = by_name["Member"]
NEW = {"email": "New.Person@example.com", "role": "org:member"}
BO = {"email": "Bo@example.com", "role": "org:admin"}


@pytest.fixture
def team(server):
    """Roles of members and of pending invitations, by e-mail."""

    def now():
        found = {row["email"]: row["role"] for row in server.rows("members", "org_harborline")}
        pending = {
            row["emailAddress"].casefold(): f"invited as {row['role']}"
            for row in server.rows("invitations", "org_harborline")
            if row["status"] == "pending"
        }
        return found | pending

    return now


def test_a_stranger_is_invited_and_known_by_mail_in_lower_case(account, team):
    id_, state, _ = made(account, MEMBER, **NEW)
    assert id_ == "new.person@example.com"
    assert team()[id_] == "invited as org:member"
    assert (state["email"], state["status"], state["adopted"]) == (NEW["email"], "pending", False)
    assert "user_id" not in state


def test_a_fitting_invitation_is_taken_over_and_another_one_replaced(account_on, server, team):
    made(account_on(server), MEMBER, **NEW)
    server.forget_requests()
    _, state, _ = made(account_on(server), MEMBER, **{**NEW, "email": NEW["email"].upper()})
    assert server.writes == []
    assert state["adopted"] is True
    made(account_on(server), MEMBER, **{**NEW, "role": "org:admin"})
    assert team()["new.person@example.com"] == "invited as org:admin"


def test_an_acceptance_is_seen_by_a_plain_up(account_on, server):
    id_, state, inputs = made(account_on(server), MEMBER, **NEW)
    later = account_on(server)
    core.check(later, MEMBER, inputs, inputs)
    assert not core.diff(later, MEMBER, id_, state, inputs)
    server.accept(state["invitation_id"])
    later = account_on(server)
    assert not core.diff(later, MEMBER, id_, state, inputs), "a refresh's diff asks nothing"
    core.check(later, MEMBER, inputs, inputs)
    change = core.diff(later, MEMBER, id_, state, inputs)
    assert (change.fields, change.replaces) == (("status",), ())
    after = core.update(later, MEMBER, id_, state, inputs)
    assert after["status"] == "active"
    assert after["user_id"]
    assert not core.diff(account_on(server), MEMBER, id_, after, inputs)


@pytest.mark.parametrize("end", ["expire", "revoke"])
def test_an_invitation_that_is_no_more_is_gone(account_on, server, end):
    account = account_on(server)
    id_, state, _ = made(account, MEMBER, **NEW)
    if end == "expire":
        server.expire(state["invitation_id"])
    else:
        account.client.delete(f"/team/members/invitations/{state['invitation_id']}")
    assert core.read(account_on(server), MEMBER, id_, state) is None


def test_a_pending_role_change_is_a_new_invitation(account_on, server, team):
    id_, state, _ = made(account_on(server), MEMBER, **NEW)
    wanted = {**NEW, "role": "org:admin"}
    after = core.update(account_on(server), MEMBER, id_, state, wanted)
    assert team()[id_] == "invited as org:admin"
    assert after["invitation_id"] != state["invitation_id"]
    assert core.read(account_on(server), MEMBER, id_, after)["role"] == "org:admin"


def test_who_was_there_before_is_adopted_and_gets_the_earlier_role_back(
    account_on, server, team, warnings
):
    id_, state, _ = made(account_on(server), MEMBER, **BO)
    assert (state["adopted"], state["role_before"]) == (True, "org:member")
    assert team()["bo@example.com"] == "org:admin"
    core.delete(account_on(server), MEMBER, id_, state)
    assert team()["bo@example.com"] == "org:member"
    assert any("stays, as org:member" in sentence for sentence in warnings)


def test_who_this_stack_invited_is_removed_with_it(account_on, server, team):
    id_, state, inputs = made(account_on(server), MEMBER, **NEW)
    server.accept(state["invitation_id"])
    state = core.update(account_on(server), MEMBER, id_, state, inputs)
    assert id_ in {email.casefold() for email in team()}
    core.delete(account_on(server), MEMBER, id_, state)
    assert id_ not in {email.casefold() for email in team()}


def test_a_pending_invitation_is_revoked_with_its_resource(account_on, server, team):
    id_, state, _ = made(account_on(server), MEMBER, **NEW)
    core.delete(account_on(server), MEMBER, id_, state)
    core.delete(account_on(server), MEMBER, id_, state)
    assert id_ not in team()


@pytest.mark.parametrize(
    ("said", "left"),
    [({}, True), ({"on_delete": "leave"}, True), ({"on_delete": "remove"}, False)],
)
def test_an_invitation_that_another_stack_sent_is_left_out_unless_said(
    account_on, server, team, warnings, said, left
):
    made(account_on(server), MEMBER, **NEW)
    id_, state, _ = made(account_on(server), MEMBER, **NEW, **said)
    core.delete(account_on(server), MEMBER, id_, state)
    assert (id_ in team()) is left
    told = [each for each in warnings if "was found invited already" in each]
    assert len(told) == (1 if not said else 0)


def test_a_rename_in_the_program_removes_nobody(account_on, server, team):
    id_, state, _ = made(account_on(server), MEMBER, **NEW)
    renaming = account_on(server)
    made(renaming, MEMBER, **NEW)
    core.delete(renaming, MEMBER, id_, state)
    assert team()[id_] == "invited as org:member"


def test_nobody_changes_or_removes_themselves_and_that_is_explained(account_on, server):
    ana = {"email": "ana@example.com", "role": "org:member"}
    with pytest.raises((Invalid, NotAuthorized), match="another admin's key can"):
        made(account_on(server), MEMBER, **ana)
    state = {**ana, "adopted": False, "status": "active", "user_id": "user_ana"}
    with pytest.raises((Invalid, NotAuthorized), match="another admin's key can"):
        core.delete(account_on(server), MEMBER, "ana@example.com", state)
    core.update(account_on(server, key=SECOND_KEY), MEMBER, "ana@example.com", state, ana)


def test_another_address_is_another_person_and_another_case_is_not(account_on, server):
    id_, state, inputs = made(account_on(server), MEMBER, **NEW)
    account = account_on(server)
    same = {**inputs, "email": inputs["email"].swapcase()}
    assert not core.diff(account, MEMBER, id_, state, same)
    other = core.diff(account, MEMBER, id_, state, {**inputs, "email": "other@example.com"})
    assert other.replaces == ("email",)
