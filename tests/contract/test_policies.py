"""Escalation policies and their layers: names, targets, positions that shift and close."""

import uuid

import pytest

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
CONFLICT = (409, "invalid_request_error", "name_conflict")
BAD_TARGET = (400, "invalid_request_error", "invalid_target")
USERS = {"type": "users", "userIds": ["user_bo"]}


@pytest.fixture
def path(new_policy):
    return f"/escalation/policies/{new_policy()['id']}"


def link(position=1, timeout=5, target=USERS):
    return {"position": position, "ackTimeoutMinutes": timeout, "target": target}


def test_a_new_policy_has_no_layers(api, new_policy):
    made = new_policy(name="Payments", description="Who is woken")
    assert (made["name"], made["description"]) == ("Payments", "Who is woken")
    shown = api.get(f"/escalation/policies/{made['id']}").json()["data"]
    assert shown == {**made, "layers": []}
    assert api.get("/escalation/policies").json()["data"] == [made]


@pytest.mark.parametrize("wrong", [{}, {"name": ""}, {"name": "n" * 256}, {"name": None}])
def test_a_policy_needs_a_name_of_1_to_255_characters(api, refused, wrong):
    assert refused(api.post("/escalation/policies", json=wrong)) == BAD


def test_a_taken_policy_name_is_409_on_create_and_rename(api, refused, new_policy):
    new_policy(name="Payments")
    other = new_policy()
    body = {"name": "Payments"}
    assert refused(api.post("/escalation/policies", json=body)) == CONFLICT
    assert refused(api.patch(f"/escalation/policies/{other['id']}", json=body)) == CONFLICT


def test_a_schedule_and_a_policy_may_share_a_name(new_policy, new_schedule):
    assert new_policy(name="Payments")["name"] == new_schedule(name="Payments")["name"]


