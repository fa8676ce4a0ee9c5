"""Rotation layers: fields and their bounds, positions, and who is on call."""

import uuid

import pytest

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
CONFLICT = (409, "invalid_request_error", "name_conflict")
NO_PARTICIPANT = (400, "invalid_request_error", "invalid_participant")


@pytest.fixture
def path(new_schedule):
    return f"/oncall/schedules/{new_schedule()['id']}"


def test_a_new_layer_comes_back_in_utc_milliseconds_at_the_end(api, path, layer_body):
    sent = layer_body(effectiveFrom="2026-01-05T09:00:00+01:00")
    made = api.post(f"{path}/layers", json=sent).json()["data"]
    assert made["effectiveFrom"] == "2026-01-05T08:00:00.000Z"
    assert made["effectiveUntil"] is None
    assert (made["position"], made["handoffTime"]) == (0, "09:00")
    assert made["scheduleId"] == path.rpartition("/")[2]
    assert api.post(f"{path}/layers", json=layer_body()).json()["data"]["position"] == 1


def test_a_position_in_the_body_is_no_input(api, path, layer_body):
    body = {**layer_body(), "position": 7}
    assert api.post(f"{path}/layers", json=body).json()["data"]["position"] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "n" * 256},
        {"rotationType": "monthly"},
        {"rotationType": "daily"},
        {"rotationLengthDays": 8},
        {"rotationType": "daily", "rotationLengthDays": 2},
        {"rotationType": "custom", "rotationLengthDays": 0},
        {"rotationType": "custom", "rotationLengthDays": 1.5},
        {"handoffTime": "9:00"},
        {"handoffTime": "24:00"},
        {"handoffTime": "09:00:00"},
        {"handoffTime": "09:00\n"},
        {"effectiveFrom": "2026-01-05"},
        {"effectiveFrom": "2026-02-30T00:00:00Z"},
        {"effectiveFrom": "2026-01-05T08:00:00"},
        {"effectiveFrom": "9999-12-31T23:59:59-01:00"},
        {"effectiveUntil": "soon"},
        {"participantIds": []},
        {"participantIds": [""]},
        {"participantIds": "user_bo"},
    ],
)
def test_a_field_out_of_bounds_is_422_on_create_and_update(
    api, path, refused, layer_body, new_layer, wrong
):
    assert refused(api.post(f"{path}/layers", json=layer_body(**wrong))) == BAD
    layer = f"{path}/layers/{new_layer(path.rpartition('/')[2])['id']}"
    assert refused(api.patch(layer, json=wrong)) == BAD
    assert refused(api.put(layer, json=layer_body(**wrong))) == BAD


@pytest.mark.parametrize(
    "right",
    [
        {"rotationLengthDays": 7.0},
        {"rotationType": "daily", "rotationLengthDays": 1},
        {"rotationType": "custom", "rotationLengthDays": 10**30},
        {"effectiveFrom": "0000-01-01T00:00:00Z"},
        {"effectiveFrom": "2016-12-31t23:59:60.5z"},
        {"effectiveUntil": "2020-01-01T00:00:00.123456789Z"},
        {"participantIds": ["user_bo", "user_bo", "user_cy"]},
        {"participantIds": ["user_bo"] * 500},
    ],
)
def test_a_field_at_the_edge_is_accepted_and_kept(api, path, layer_body, right):
    made = api.post(f"{path}/layers", json=layer_body(**right))
    assert made.is_success, made.text
    assert api.get(path).json()["data"]["layers"] == [made.json()["data"]]
    assert api.get(f"{path}/resolve").is_success


def test_a_length_of_any_size_comes_back_as_it_went(api, path, layer_body):
    body = layer_body(rotationType="custom", rotationLengthDays=10**30)
    made = api.post(f"{path}/layers", json=body).json()["data"]
    assert made["rotationLengthDays"] == 10**30


def test_the_length_rule_holds_for_the_merged_layer(api, path, refused, new_layer):
    layer = f"{path}/layers/{new_layer(path.rpartition('/')[2])['id']}"
    assert refused(api.patch(layer, json={"rotationType": "daily"})) == BAD
    assert refused(api.patch(layer, json={"rotationLengthDays": 3})) == BAD
    assert api.patch(layer, json={"rotationType": "custom"}).is_success
    assert api.patch(layer, json={"rotationLengthDays": 3}).is_success


@pytest.mark.parametrize("who", ["user_nobody", "user_nia", "bo@example.com"])
def test_a_participant_must_be_a_member_of_this_organization(
    api, path, refused, layer_body, new_layer, who
):
    wrong = {"participantIds": ["user_bo", who]}
    assert refused(api.post(f"{path}/layers", json=layer_body(**wrong))) == NO_PARTICIPANT
    layer = f"{path}/layers/{new_layer(path.rpartition('/')[2])['id']}"
    assert refused(api.patch(layer, json=wrong)) == NO_PARTICIPANT
    assert refused(api.put(layer, json=layer_body(**wrong))) == NO_PARTICIPANT


def test_names_are_unique_inside_one_schedule_only(
    api, path, refused, layer_body, new_layer, new_schedule
):
    new_layer(path.rpartition("/")[2], name="Weekly")
    assert refused(api.post(f"{path}/layers", json=layer_body(name="Weekly"))) == CONFLICT
    other = new_layer(path.rpartition("/")[2])
    renamed = api.patch(f"{path}/layers/{other['id']}", json={"name": "Weekly"})
    assert refused(renamed) == CONFLICT
    assert new_layer(new_schedule()["id"], name="Weekly")["name"] == "Weekly"


