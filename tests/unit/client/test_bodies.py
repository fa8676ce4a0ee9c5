"""What Python says, as it goes over the wire."""

import json
from datetime import date, datetime, timedelta, timezone

import pytest
import respx

from pulumi_scaling.client import KEEP
from pulumi_scaling.client.areas.declared import Target
from pulumi_scaling.client.areas.records import read
from pulumi_scaling.client.areas.sending import changed, day, given, instant

PARIS = timezone(timedelta(hours=1))


def test_a_create_says_what_was_said():
    assert given(name="A", description=None, layer_ids=("x", "y"), is_it=False) == {
        "name": "A",
        "layerIds": ["x", "y"],
        "isIt": False,
    }


def test_a_change_clears_with_none_and_keeps_with_keep():
    assert changed(name=KEEP, description=None, ack_timeout_minutes=0) == {
        "description": None,
        "ackTimeoutMinutes": 0,
    }
    assert repr(KEEP) == "KEEP"


def test_objects_inside_are_spelled_likewise_and_values_are_left_alone():
    target = {"type": "schedule", "schedule_id": "a_b"}
    assert given(target=target) == {"target": {"type": "schedule", "scheduleId": "a_b"}}


def test_a_record_goes_back_as_it_came():
    target = read(Target, {"type": "users", "userIds": ["u_1"], "new": 1}, "GET /x")
    assert given(target=target) == {"target": {"type": "users", "userIds": ["u_1"]}}


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 1, 5, 9, tzinfo=PARIS), "2026-01-05T08:00:00Z"),
        (datetime(2026, 1, 5, 8, 0, 0, 5, timezone.utc), "2026-01-05T08:00:00.000005Z"),
        ("2026-01-05T09:00:00+01:00", "2026-01-05T09:00:00+01:00"),
        (None, None),
    ],
)
def test_moments(at, text):
    assert instant(at) == text
    assert given(at=at) == ({} if text is None else {"at": text})


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        instant(datetime(2026, 1, 5, 9))  # noqa: DTZ001 - the mistake


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2026, 1, 5), "2026-01-05"),
        (datetime(2026, 1, 5, 0, 30, tzinfo=PARIS), "2026-01-04"),
        ("2026-01-05", "2026-01-05"),
        (None, None),
    ],
)
def test_days(on, text):
    assert day(on) == text


# ---------------------------------------------------------------- through the areas

ROW = {
    "id": "x", "name": "N", "title": "T", "timezone": "UTC",
    "severity": "low", "status": "resolved",
    "createdAt": "2026-01-05T08:00:00Z", "updatedAt": "2026-01-05T08:00:00Z",
}  # fmt: skip


def sent(wire: respx.Router):
    (call,) = wire.calls
    return json.loads(call.request.content)


def test_an_incident_is_opened_with_what_was_said(client, wire):
    wire.post("/incidents").respond(201, json={"data": ROW})
    incident = client.incidents.create(
        title="T", severity="low", owner_id="u1", component_ids=["c"]
    )
    body = {"title": "T", "severity": "low", "ownerId": "u1", "componentIds": ["c"]}
    assert sent(wire) == body
    assert incident.created_at == datetime(2026, 1, 5, 8, tzinfo=timezone.utc)


def test_a_list_of_incidents_is_filtered_by_the_server(client, wire):
    wire.get("/incidents").respond(json={"data": {"incidents": [ROW]}})
    rows = client.incidents.list(status="resolved", from_=date(2026, 1, 1), to="2026-01-31")
    assert [row.id for row in rows] == ["x"]
    assert dict(wire.calls.last.request.url.params) == {
        "status": "resolved",
        "from": "2026-01-01",
        "to": "2026-01-31",
        "limit": "100",
    }


def test_a_replacement_says_everything(client, wire):
    wire.put("/oncall/schedules/s1").respond(json={"data": ROW})
    client.schedules.replace("s1", name="N", timezone="UTC")
    assert sent(wire) == {"name": "N", "timezone": "UTC", "description": None}


def test_a_change_says_what_changes(client, wire):
    wire.patch("/oncall/schedules/s1").respond(json={"data": ROW})
    client.schedules.update("s1", description=None)
    assert sent(wire) == {"description": None}


def test_who_is_on_call_is_asked_for_a_moment(client, wire):
    wire.get("/oncall/schedules/s1/resolve").respond(json={"data": {"owner": {"id": "u1"}}})
    assert client.schedules.resolve("s1", at=datetime(2026, 1, 5, 9, tzinfo=PARIS)).owner == "u1"
    assert wire.calls.last.request.url.params["at"] == "2026-01-05T08:00:00Z"


def test_people_on_call_have_names_and_stand_once(client, wire):
    on_call = {"owner": "u1", "pagingTargets": [{"id": "u2"}, {"id": "u1"}, "gone"]}
    wire.get("/oncall/schedules/s1/resolve").respond(json={"data": on_call})
    people = [{"id": "u1", "firstName": "Ana"}, {"id": "u2", "email": "bo@example.com"}]
    wire.get("/users").respond(json={"data": {"users": people}})
    names = [person.name for person in client.schedules.on_call("s1")]
    assert names == ["Ana", "bo@example.com", "gone"]


def test_nobody_on_call_needs_no_names(client, wire):
    wire.get("/oncall/schedules/s1/resolve").respond(json={"data": {"owner": None}})
    assert client.schedules.on_call("s1") == ()


def test_a_team_in_two_pages_is_one(client, wire):
    member = {"email": "a@b.c", "role": "org:member"}
    invitation = {"emailAddress": "c@b.c", "role": "org:member"}
    first = {"members": [{"id": "1", **member}], "invitations": [{"id": "2", **invitation}]}
    second = {"members": [{"id": "3", **member}], "invitations": None}
    wire.get("/team/members", params={"cursor": "two"}).respond(json={"data": second})
    wire.get("/team/members").respond(json={"data": {**first, "nextCursor": "two"}})
    team = client.team.list()
    assert [each.id for each in team.members] == ["1", "3"]
    assert [each.id for each in team.invitations] == ["2"]