def test_a_policy_has_no_put(api, path):
    answer = api.put(path, json={"name": "x"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "DELETE, GET, PATCH")


def test_a_policy_used_by_an_open_incident_stays(api, path, refused, new_incident):
    incident = new_incident(escalationPolicyId=path.rpartition("/")[2])
    assert refused(api.delete(path)) == (400, "invalid_request_error", "policy_in_use")
    for status in ("identified", "monitoring", "resolved"):
        api.patch(f"/incidents/{incident['id']}/status", json={"status": status})
    assert api.delete(path).json()["success"] is True
    assert refused(api.get(path)) == NOT_FOUND


def test_a_policy_takes_its_layers_with_it(api, server, path, new_link):
    new_link(path.rpartition("/")[2], 1, ["user_bo"])
    assert api.delete(path).is_success
    assert server.rows("policy_layers") == []


class TestLayers:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"position": 0},
            {"position": 1.5},
            {"position": None},
            {"ackTimeoutMinutes": 0},
            {"ackTimeoutMinutes": 10081},
            {"ackTimeoutMinutes": "5"},
        ],
    )
    def test_a_field_out_of_bounds_is_422(self, api, path, refused, new_link, wrong):
        layer = new_link(path.rpartition("/")[2], 1, ["user_bo"])
        assert refused(api.post(f"{path}/layers", json={**link(), **wrong})) == BAD
        assert refused(api.patch(f"{path}/layers/{layer['id']}", json=wrong)) == BAD

    @pytest.mark.parametrize("missing", ["position", "ackTimeoutMinutes", "target"])
    def test_a_missing_field_is_422_the_target_too(self, api, path, refused, missing):
        body = {key: value for key, value in link().items() if key != missing}
        assert refused(api.post(f"{path}/layers", json=body)) == BAD

    @pytest.mark.parametrize(
        "target",
        [
            None,
            "user_bo",
            [],
            {},
            {"type": "users"},
            {"type": "users", "userIds": []},
            {"type": "users", "userIds": [""]},
            {"type": "users", "userIds": ["user_nobody"]},
            {"type": "users", "userIds": ["user_bo", "user_nia"]},
            {"type": "schedule"},
            {"type": "schedule", "scheduleId": ""},
            {"type": "schedule", "scheduleId": "not-a-uuid"},
            {"type": "schedule", "scheduleId": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"},
            {"type": "team", "userIds": ["user_bo"]},
        ],
    )
    def test_a_target_that_is_malformed_or_unknown_is_400(
        self, api, path, refused, new_link, target
    ):
        layer = new_link(path.rpartition("/")[2], 1, ["user_bo"])
        assert refused(api.post(f"{path}/layers", json=link(target=target))) == BAD_TARGET
        changed = api.patch(f"{path}/layers/{layer['id']}", json={"target": target})
        assert refused(changed) == BAD_TARGET

    def test_a_bad_body_with_a_bad_target_is_a_plain_schema_failure(self, api, path, refused):
        body = link(position=0, target={"type": "team"})
        assert refused(api.post(f"{path}/layers", json=body)) == BAD

    @pytest.mark.parametrize("timeout", [1, 10080])
    def test_the_bounds_of_the_timeout_are_inside(self, api, path, timeout):
        answer = api.post(f"{path}/layers", json=link(timeout=timeout))
        assert answer.json()["data"]["ackTimeoutMinutes"] == timeout

    def test_inserting_shifts_the_later_ones(self, path, order_of, new_link):
        policy = path.rpartition("/")[2]
        first, second = (new_link(policy, at, ["user_bo"])["id"] for at in (1, 2))
        inserted = new_link(policy, 1, ["user_cy"])["id"]
        assert order_of(path) == [(1, inserted), (2, first), (3, second)]

    @pytest.mark.parametrize("position", [3, 99, 10**30])
    def test_a_position_past_the_end_is_the_end(self, path, order_of, new_link, position):
        policy = path.rpartition("/")[2]
        first = new_link(policy, 1, ["user_bo"])["id"]
        last = new_link(policy, position, ["user_cy"])
        assert last["position"] == 2
        assert order_of(path) == [(1, first), (2, last["id"])]

    @pytest.mark.parametrize(
        ("move", "to", "then"),
        [
            (0, 3, [1, 2, 0, 3]),
            (3, 1, [3, 0, 1, 2]),
            (1, 99, [0, 2, 3, 1]),
            (2, 3, [0, 1, 2, 3]),
            (2, 2, [0, 2, 1, 3]),
        ],
    )
    def test_a_patch_moves_a_layer_and_the_others_make_way(
        self, api, path, order_of, new_link, move, to, then
    ):
        policy = path.rpartition("/")[2]
        ids = [new_link(policy, at, ["user_bo"])["id"] for at in (1, 2, 3, 4)]
        assert api.patch(f"{path}/layers/{ids[move]}", json={"position": to}).is_success
        assert order_of(path) == list(enumerate((ids[each] for each in then), start=1))

    def test_deleting_closes_the_gap(self, api, path, order_of, new_link):
        policy = path.rpartition("/")[2]
        ids = [new_link(policy, at, ["user_bo"])["id"] for at in (1, 2, 3)]
        assert api.delete(f"{path}/layers/{ids[1]}").json()["success"] is True
        assert order_of(path) == [(1, ids[0]), (2, ids[2])]

    def test_the_order_endpoint_counts_from_1(self, api, path, refused, new_link):
        policy = path.rpartition("/")[2]
        ids = [new_link(policy, at, ["user_bo"])["id"] for at in (1, 2, 3)]
        answer = api.put(f"{path}/layers/order", json={"layerIds": ids[::-1]})
        shown = [(each["position"], each["id"]) for each in answer.json()["data"]]
        assert shown == list(enumerate(ids[::-1], start=1))
        wrong = api.put(f"{path}/layers/order", json={"layerIds": [*ids, str(uuid.uuid4())]})
        assert refused(wrong) == BAD

    def test_a_layer_under_another_policy_is_404(self, api, path, refused, new_policy, new_link):
        layer = new_link(new_policy()["id"], 1, ["user_bo"])
        assert refused(api.patch(f"{path}/layers/{layer['id']}", json={})) == NOT_FOUND
        assert refused(api.delete(f"{path}/layers/{layer['id']}")) == NOT_FOUND

    def test_users_keep_their_order(self, path, new_link):
        people = ["user_eli", "user_bo", "user_dee"]
        layer = new_link(path.rpartition("/")[2], 1, people)
        assert layer["target"] == {"type": "users", "userIds": people}
