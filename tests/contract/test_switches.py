"""Every switch in every position does what the table says, and the table covers the assumptions."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from pulumi_scaling.simulator import FLIPPED, GENERATIONS, MEMBER_KEY, SWITCHES, contract

CLAIMS = {}
SUNDAY = "2026-03-01T03:00:00Z"
RESOLVED = ("identified", "monitoring", "resolved")
DESK = {
    "name": "Desk",
    "timezone": "UTC",
    "windows": [{"days": [1], "start": "08:00", "end": "17:00"}],
}
# Assumptions that leave the simulator no choice, each with the reason.
NO_SWITCH = {
    "A49": "how the escalation of steps runs; it has no other position",
    "A2": "seeds say as whom a key acts",
    "A9": "faults answer 429, 502, 503 and 504",
    "A12": "nothing else would be safe to assume",
    "A17": "without a limit there is nothing to be on the other side of",
    "A19": "a client is to send none of these",
    "A24": "the lifecycle is documented, the length is no limit",
    "A25": "both are what the other calls do",
    "A26": "the codes are those of create",
    "A28": "the path is an assumption, and there is no second candidate",
    "A31": "seeds make overrides",
    "A34": "the path is an assumption, and there is no second candidate",
    "A35": "a body of any other shape would be another API",
    "A37": "gaps",
    "A39": "documented for policies, and the name of a state",
    "A40": "bodies of this shape are the only ones known",
    "A43": "other ids would be of no use",
    "A44": "what a component accepts is in the schema",
    "A45": "placeholder codes",
    "A47": "the only code known for it",
}


def claim(switch, *positions):
    def register(function):
        for position in positions:
            CLAIMS[switch, position] = function
        return function

    return register


@pytest.mark.parametrize(
    ("switch", "position"),
    [(switch, position) for switch in SWITCHES for position in switch.positions],
    ids=lambda value: getattr(value, "name", str(value) or "empty"),
)
def test_each_position_holds(switch, position, request, server, api):
    names = ("new_schedule", "new_layer", "new_policy", "new_link", "new_incident", "order_of")
    names += ("layer_body", "refused", "client_for")
    world = SimpleNamespace(
        api=api, server=server, **{name: request.getfixturevalue(name) for name in names}
    )
    server.switches({switch.name: position})
    CLAIMS[switch.name, position](world, position)


def test_flipped_holds_all_at_once_and_a_schedule_still_lives(server, api, new_schedule, new_layer):
    assert set(FLIPPED) == {switch.name for switch in SWITCHES}
    assert all(FLIPPED[switch.name] != switch.default for switch in SWITCHES)
    server.switches(FLIPPED)
    schedule = new_schedule()
    layer = new_layer(schedule["id"])
    path = f"/oncall/schedules/{schedule['id']}"
    assert api.get(path).json()["data"]["layers"][0]["id"] == layer["id"]
    assert api.put(path, json={"name": "N", "timezone": "UTC"}).is_success
    assert api.delete(path).status_code == 204


def test_a_reset_brings_the_positions_of_the_start_back(server, api, new_schedule):
    server.switches({"delete_status": 204})
    server.reset()
    assert api.delete(f"/oncall/schedules/{new_schedule()['id']}").status_code == 200


def test_every_assumption_is_a_switch_or_says_why_not():
    switched = {switch.assumption for switch in (*SWITCHES, *GENERATIONS)}
    assert switched | set(NO_SWITCH) == set(contract.load().assumptions)
    assert switched & set(NO_SWITCH) == {"A37"}


@claim("create_status", 200, 201)
def _(world, position):
    answers = [
        world.api.post("/oncall/schedules", json={"name": "P", "timezone": "UTC"}),
        world.api.post("/escalation/policies", json={"name": "P"}),
        world.api.post("/components", json={"name": "P"}),
        world.api.post("/working-hours", json=DESK),
    ]
    assert [answer.status_code for answer in answers] == [position] * 4
    incident = {"title": "T", "severity": "low", "ownerId": "user_bo"}
    assert world.api.post("/incidents", json=incident).status_code == 201


@claim("delete_status", 200, 204)
def _(world, position):
    answer = world.api.delete(f"/oncall/schedules/{world.new_schedule()['id']}")
    assert answer.status_code == position
    assert answer.json()["success"] is True if position == 200 else answer.content == b""


@claim("schema_failure", "documented", "uniform")
def _(world, position):
    answers = [world.api.post(path, json={}) for path in ("/incidents", "/team/members/invite")]
    documented = [
        (400, "validation_error", ""),
        (400, "invalid_request_error", "invalid_request_error"),
    ]
    uniform = [(422, "validation_error", "")] * 2
    assert [world.refused(each) for each in answers] == (
        documented if position == "documented" else uniform
    )


@claim("unauthorized_code", "precise", "not_authorized")
def _(world, position):
    missing = world.api.get("/users", headers={"authorization": ""})
    bad = world.client_for("scl_live_unknown").get("/users")
    codes = [world.refused(answer)[2] for answer in (missing, bad)]
    precise = ["missing_authorization_header", "invalid_api_key"]
    assert codes == (precise if position == "precise" else ["not_authorized"] * 2)


@claim("server_error_code", "server_error", "")
def _(world, position):
    world.server.faults({"status": 500})
    assert world.refused(world.api.get("/users")) == (500, "internal_error", position)


@claim("forbidden_type", "not_authorized_error", "invalid_request_error")
def _(world, position):
    path = f"/incidents/{world.new_incident()['id']}/updates"
    posted = world.api.post(path, json={"body": "x", "visibility": "internal"}).json()["data"]
    answer = world.client_for(MEMBER_KEY).post(f"{path}/{posted['id']}/redact")
    assert world.refused(answer) == (403, position, "redaction_not_permitted")


@claim("error_message", "absent", "present")
def _(world, position):
    assert ("message" in world.api.get("/nothing").json()) == (position == "present")


@claim("request_id", "everywhere", "errors")
def _(world, position):
    answers = [world.api.get("/users"), world.api.post("/escalation/policies", json={"name": "P"})]
    carried = ["requestId" in answer.json() for answer in answers]
    assert carried == [position == "everywhere"] * 2
    assert "requestId" in world.api.get("/nothing").json()


@claim("name_case", "sensitive", "insensitive")
def _(world, position):
    world.new_schedule(name="Straße")
    answer = world.api.post("/oncall/schedules", json={"name": "STRASSE", "timezone": "UTC"})
    assert answer.status_code == (200 if position == "sensitive" else 409)


@claim("ids", "uuid", "prefixed")
def _(world, position):
    made = world.new_schedule()["id"]
    assert made.startswith("sch_") == (position == "prefixed")
    assert world.api.get(f"/oncall/schedules/{made}").is_success
    unknown = world.api.get("/oncall/schedules/sch_unknown")
    assert unknown.status_code == (422 if position == "uuid" else 404)
    incident = {"title": "T", "severity": "low", "ownerScheduleId": made}
    assert world.api.post("/incidents", json=incident).is_success


@claim("instants", "normalised", "echoed")
def _(world, position):
    schedule = world.new_schedule()["id"]
    shown = [
        world.new_layer(schedule, effectiveFrom=sent)["effectiveFrom"]
        for sent in ("2026-01-05T09:00:00+01:00", "2026-01-05T08:00:00.5Z")
    ]
    assert shown == (
        ["2026-01-05T08:00:00.000Z", "2026-01-05T08:00:00.500Z"]
        if position == "normalised"
        else ["2026-01-05T08:00:00Z", "2026-01-05T08:00:00.5Z"]
    )


@claim("handoff_time", "HH:MM", "HH:MM:SS")
def _(world, position):
    layer = world.new_layer(world.new_schedule()["id"], handoffTime="09:30")
    assert layer["handoffTime"] == ("09:30" if position == "HH:MM" else "09:30:00")


@claim("unset_description", "kept", "empty", "null")
def _(world, position):
    shown = [
        world.new_schedule(**said)["description"]
        for said in ({}, {"description": ""}, {"description": "x"})
    ]
    assert (
        shown
        == {
            "kept": [None, "", "x"],
            "empty": ["", "", "x"],
            "null": [None, None, "x"],
        }[position]
    )


@claim("update_verbs", "both", "put_only", "patch_only")
def _(world, position):
    schedule = f"/oncall/schedules/{world.new_schedule()['id']}"
    layer = f"{schedule}/layers/{world.new_layer(schedule.rpartition('/')[2])['id']}"
    full = {"name": "N", "timezone": "UTC"}
    done = {
        "PATCH": [world.api.patch(path, json={"name": "N"}) for path in (schedule, layer)],
        "PUT": [
            world.api.put(schedule, json=full),
            world.api.put(layer, json=world.layer_body()),
        ],
    }
    missing = {"put_only": "PATCH", "patch_only": "PUT"}.get(position)
    for verb, answers in done.items():
        wanted = 405 if verb == missing else 200
        assert [answer.status_code for answer in answers] == [wanted] * 2
    policy = f"/escalation/policies/{world.new_policy()['id']}"
    assert world.api.patch(policy, json={"name": "Still"}).is_success


@claim("empty_patch", "accepted", "refused")
def _(world, position):
    answer = world.api.patch(f"/oncall/schedules/{world.new_schedule()['id']}", json={})
    assert answer.status_code == (200 if position == "accepted" else 422)


@claim("page_size", "asked", "two")
def _(world, position):
    for _each in range(5):
        world.new_schedule()
    body = world.api.get("/oncall/schedules?limit=4").json()
    assert len(body["data"]) == (4 if position == "asked" else 2)
    cursor = body["nextCursor"]
    assert world.api.get(f"/oncall/schedules?limit=4&cursor={cursor}").json()["data"]


@claim("next_cursor", "documented", "top")
def _(world, position):
    for _each in range(2):
        world.new_incident()
    body = world.api.get("/incidents?limit=1").json()
    assert ("nextCursor" in body["data"]) == (position == "documented")
    assert ("nextCursor" in body) == (position == "top")


@claim("last_cursor", "null", "absent", "empty")
def _(world, position):
    bodies = [world.api.get("/oncall/schedules").json(), world.api.get("/incidents").json()["data"]]
    shown = [body.get("nextCursor", "absent") for body in bodies]
    assert shown == [{"null": None, "absent": "absent", "empty": ""}[position]] * 2


@claim("extra_fields", "absent", "present")
def _(world, position):
    schedule = world.new_schedule()
    world.new_layer(schedule["id"])
    body = world.api.get(f"/oncall/schedules/{schedule['id']}").json()
    places = (body, body["data"], body["data"]["layers"][0])
    assert ["revision" in place for place in places] == [position == "present"] * 3


@claim("incident_fields", "union", "common")
def _(world, position):
    shown = world.new_incident()
    some = ("ownerId", "escalationPolicyId", "createdBy", "description", "affectedComponents")
    assert [name in shown for name in some] == [position == "union"] * 5


@claim("ownerless", "refused", "accepted")
def _(world, position):
    answer = world.api.post("/incidents", json={"title": "T", "severity": "low"})
    if position == "refused":
        assert world.refused(answer) == (400, "validation_error", "")
    else:
        assert answer.json()["data"]["ownerId"] is None


@claim("attached_policy", "oldest", "newest")
def _(world, position):
    schedule = world.new_schedule()["id"]
    policies = [world.new_policy()["id"] for _each in range(2)]
    for policy in policies:
        body = {"position": 1, "ackTimeoutMinutes": 5}
        body["target"] = {"type": "schedule", "scheduleId": schedule}
        world.api.post(f"/escalation/policies/{policy}/layers", json=body)
    attached = world.new_incident(ownerScheduleId=schedule)["escalationPolicyId"]
    assert attached == policies[0 if position == "oldest" else 1]


@claim("escalation_field", "shown", "hidden")
def _(world, position):
    path = f"/incidents/{world.new_incident()['id']}"
    shown = world.api.post(f"{path}/acknowledge").json()["data"]
    assert shown.get("escalation", {}).get("acknowledgedBy") == (
        "user_ana" if position == "shown" else None
    )


@claim("schedule_deletion", "allowed", "refused")
def _(world, position):
    schedule, policy = world.new_schedule()["id"], world.new_policy()["id"]
    target = {"type": "schedule", "scheduleId": schedule}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    path = f"/escalation/policies/{policy}"
    world.api.post(f"{path}/layers", json=body)
    answer = world.api.delete(f"/oncall/schedules/{schedule}")
    if position == "allowed":
        assert answer.is_success
    else:
        assert world.refused(answer) == (400, "invalid_request_error", "schedule_in_use")
        world.api.delete(path)
        assert world.api.delete(f"/oncall/schedules/{schedule}").is_success


@claim("people", "ids", "objects")
def _(world, position):
    world.server.clock(SUNDAY)
    schedule = world.new_schedule()["id"]
    world.new_layer(schedule, participantIds=["user_bo"])
    found = world.api.get(f"/oncall/schedules/{schedule}/resolve").json()["data"]
    person = "user_bo" if position == "ids" else {"id": "user_bo"}
    several = person if position == "ids" else [person]
    assert found == {"owner": person, "pagingTargets": [person], "currentOncall": several}


@claim("rotation_lengths", "tied", "free")
def _(world, position):
    path = f"/oncall/schedules/{world.new_schedule()['id']}/layers"
    body = world.layer_body(rotationType="weekly", rotationLengthDays=14)
    made = world.api.post(path, json=body)
    assert made.status_code == (422 if position == "tied" else 200)
    body = world.layer_body(rotationType="weekly")
    layer = world.api.post(path, json=body).json()["data"]["id"]
    changed = world.api.patch(f"{path}/{layer}", json={"rotationType": "daily"})
    assert changed.status_code == (422 if position == "tied" else 200)


@claim("repeated_participants", "allowed", "refused")
def _(world, position):
    path = f"/oncall/schedules/{world.new_schedule()['id']}/layers"
    body = world.layer_body(participantIds=["user_bo", "user_cy", "user_bo"])
    answer = world.api.post(path, json=body)
    assert answer.status_code == (200 if position == "allowed" else 422)


@claim("layer_insertion", "shift", "refuse", "append")
def _(world, position):
    policy = world.new_policy()["id"]
    path = f"/escalation/policies/{policy}"
    old = [world.new_link(policy, at, ["user_bo"])["id"] for at in (1, 2)]
    target = {"type": "users", "userIds": ["user_cy"]}
    body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
    answer = world.api.post(f"{path}/layers", json=body)
    if position == "refuse":
        assert world.refused(answer) == (422, "validation_error", "")
        moved = world.api.patch(f"{path}/layers/{old[1]}", json={"position": 1})
        assert moved.status_code == 422
        assert world.order_of(path) == [(1, old[0]), (2, old[1])]
    else:
        new = answer.json()["data"]["id"]
        order = [new, *old] if position == "shift" else [*old, new]
        assert world.order_of(path) == list(enumerate(order, start=1))


@claim("patch_position", "honoured", "ignored")
def _(world, position):
    policy = world.new_policy()["id"]
    path = f"/escalation/policies/{policy}"
    first, second = (world.new_link(policy, at, ["user_bo"])["id"] for at in (1, 2))
    assert world.api.patch(f"{path}/layers/{second}", json={"position": 1}).is_success
    order = [second, first] if position == "honoured" else [first, second]
    assert world.order_of(path) == list(enumerate(order, start=1))


@claim("past_the_end", "clamped", "kept")
def _(world, position):
    policy = world.new_policy()["id"]
    path = f"/escalation/policies/{policy}"
    first = world.new_link(policy, 1, ["user_bo"])["id"]
    second = world.new_link(policy, 7, ["user_bo"])["id"]
    assert world.order_of(path)[1] == (2 if position == "clamped" else 7, second)
    world.api.patch(f"{path}/layers/{first}", json={"position": 9})
    places = [(1, second), (2, first)] if position == "clamped" else [(7, second), (9, first)]
    assert world.order_of(path) == places
    # Whatever holes there are, the order endpoint sets them right.
    ids = [first, second]
    world.api.put(f"{path}/layers/order", json={"layerIds": ids})
    assert world.order_of(path) == list(enumerate(ids, start=1))


@claim("gaps", "closed", "left")
def _(world, position):
    policy, schedule = world.new_policy()["id"], world.new_schedule()["id"]
    chain, rota = f"/escalation/policies/{policy}", f"/oncall/schedules/{schedule}"
    links = [world.new_link(policy, at, ["user_bo"])["id"] for at in (1, 2, 3)]
    layers = [world.new_layer(schedule)["id"] for _each in range(3)]
    world.api.delete(f"{chain}/layers/{links[1]}")
    world.api.delete(f"{rota}/layers/{layers[0]}")
    closed = position == "closed"
    assert [at for at, _id in world.order_of(chain)] == ([1, 2] if closed else [1, 3])
    assert [at for at, _id in world.order_of(rota)] == ([0, 1] if closed else [1, 2])
    filled = world.new_link(policy, 2, ["user_cy"])["id"]
    assert world.order_of(chain) == [(1, links[0]), (2, filled), (3, links[2])]
    assert world.new_layer(schedule)["position"] == (2 if closed else 3)
    moved = world.api.patch(f"{chain}/layers/{links[2]}", json={"position": 1})
    assert moved.json()["data"]["position"] == 1
    assert [each for _at, each in world.order_of(chain)] == [links[2], links[0], filled]


@claim("users_order", "kept", "reversed")
def _(world, position):
    people = ["user_bo", "user_ana", "user_cy"]
    policy = world.new_policy()["id"]
    world.new_link(policy, 1, people)
    (layer,) = world.api.get(f"/escalation/policies/{policy}").json()["data"]["layers"]
    assert layer["target"]["userIds"] == (people if position == "kept" else people[::-1])


@claim("invite_conflict", "invalid_request_error", "precise")
def _(world, position):
    codes = []
    for email in ("bo@example.com", "pat@example.com", "pat@example.com"):
        body = {"emailAddress": email, "role": "org:member"}
        answer = world.api.post("/team/members/invite", json=body)
        if not answer.is_success:
            status, _type, code = world.refused(answer)
            assert status == 400
            codes.append(code)
    precise = ["already_member", "already_invited"]
    assert codes == (precise if position == "precise" else [position] * 2)


@claim("member_names", "shown", "null")
def _(world, position):
    ana = world.api.get("/team/members").json()["data"]["members"][0]
    user = world.api.get("/users").json()["data"]["users"][0]
    wanted = "Ana" if position == "shown" else None
    assert (ana["firstName"], user["firstName"]) == (wanted, wanted)
    path = f"/incidents/{world.new_incident()['id']}/updates"
    posted = world.api.post(path, json={"body": "x", "visibility": "internal"}).json()["data"]
    assert posted["postedBy"]["name"] == ("Ana Sousa" if position == "shown" else None)


@claim("listed_windows", "shown", "empty")
def _(world, position):
    made = world.api.post("/working-hours", json=DESK).json()["data"]
    (listed,) = world.api.get("/working-hours").json()["data"]
    assert listed["windows"] == (DESK["windows"] if position == "shown" else [])
    assert world.api.get(f"/working-hours/{made['id']}").json()["data"] == made
