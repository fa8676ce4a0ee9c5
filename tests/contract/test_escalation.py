"""Who is woken, in what order: escalation on a clock that obeys."""

import pytest

from pulumi_scaling.simulator import ORGANIZATION

SUNDAY_NIGHT = "2026-03-01T03:00:00.000Z"


@pytest.fixture
def chain(server, new_schedule, new_layer, new_policy, new_link, api):
    """Layer 1 pages a schedule for 5 minutes, layer 2 two people for 15, layer 3 Ana."""
    schedule = new_schedule()
    new_layer(schedule["id"], participantIds=["user_bo", "user_cy"])
    new_layer(schedule["id"], participantIds=["user_dee"])
    policy = new_policy()["id"]
    target = {"type": "schedule", "scheduleId": schedule["id"]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    api.post(f"/escalation/policies/{policy}/layers", json=body)
    new_link(policy, 2, ["user_eli", "user_cy"], 15)
    new_link(policy, 3, ["user_ana"], 60)
    server.clock(SUNDAY_NIGHT)
    return {"schedule": schedule["id"], "policy": policy}


def paged(server):
    return [(each["at"][11:16], each["userId"], each["reason"]) for each in server.pages]


def test_layer_after_layer_is_paged_until_there_are_no_more(server, chain, new_incident):
    incident = new_incident(ownerScheduleId=chain["schedule"])
    assert paged(server) == [("03:00", "user_cy", "layer"), ("03:00", "user_dee", "layer")]
    server.clock(advance=299)
    assert len(server.pages) == 2
    server.clock(advance=1)
    assert paged(server)[2:] == [("03:05", "user_eli", "layer"), ("03:05", "user_cy", "layer")]
    server.clock(advance=24 * 3600)
    assert paged(server)[4:] == [("03:20", "user_ana", "layer")]
    assert server.pages[0] == {
        "at": SUNDAY_NIGHT,
        "orgId": ORGANIZATION,
        "incidentId": incident["id"],
        "userId": "user_cy",
        "reason": "layer",
        "policyId": chain["policy"],
        "layerPosition": 1,
        "scheduleId": chain["schedule"],
    }


def test_acknowledging_stops_it(api, server, chain, new_incident):
    incident = new_incident(ownerScheduleId=chain["schedule"])
    server.clock(advance=120)
    api.post(f"/incidents/{incident['id']}/acknowledge")
    server.clock(advance=3600)
    assert len(server.pages) == 2


def test_resolving_stops_it(api, server, chain, new_incident):
    incident = new_incident(ownerScheduleId=chain["schedule"])
    for status in ("identified", "monitoring", "resolved"):
        api.patch(f"/incidents/{incident['id']}/status", json={"status": status})
    server.clock(advance=3600)
    assert len(server.pages) == 2


def test_a_handoff_pages_the_new_owner_and_restarts_the_timer(api, server, chain, new_incident):
    incident = new_incident(ownerScheduleId=chain["schedule"])
    server.clock(advance=240)
    api.post(f"/incidents/{incident['id']}/handoff", json={"targetUserId": "user_eli"})
    assert paged(server)[2:] == [("03:04", "user_eli", "handoff")]
    server.clock(advance=299)
    assert len(server.pages) == 3
    server.clock(advance=1)
    assert paged(server)[3:] == [("03:09", "user_eli", "layer"), ("03:09", "user_cy", "layer")]


def test_a_handoff_after_the_acknowledgement_restarts_nothing(api, server, chain, new_incident):
    incident = new_incident(ownerScheduleId=chain["schedule"])
    api.post(f"/incidents/{incident['id']}/acknowledge")
    api.post(f"/incidents/{incident['id']}/handoff", json={"targetUserId": "user_eli"})
    server.clock(advance=3600)
    assert paged(server)[2:] == [("03:00", "user_eli", "handoff")]


def test_a_schedule_pages_whoever_is_on_call_when_its_turn_comes(
    server, api, new_policy, new_link, new_schedule, new_layer, new_incident
):
    schedule = new_schedule()
    new_layer(schedule["id"], participantIds=["user_bo", "user_cy"])
    policy = new_policy()["id"]
    new_link(policy, 1, ["user_ana"], 30)
    target = {"type": "schedule", "scheduleId": schedule["id"]}
    body = {"position": 2, "ackTimeoutMinutes": 5, "target": target}
    api.post(f"/escalation/policies/{policy}/layers", json=body)
    # The week of Bo ends at 08:00 UTC, between the first page and the second.
    server.clock("2026-01-12T07:45:00Z")
    new_incident(escalationPolicyId=policy)
    server.clock(advance=3600)
    assert paged(server) == [("07:45", "user_ana", "layer"), ("08:15", "user_cy", "layer")]


def test_a_layer_added_on_the_way_is_paged_too(server, new_policy, new_link, new_incident):
    policy = new_policy()["id"]
    new_link(policy, 1, ["user_bo"], 5)
    server.clock(SUNDAY_NIGHT)
    new_incident(escalationPolicyId=policy)
    server.clock(advance=60)
    new_link(policy, 2, ["user_cy"], 5)
    server.clock(advance=240)
    assert [each[1] for each in paged(server)] == ["user_bo", "user_cy"]


def test_a_deleted_schedule_pages_nobody_and_the_next_layer_is_still_reached(
    api, server, chain, new_incident
):
    api.delete(f"/oncall/schedules/{chain['schedule']}")
    new_incident(escalationPolicyId=chain["policy"])
    assert paged(server) == []
    server.clock(advance=300)
    assert [each[1] for each in paged(server)] == ["user_eli", "user_cy"]


def test_without_a_policy_or_without_layers_nobody_is_paged(server, new_policy, new_incident):
    new_incident()
    new_incident(escalationPolicyId=new_policy()["id"])
    server.clock(advance=3600)
    assert server.pages == []


def test_two_incidents_are_paged_in_the_order_of_time(server, new_policy, new_link, new_incident):
    slow, quick = new_policy()["id"], new_policy()["id"]
    for policy, timeout in ((slow, 10), (quick, 3)):
        new_link(policy, 1, ["user_bo"], timeout)
        new_link(policy, 2, ["user_cy"], timeout)
    server.clock(SUNDAY_NIGHT)
    new_incident(escalationPolicyId=slow)
    new_incident(escalationPolicyId=quick)
    server.clock(advance=3600)
    assert [each["at"][11:16] for each in server.pages] == ["03:00", "03:00", "03:03", "03:10"]
