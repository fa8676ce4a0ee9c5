"""Schedules: what the pages say about them, one claim a test."""

import uuid

import pytest

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
CONFLICT = (409, "invalid_request_error", "name_conflict")
NO_ZONE = (400, "invalid_request_error", "invalid_timezone")


def test_a_new_schedule_shows_what_was_sent_and_who_made_it(api):
    sent = {"name": "Primary", "timezone": "Europe/Madrid", "description": "First line"}
    answer = api.post("/oncall/schedules", json=sent)
    assert answer.status_code == 200
    made = answer.json()["data"]
    assert {key: made[key] for key in sent} == sent
    assert made["orgId"] == "org_harborline"
    assert made["createdBy"] == "user_ana"
    assert made["createdAt"] == made["updatedAt"]
    assert uuid.UUID(made["id"]).version == 4
    assert "layers" not in made


def test_a_description_left_out_is_null_and_an_empty_one_stays_empty(new_schedule):
    assert new_schedule()["description"] is None
    assert new_schedule(description="")["description"] == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"name": "Primary"},
        {"timezone": "Europe/Paris"},
        {"name": "", "timezone": "Europe/Paris"},
        {"name": "n" * 256, "timezone": "Europe/Paris"},
        {"name": 7, "timezone": "Europe/Paris"},
        {"name": "Primary", "timezone": ""},
        {"name": "Primary", "timezone": "Europe/Paris", "description": None},
    ],
)
def test_a_body_that_misses_the_schema_is_422(api, refused, wrong):
    assert refused(api.post("/oncall/schedules", json=wrong)) == BAD


def test_a_name_may_have_255_characters_whatever_their_bytes(new_schedule):
    assert new_schedule(name="é" * 255)["name"] == "é" * 255


@pytest.mark.parametrize(
    "zone", ["Europe/Pari", "europe/paris", "../etc/passwd", "UTC+1", "x\0", "Europe"]
)
def test_a_zone_that_is_none_is_400(api, refused, zone):
    body = {"name": "Primary", "timezone": zone}
    assert refused(api.post("/oncall/schedules", json=body)) == NO_ZONE


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/Argentina/Ushuaia", "Etc/GMT+5"])
def test_every_iana_zone_is_accepted(new_schedule, zone):
    assert new_schedule(timezone=zone)["timezone"] == zone


def test_a_taken_name_is_409_on_create_rename_and_replacement(api, refused, new_schedule):
    new_schedule(name="Primary")
    other = new_schedule(name="Other")
    full = {"name": "Primary", "timezone": "UTC"}
    assert refused(api.post("/oncall/schedules", json=full)) == CONFLICT
    assert refused(api.patch(f"/oncall/schedules/{other['id']}", json=full)) == CONFLICT
    assert refused(api.put(f"/oncall/schedules/{other['id']}", json=full)) == CONFLICT
    assert new_schedule(name="primary")["name"] == "primary"


def test_a_schedule_keeps_its_own_name_without_conflict(api, new_schedule):
    made = new_schedule(name="Primary")
    assert api.patch(f"/oncall/schedules/{made['id']}", json={"name": "Primary"}).is_success


def test_a_deleted_name_is_free_again(api, new_schedule):
    made = new_schedule(name="Primary")
    assert api.delete(f"/oncall/schedules/{made['id']}").json()["success"] is True
    assert new_schedule(name="Primary")["id"] != made["id"]


def test_a_patch_touches_what_it_names_and_nothing_else(api, server, new_schedule):
    server.clock("2026-05-01T10:00:00Z")
    made = new_schedule(description="First line")
    server.clock(advance=60)
    path = f"/oncall/schedules/{made['id']}"
    changed = api.patch(path, json={"timezone": "Asia/Tokyo"}).json()["data"]
    assert changed == {
        **made,
        "timezone": "Asia/Tokyo",
        "updatedAt": "2026-05-01T10:01:00.000Z",
    }
    assert api.patch(path, json={"description": None}).json()["data"]["description"] is None


def test_an_empty_patch_is_a_200_that_changes_nothing(api, server, new_schedule):
    made = new_schedule()
    server.clock(advance=60)
    answer = api.patch(f"/oncall/schedules/{made['id']}", json={})
    assert (answer.status_code, answer.json()["data"]) == (200, made)


def test_a_put_resets_the_description_and_leaves_the_layers(api, new_schedule, new_layer):
    made = new_schedule(description="First line")
    layer = new_layer(made["id"])
    path = f"/oncall/schedules/{made['id']}"
    put = api.put(path, json={"name": "Renamed", "timezone": "UTC"}).json()["data"]
    assert (put["name"], put["description"]) == ("Renamed", None)
    assert [each["id"] for each in api.get(path).json()["data"]["layers"]] == [layer["id"]]


@pytest.mark.parametrize("verb", ["GET", "PATCH", "PUT", "DELETE"])
def test_an_unknown_id_is_404_and_a_malformed_one_422(api, refused, verb):
    body = {"name": "n", "timezone": "UTC"} if verb in ("PATCH", "PUT") else None
    unknown = api.request(verb, f"/oncall/schedules/{uuid.uuid4()}", json=body)
    assert refused(unknown) == NOT_FOUND
    assert refused(api.request(verb, "/oncall/schedules/primary", json=body)) == BAD


def test_a_list_shows_schedules_without_layers_in_the_order_they_were_made(api, new_schedule):
    made = [new_schedule() for _ in range(3)]
    assert api.get("/oncall/schedules").json()["data"] == made


def test_deleting_a_schedule_takes_its_layers_and_leaves_targets_dangling(
    api, server, new_schedule, new_layer, new_policy
):
    schedule = new_schedule()
    new_layer(schedule["id"])
    policy = new_policy()
    target = {"type": "schedule", "scheduleId": schedule["id"]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    api.post(f"/escalation/policies/{policy['id']}/layers", json=body)
    assert api.delete(f"/oncall/schedules/{schedule['id']}").is_success
    assert server.rows("rotation_layers") == []
    layers = api.get(f"/escalation/policies/{policy['id']}").json()["data"]["layers"]
    assert [layer["target"] for layer in layers] == [target]
