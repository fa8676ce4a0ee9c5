"""Answers read leniently: growth and habits of the service break no script, nonsense is named."""

from datetime import datetime, timedelta, timezone

import pytest

from pulumi_scaling.client.areas.declared import (
    InboundIntegration,
    PolicyLayer,
    RotationLayer,
    Schedule,
)
from pulumi_scaling.client.areas.incident_records import Incident, IncidentUpdate
from pulumi_scaling.client.areas.oncall import OnCall
from pulumi_scaling.client.areas.records import read
from pulumi_scaling.client.areas.team import Member
from pulumi_scaling.client.areas.users import User
from pulumi_scaling.errors import Unreadable

INCIDENT = {
    "id": "i1",
    "orgId": "o1",
    "title": "Down",
    "severity": "critical",
    "status": "investigating",
    "createdAt": "2026-01-05T08:00:00.000Z",
    "updatedAt": "2026-01-05T08:00:00.000Z",
}
LAYER = {
    "id": "l1",
    "name": "Weekly",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
}
LINK = {"id": "p1", "ackTimeoutMinutes": 5, "target": {"type": "users", "userIds": ["u1"]}}


@pytest.mark.parametrize(
    ("record", "answer", "field", "value"),
    [
        (Incident, INCIDENT, "affected_components", ()),
        (Incident, INCIDENT | {"affectedComponents": None}, "affected_components", ()),
        (Incident, INCIDENT | {"severity": "apocalyptic"}, "severity", "apocalyptic"),
        (Incident, INCIDENT | {"status": "postmortem", "new": 1}, "status", "postmortem"),
        (Incident, INCIDENT | {"escalation": {"a": {"b": 1}}}, "escalation", {"a": {"b": 1}}),
        (Schedule, {"id": "s", "name": "S", "timezone": "UTC"}, "created_by", None),
        (RotationLayer, LAYER, "position", None),
        (RotationLayer, LAYER, "schedule_id", None),
        (RotationLayer, LAYER | {"handoffTime": "09:00:00"}, "handoff_time", "09:00"),
        (RotationLayer, LAYER | {"handoffTime": "09:00:30"}, "handoff_time", "09:00:30"),
        (RotationLayer, LAYER | {"rotationType": "lunar"}, "rotation_type", "lunar"),
        (RotationLayer, LAYER | {"effectiveUntil": None}, "effective_until", None),
        (PolicyLayer, LINK | {"target": {"type": "robot", "robotId": "r"}}, "policy_id", None),
        (Member, {"id": "u", "email": "a@b.c", "role": "org:owner"}, "role", "org:owner"),
        (Member, {"id": "u", "email": "a@b.c", "role": "x", "firstName": None}, "first_name", None),
        (OnCall, {"owner": None, "pagingTargets": []}, "owner", None),
        (OnCall, {"owner": "u1", "pagingTargets": ["u1"]}, "paging_targets", ("u1",)),
        (OnCall, {"owner": {"id": "u1"}, "pagingTargets": []}, "owner", "u1"),
        (OnCall, {"pagingTargets": [{"id": "u1"}, "u2"]}, "paging_targets", ("u1", "u2")),
        (OnCall, {"currentOncall": {"id": "u1"}}, "current_oncall", ("u1",)),
        (OnCall, {"currentOncall": ["u1"]}, "current_oncall", ("u1",)),
        (OnCall, {"currentOncall": None}, "current_oncall", ()),
    ],
)
def test_what_may_be_missing_or_new_is_tolerated(record, answer, field, value):
    assert getattr(read(record, answer, "GET /x"), field) == value


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-05T08:00:00Z", datetime(2026, 1, 5, 8, tzinfo=timezone.utc)),
        ("2026-01-05T08:00:00.5Z", datetime(2026, 1, 5, 8, 0, 0, 500_000, tzinfo=timezone.utc)),
        ("2026-01-05T09:00:00+01:00", datetime(2026, 1, 5, 8, tzinfo=timezone.utc)),
        ("2026-01-05T08:00:00.123456789Z", datetime(2026, 1, 5, 8, 0, 0, 123_456, timezone.utc)),
        ("2016-12-31T23:59:60Z", datetime(2017, 1, 1, tzinfo=timezone.utc)),
    ],
)
def test_instants_are_moments_in_utc(text, moment):
    at = read(Incident, INCIDENT | {"createdAt": text}, "GET /x").created_at
    assert at == moment
    assert at.utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("record", "answer", "where"),
    [
        (Incident, {}, "id"),
        (Incident, INCIDENT | {"id": None}, "id"),
        (Incident, INCIDENT | {"createdAt": "yesterday"}, "createdAt"),
        (Incident, INCIDENT | {"createdAt": 7}, "createdAt"),
        (Incident, INCIDENT | {"affectedComponents": {"id": "c"}}, "affectedComponents"),
        (Incident, INCIDENT | {"affectedComponents": [{}]}, r"affectedComponents\.0\.id"),
        (Incident, [], "it"),
        (Incident, None, "it"),
        (OnCall, {"owner": {"name": "no id"}}, "owner"),
        (OnCall, {"pagingTargets": 7}, r"pagingTargets\.0"),
        (InboundIntegration, {"id": "b"}, "name"),
        (PolicyLayer, LINK | {"target": "users"}, "target"),
        (PolicyLayer, LINK | {"ackTimeoutMinutes": float("nan")}, "ackTimeoutMinutes"),
        (IncidentUpdate, {"id": "u"}, "visibility"),
        (User, {"id": {"id": "x" * 10_000}}, "id"),
    ],
)
def test_nonsense_is_named_and_not_repeated(record, answer, where):
    with pytest.raises(
        Unreadable, match=rf"GET /x answered .* no {record.__name__}: {where}:"
    ) as e:
        read(record, answer, "GET /x")
    assert len(str(e.value)) < 300


def test_a_record_is_what_was_said_and_does_not_change():
    user = read(User, {"id": "u1"}, "GET /x")
    with pytest.raises(ValueError, match="frozen"):
        user.id = "u2"
    assert user == User(id="u1")
    incident = read(Incident, INCIDENT, "GET /x")
    assert Incident(**dict(incident)) == incident


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"first_name": "Ana", "last_name": "Sousa"}, "Ana Sousa"),
        ({"first_name": "Ana", "email": "ana@example.com"}, "Ana"),
        ({"email": "ana@example.com"}, "ana@example.com"),
        ({}, "u1"),
    ],
)
def test_a_person_has_some_name(fields, name):
    assert User(id="u1", **fields).name == name
