"""The control calls over HTTP, for other processes and languages, and who may make them."""

import httpx
import pytest

from pulumi_scaling.simulator import Simulator


@pytest.fixture
def control(server):
    with httpx.Client(base_url=f"{server.origin}/_simulator", timeout=5) as client:
        yield client


def test_the_request_log_tells_what_was_asked_and_answered(api, control):
    body = {"name": "Primary", "timezone": "UTC"}
    api.post("/oncall/schedules?dry=1", json=body)
    api.get("/nothing")
    first, second = control.get("/requests").json()["requests"]
    assert first["started"] <= first["ended"] <= second["started"]
    assert {
        key: first[key] for key in ("method", "path", "query", "operation", "status", "body")
    } == {
        "method": "POST",
        "path": "/v1/oncall/schedules",
        "query": {"dry": ["1"]},
        "operation": "create_schedule",
        "status": 200,
        "body": body,
    }
    assert (second["operation"], second["status"], second["body"]) == (None, 404, None)
    control.delete("/requests")
    assert control.get("/requests").json() == {"requests": []}


def test_the_log_never_holds_a_key(api, server, control):
    api.get("/users")
    assert server.key not in control.get("/requests").text


def test_a_reset_forgets_everything_but_the_start(api, server, control, new_schedule):
    new_schedule()
    server.clock("2026-01-01T00:00:00Z")
    control.post("/faults", json={"status": 500, "operation": "list_users"})
    control.post("/switches", json={"delete_status": 204})
    control.post("/reset")
    assert control.get("/requests").json()["requests"] == []
    assert control.get("/faults").json()["faults"] == []
    assert control.get("/switches").json()["switches"]["delete_status"] == 200
    assert control.get("/clock").json()["frozen"] is False
    assert api.get("/oncall/schedules").json()["data"] == []
    assert len(api.get("/users").json()["data"]["users"]) == 5


def test_faults_come_and_go(api, control):
    fault = {"operation": "list_users", "status": 503, "times": 2}
    assert control.post("/faults", json=fault).json() == {"faults": [{**fault, "hits": 0}]}
    assert api.get("/users").status_code == 503
    assert control.get("/faults").json()["faults"][0]["hits"] == 1
    control.delete("/faults")
    assert api.get("/users").status_code == 200


def test_the_clock_is_set_frozen_and_moved(control):
    def clock(**order):
        return control.post("/clock", json=order).json()

    assert clock(now="2026-03-01T04:00:00+01:00") == {
        "now": "2026-03-01T03:00:00.000Z",
        "frozen": True,
        "behind": 0.0,
    }
    assert clock(advance=90.5)["now"] == "2026-03-01T03:01:30.500Z"
    running = clock(frozen=False)
    assert (running["now"][:17], running["frozen"]) == ("2026-03-01T03:01:", False)
    assert clock(now="2030-01-01T00:00:00Z", frozen=False)["now"].startswith("2030-01-01T00:00:00")
    assert clock(reset=True)["now"] < "2030"


def test_timestamps_fall_behind_the_date_of_answers(api, control):
    control.post("/clock", json={"now": "2026-03-01T04:00:00Z"})
    assert control.post("/clock", json={"behind": 2.5}).json() == {
        "now": "2026-03-01T04:00:00.000Z",
        "frozen": True,
        "behind": 2.5,
    }
    made = api.post("/oncall/schedules", json={"name": "Late", "timezone": "UTC"})
    assert made.headers["date"] == "Sun, 01 Mar 2026 04:00:00 GMT"
    assert made.json()["data"]["createdAt"] == "2026-03-01T03:59:57.500Z"
    control.post("/clock", json={"reset": True})
    assert control.get("/clock").json()["behind"] == 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/clock", {"behind": "an hour"}),
        ("/clock", {"behind": 1e300}),
        ("/clock", {"now": "tomorrow"}),
        ("/clock", {"now": "2026-01-01T00:00:00Z", "frozen": "yes"}),
        ("/clock", {"advance": 1e300}),
        ("/clock", {"advance": 2.3e11}),
        ("/clock", {"to": "2026"}),
        ("/switches", {"delete_status": 202}),
        ("/switches", {"delete_statis": 204}),
        ("/faults", {"status": "500"}),
        ("/faults", "cut"),
        ("/seed", {"organisations": []}),
        ("/seed", []),
    ],
)
def test_an_order_that_makes_no_sense_is_422_with_a_sentence(control, path, body):
    answer = control.post(path, json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]


@pytest.mark.parametrize(
    ("verb", "path", "status"), [("GET", "/page", 404), ("PUT", "/clock", 405)]
)
def test_what_is_no_control_call_says_so_in_json(control, verb, path, status):
    answer = control.request(verb, path)
    assert answer.status_code == status
    assert answer.json() == {"error": f"no control call: {verb} /_simulator{path}"}


def test_a_misspelt_switch_gets_a_suggestion(control):
    answer = control.post("/switches", json={"delete_statis": 204})
    assert "did you mean 'delete_status'?" in answer.json()["error"]


def test_invitations_are_accepted_and_expire(api, control):
    def invite(email):
        body = {"emailAddress": email, "role": "org:member"}
        return api.post("/team/members/invite", json=body).json()["data"]["id"]

    member = control.post(f"/invitations/{invite('pat@example.com')}/accept").json()
    assert member["email"] == "pat@example.com"
    assert (
        control.post(f"/invitations/{invite('sam@example.com')}/expire").json()["status"]
        == "expired"
    )
    assert control.post("/invitations/orginv_none/accept").status_code == 404


def test_an_invitation_is_accepted_once(api, control):
    body = {"emailAddress": "pat@example.com", "role": "org:member"}
    invitation = api.post("/team/members/invite", json=body).json()["data"]["id"]
    path = f"/invitations/{invitation}/accept"
    assert [control.post(path).status_code for _ in range(2)] == [200, 404]


def test_rows_and_pages_are_there_for_assertions(api, control, new_policy, new_link, new_incident):
    policy = new_policy()
    new_link(policy["id"], 1, ["user_bo"])
    new_incident(escalationPolicyId=policy["id"])
    (page,) = control.get("/pages").json()["pages"]
    assert page["userId"] == "user_bo"
    assert control.get("/rows/policies").json() == {"rows": [policy]}
    assert control.get("/rows/policies?org=org_northwind").json() == {"rows": []}
    assert "schedules" in control.get("/rows/nonsense").json()["error"]


@pytest.mark.parametrize(("allowed", "status"), [(False, 404), (True, 200)])
def test_an_address_others_can_reach_takes_orders_only_when_asked_for(allowed, status):
    with Simulator().serve(host="0.0.0.0", allow_remote_control=allowed) as server:
        assert httpx.get(f"{server.origin}/_simulator/requests").status_code == status
        headers = {"authorization": f"Bearer {server.key}"}
        assert httpx.get(f"{server.url}/users", headers=headers).is_success


def test_control_calls_are_no_part_of_the_log(server, control):
    control.get("/pages")
    assert server.requests == []
