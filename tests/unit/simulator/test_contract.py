"""The contract as the simulator reads it: routes, failures, and the readings of its schemas."""

import pytest

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.contract import Reading, Router, SchemaFailure, checker

CONTRACT = contract.load()
ID = "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"


@pytest.mark.parametrize(
    ("method", "path", "operation", "values"),
    [
        ("GET", "/oncall/schedules", "list_schedules", ()),
        ("GET", "/oncall/schedules/a%2Fb", "get_schedule", ("a/b",)),
        ("PUT", "/oncall/schedules/s/layers/order", "reorder_rotation_layers", ("s",)),
        ("PUT", "/oncall/schedules/s/layers/l", "replace_rotation_layer", ("s", "l")),
        ("POST", "/team/members/invite", "invite_team_member", ()),
        ("PATCH", "/team/members/invite/role", "update_member_role", ("invite",)),
        ("DELETE", "/team/members/invitations", "remove_team_member", ("invitations",)),
        ("DELETE", "/team/members/invitations/i", "revoke_invitation", ("i",)),
    ],
)
def test_paths_lead_where_they_should(method, path, operation, values):
    operations, found = Router(CONTRACT.operations.values()).match(path)
    assert (operations[method].id, found) == (operation, values)


@pytest.mark.parametrize("path", ["", "oncall", "/", "/oncall/schedules/", "/users/x", "/a/b/c"])
def test_other_paths_lead_nowhere(path):
    assert Router(CONTRACT.operations.values()).match(path) is None


def test_statuses_failures_and_rights_come_from_the_document():
    operations = CONTRACT.operations
    assert (operations["create_incident"].success, operations["create_incident"].alternative) == (
        201,
        None,
    )
    assert (operations["create_schedule"].success, operations["create_schedule"].alternative) == (
        200,
        201,
    )
    assert operations["delete_schedule"].alternative == 204
    assert operations["invite_team_member"].failure.status == 400
    assert operations["invite_team_member"].uniform_failure
    assert operations["create_policy_layer"].failures[0][0] == ("target",)
    assert {each.id for each in operations.values() if each.admin} == {
        "list_team_members",
        "invite_team_member",
        "update_member_role",
        "remove_team_member",
        "revoke_invitation",
    }
    assert CONTRACT.base_path == "/v1"


def test_a_reading_changes_what_fits_and_nothing_else():
    strict, lax = checker(Reading()), checker(Reading(True, True, True))
    get = CONTRACT.operations["get_schedule"]
    create = CONTRACT.operations["create_incident"]
    with pytest.raises(SchemaFailure):
        strict.path(get, ("sch_1",))
    assert lax.path(get, ("sch_1",)) == {"scheduleId": "sch_1"}
    with pytest.raises(SchemaFailure):
        strict.body(create, {"title": "T", "severity": "low"})
    lax.body(create, {"title": "T", "severity": "low"})
    with pytest.raises(SchemaFailure):
        lax.body(create, {"title": "", "severity": "low"})


def test_an_answer_is_held_against_its_schema():
    get = CONTRACT.operations["list_users"]
    check = checker(Reading())
    assert check.answer(get, 200, {"data": {"users": [{"id": "u", "more": 1}]}}) is None
    assert "at /data/users/0" in str(check.answer(get, 200, {"data": {"users": [{}]}}))
    assert "204" in str(check.answer(get, 204, None))
    assert check.answer(CONTRACT.operations["delete_schedule"], 204, None) is None
