"""Keys: who may come in, as whom, and into which organization."""

import httpx
import pytest

from pulumi_scaling.simulator import EXPIRED_KEY, MEMBER_KEY, OTHER_KEY, SECOND_KEY

MISSING = (401, "not_authorized_error", "missing_authorization_header")
INVALID = (401, "not_authorized_error", "invalid_api_key")
NOT_ADMIN = (401, "not_authorized_error", "not_authorized")
NOT_FOUND = (404, "invalid_request_error", "not_found")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic YTpi", "scl_live_x"])
def test_without_a_bearer_key_the_header_is_missing(server, refused, header):
    headers = {} if header is None else {"authorization": header}
    assert refused(httpx.get(f"{server.url}/users", headers=headers)) == MISSING


@pytest.mark.parametrize("key", ["scl_live_unknown", "nonsense", EXPIRED_KEY])
def test_an_unknown_or_expired_key_is_invalid(client_for, refused, key):
    assert refused(client_for(key).get("/users")) == INVALID


def test_the_scheme_may_be_written_in_any_case(server):
    headers = {"authorization": f"bEARER {server.key}"}
    assert httpx.get(f"{server.url}/users", headers=headers).is_success


def test_a_key_runs_out_at_its_instant(server, client_for, refused):
    key = {"key": "scl_live_short", "user": "user_bo", "expires": "2026-05-01T12:00:00Z"}
    server.seed({"organizations": [{"id": "org_harborline", "keys": [key]}]})
    short = client_for("scl_live_short")
    server.clock("2026-05-01T11:59:59Z")
    assert short.get("/users").is_success
    server.clock("2026-05-01T12:00:00Z")
    assert refused(short.get("/users")) == INVALID


def test_several_keys_open_one_organization_as_different_people(client_for):
    body = {"name": "Primary", "timezone": "UTC"}
    made = client_for(SECOND_KEY).post("/oncall/schedules", json=body).json()["data"]
    assert (made["orgId"], made["createdBy"]) == ("org_harborline", "user_dee")
    found = client_for(MEMBER_KEY).get(f"/oncall/schedules/{made['id']}")
    assert found.json()["data"]["createdBy"] == "user_dee"


def test_ids_of_another_organization_are_as_if_unknown(
    client_for, refused, new_schedule, new_layer, new_policy, new_link, new_incident
):
    schedule, policy = new_schedule(), new_policy()
    layer = new_layer(schedule["id"])
    chained = new_link(policy["id"], 1, ["user_bo"])
    incident = new_incident()
    stranger = client_for(OTHER_KEY)
    for path in (
        f"/oncall/schedules/{schedule['id']}",
        f"/oncall/schedules/{schedule['id']}/resolve",
        f"/escalation/policies/{policy['id']}",
        f"/incidents/{incident['id']}",
        f"/incidents/{incident['id']}/updates",
    ):
        assert refused(stranger.get(path)) == NOT_FOUND
    for path in (
        f"/oncall/schedules/{schedule['id']}",
        f"/oncall/schedules/{schedule['id']}/layers/{layer['id']}",
        f"/escalation/policies/{policy['id']}",
        f"/escalation/policies/{policy['id']}/layers/{chained['id']}",
        "/team/members/user_bo",
    ):
        assert refused(stranger.delete(path)) == NOT_FOUND


def test_names_are_unique_an_organization_and_lists_show_only_ones_own(client_for, new_schedule):
    new_schedule(name="Primary")
    stranger = client_for(OTHER_KEY)
    body = {"name": "Primary", "timezone": "UTC"}
    theirs = stranger.post("/oncall/schedules", json=body).json()["data"]
    assert stranger.get("/oncall/schedules").json()["data"] == [theirs]


def test_a_target_in_another_organization_does_not_exist(client_for, refused, new_schedule):
    stranger = client_for(OTHER_KEY)
    policy = stranger.post("/escalation/policies", json={"name": "P"}).json()["data"]
    target = {"type": "schedule", "scheduleId": new_schedule()["id"]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    answer = stranger.post(f"/escalation/policies/{policy['id']}/layers", json=body)
    assert refused(answer) == (400, "invalid_request_error", "invalid_target")


@pytest.mark.parametrize(
    ("verb", "path"),
    [
        ("GET", "/team/members"),
        ("POST", "/team/members/invite"),
        ("PATCH", "/team/members/user_cy/role"),
        ("DELETE", "/team/members/user_cy"),
        ("DELETE", "/team/members/invitations/orginv_1"),
    ],
)
def test_the_team_is_for_admins(client_for, refused, verb, path):
    assert refused(client_for(MEMBER_KEY).request(verb, path, json={})) == NOT_ADMIN


def test_everything_else_needs_no_admin(client_for):
    member = client_for(MEMBER_KEY)
    body = {"name": "Primary", "timezone": "UTC"}
    assert member.post("/oncall/schedules", json=body).is_success
    assert member.post("/escalation/policies", json={"name": "P"}).is_success
    assert member.get("/users").is_success