def test_a_put_resets_the_end_and_keeps_the_position(api, path, layer_body, new_layer):
    schedule = path.rpartition("/")[2]
    new_layer(schedule)
    layer = new_layer(schedule, effectiveUntil="2027-01-01T00:00:00Z")
    put = api.put(f"{path}/layers/{layer['id']}", json=layer_body(name="New")).json()["data"]
    assert (put["name"], put["effectiveUntil"], put["position"]) == ("New", None, 1)


def test_a_layer_under_another_schedule_is_404(api, path, refused, new_layer, new_schedule):
    layer = new_layer(new_schedule()["id"])
    for verb, body in (("PATCH", {"name": "x"}), ("DELETE", None)):
        answer = api.request(verb, f"{path}/layers/{layer['id']}", json=body)
        assert refused(answer) == NOT_FOUND


def test_the_order_endpoint_sets_the_whole_order(api, path, order_of, new_layer):
    ids = [new_layer(path.rpartition("/")[2])["id"] for _ in range(4)]
    wanted = [ids[2], ids[0], ids[3], ids[1]]
    answer = api.put(f"{path}/layers/order", json={"layerIds": wanted})
    assert [(each["position"], each["id"]) for each in answer.json()["data"]] == list(
        enumerate(wanted)
    )
    assert order_of(path) == list(enumerate(wanted))


@pytest.mark.parametrize("spoil", ["missing", "repeated", "unknown", "empty", "foreign"])
def test_an_order_that_is_not_every_layer_once_is_422(
    api, path, refused, order_of, new_layer, new_schedule, spoil
):
    ids = [new_layer(path.rpartition("/")[2])["id"] for _ in range(3)]
    before = order_of(path)
    wrong = {
        "missing": ids[:2],
        "repeated": [ids[0], ids[0], ids[1]],
        "unknown": [*ids[:2], str(uuid.uuid4())],
        "empty": [],
        "foreign": [*ids, new_layer(new_schedule()["id"])["id"]],
    }[spoil]
    assert refused(api.put(f"{path}/layers/order", json={"layerIds": wrong})) == BAD
    assert order_of(path) == before


def test_deleting_a_layer_closes_the_gap(api, path, order_of, new_layer):
    ids = [new_layer(path.rpartition("/")[2])["id"] for _ in range(3)]
    assert api.delete(f"{path}/layers/{ids[0]}").is_success
    assert order_of(path) == [(0, ids[1]), (1, ids[2])]


class TestWhoIsOnCall:
    def test_nobody_without_layers(self, api, path):
        assert api.get(f"{path}/resolve").json()["data"] == {
            "owner": None,
            "pagingTargets": [],
            "currentOncall": None,
        }

    @pytest.mark.parametrize(
        ("at", "owner"),
        [
            ("2026-01-05T07:59:59Z", None),
            ("2026-01-05T08:00:00Z", "user_bo"),
            ("2026-01-12T07:59:59Z", "user_bo"),
            ("2026-01-12T08:00:00Z", "user_cy"),
            ("2026-01-12T09:00:00+01:00", "user_cy"),
            # Paris is two hours ahead in summer: nine o'clock there comes at seven.
            ("2026-07-06T06:59:59Z", "user_cy"),
            ("2026-07-06T07:00:00Z", "user_bo"),
        ],
    )
    def test_turns_follow_the_clock_on_the_wall(self, api, path, new_layer, at, owner):
        new_layer(path.rpartition("/")[2])
        answer = api.get(f"{path}/resolve", params={"at": at})
        assert answer.json()["data"]["owner"] == owner

    def test_position_0_owns_and_every_active_layer_is_paged(self, api, path, new_layer):
        schedule = path.rpartition("/")[2]
        new_layer(schedule, participantIds=["user_dee"])
        new_layer(schedule, participantIds=["user_eli"])
        new_layer(schedule, participantIds=["user_ana"], effectiveUntil="2026-01-06T00:00:00Z")
        found = api.get(f"{path}/resolve", params={"at": "2026-02-01T00:00:00Z"}).json()["data"]
        assert found["owner"] == "user_dee"
        assert found["pagingTargets"] == ["user_dee", "user_eli"]

    def test_the_simulated_clock_decides_what_now_is(self, api, server, path, new_layer):
        new_layer(path.rpartition("/")[2])
        server.clock("2026-01-12T08:00:00Z")
        assert api.get(f"{path}/resolve").json()["data"]["owner"] == "user_cy"

    def test_an_override_stands_in(self, api, server, path, new_layer):
        schedule = path.rpartition("/")[2]
        new_layer(schedule)
        stand_in = {
            "schedule": schedule,
            "user": "eli@example.com",
            "starts": "2026-01-06T00:00:00Z",
            "ends": "2026-01-07T00:00:00Z",
        }
        server.seed({"organizations": [{"id": "org_harborline", "overrides": [stand_in]}]})
        owners = [
            api.get(f"{path}/resolve", params={"at": f"2026-01-{day}T12:00:00Z"}).json()["data"]
            for day in ("05", "06", "07")
        ]
        assert [each["owner"] for each in owners] == ["user_bo", "user_eli", "user_bo"]

    @pytest.mark.parametrize(
        "at", ["", "now", "2026-01-05", "2026-01-05 08:00:00Z", "9999-12-31T23:59:59-01:00"]
    )
    def test_an_instant_that_is_none_is_422(self, api, path, refused, at):
        assert refused(api.get(f"{path}/resolve", params={"at": at})) == BAD
