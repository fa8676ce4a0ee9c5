"""Incidents: opened for whom, moved how, listed in which order."""

import uuid

import pytest

BAD_400 = (400, "validation_error", "")
BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
CLOSED = (400, "invalid_request_error", "incident_resolved")
NO_STEP = (400, "invalid_request_error", "invalid_status_transition")
UNKNOWN = str(uuid.uuid4())


@pytest.fixture
def component(api):
    def make(name):
        return api.post("/components", json={"name": name}).json()["data"]["id"]

    return make


def step(api, incident, *statuses):
    for status in statuses:
        answer = api.patch(f"/incidents/{incident['id']}/status", json={"status": status})
        assert answer.is_success, answer.text
    return answer.json()["data"]


def resolve(api, incident):
    return step(api, incident, "identified", "monitoring", "resolved")


class TestOpening:
    def test_it_answers_201_with_everything_known(self, api, component):
        tagged = component("Ledger")
        sent = {
            "title": "Ledger is slow",
            "severity": "low",
            "description": "Since noon",
            "ownerId": "user_bo",
            "componentIds": [tagged],
        }
        answer = api.post("/incidents", json=sent)
        assert answer.status_code == 201
        made = answer.json()["data"]
        assert {key: made[key] for key in ("title", "severity", "description", "ownerId")} == {
            key: sent[key] for key in ("title", "severity", "description", "ownerId")
        }
        assert (made["status"], made["createdBy"]) == ("investigating", "user_ana")
        assert made["affectedComponents"] == [{"id": tagged, "name": "Ledger"}]
        assert made["escalationPolicyId"] is None
        assert made["escalation"] is None

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title": ""},
            {"title": "t" * 101},
            {"severity": "sev1"},
            {"description": "d" * 10001},
            {"description": None},
            {"ownerId": "user_nobody"},
            {"ownerId": "user_nia"},
            {"ownerId": ""},
            {"ownerScheduleId": "primary"},
            {"escalationPolicyId": "chain"},
            {"componentIds": ["checkout"]},
            {"componentIds": [UNKNOWN] * 51},
        ],
    )
    def test_a_bad_body_is_400_with_an_empty_code(self, api, refused, wrong):
        body = {"title": "T", "severity": "low", "ownerId": "user_bo", **wrong}
        assert refused(api.post("/incidents", json=body)) == BAD_400

    def test_somebody_must_own_it(self, api, refused):
        body = {"title": "T", "severity": "low"}
        assert refused(api.post("/incidents", json=body)) == BAD_400

    @pytest.mark.parametrize("field", ["ownerScheduleId", "escalationPolicyId"])
    def test_an_unknown_schedule_or_policy_is_404(self, api, refused, field):
        body = {"title": "T", "severity": "low", "ownerId": "user_bo", field: UNKNOWN}
        assert refused(api.post("/incidents", json=body)) == NOT_FOUND

    def test_components_must_exist_once(self, api, refused, component):
        tagged = component("Ledger")
        for wrong, code in (
            ([tagged, UNKNOWN], "invalid_component_id"),
            ([tagged, tagged], "duplicate_component_id"),
        ):
            body = {"title": "T", "severity": "low", "ownerId": "user_bo", "componentIds": wrong}
            answer = api.post("/incidents", json=body)
            assert refused(answer) == (400, "invalid_request_error", code)
        assert api.get("/incidents").json()["data"]["incidents"] == []

    def test_a_schedule_brings_its_owner_and_the_policy_that_targets_it(
        self, api, server, new_schedule, new_layer, new_policy, new_incident
    ):
        server.clock("2026-01-12T08:00:00Z")
        schedule = new_schedule()
        new_layer(schedule["id"])
        policies = [new_policy()["id"] for _ in range(2)]
        for policy in reversed(policies):
            target = {"type": "schedule", "scheduleId": schedule["id"]}
            body = {"position": 1, "ackTimeoutMinutes": 5, "target": target}
            api.post(f"/escalation/policies/{policy}/layers", json=body)
        by_schedule = new_incident(ownerScheduleId=schedule["id"])
        assert by_schedule["ownerId"] == "user_cy"
        assert by_schedule["escalationPolicyId"] == policies[0]
        both = new_incident(ownerScheduleId=schedule["id"], ownerId="user_eli")
        assert (both["ownerId"], both["escalationPolicyId"]) == ("user_eli", policies[0])
        named = new_incident(ownerScheduleId=schedule["id"], escalationPolicyId=policies[1])
        assert named["escalationPolicyId"] == policies[1]

    def test_nobody_on_call_means_nobody_owns_it(self, new_schedule, new_incident):
        made = new_incident(ownerScheduleId=new_schedule()["id"])
        assert (made["ownerId"], made["escalationPolicyId"]) == (None, None)


class TestLifecycle:
    def test_each_step_is_remembered_and_told_on_the_timeline(self, api, server, new_incident):
        server.clock("2026-05-11T06:00:00Z")
        incident = new_incident()
        path = f"/incidents/{incident['id']}"
        server.clock(advance=60)
        moved = api.patch(f"{path}/status", json={"status": "identified"}).json()["data"]
        assert (moved["status"], moved["updatedAt"]) == ("identified", "2026-05-11T06:01:00.000Z")
        step(api, incident, "monitoring")
        body = {"status": "resolved", "resolutionNote": "Pool doubled."}
        api.patch(f"{path}/status", json=body)
        history = api.get(path).json()["data"]["statusHistory"]
        assert [(each["status"], each["resolutionNote"]) for each in history] == [
            ("investigating", None),
            ("identified", None),
            ("monitoring", None),
            ("resolved", "Pool doubled."),
        ]
        updates = api.get(f"{path}/updates").json()["data"]["updates"]
        assert [
            (each["body"], each["statusChange"], each["visibility"], each["postedBy"]["id"])
            for each in updates
        ] == [
            (None, status, "internal", "user_ana")
            for status in ("identified", "monitoring", "resolved")
        ]

    @pytest.mark.parametrize("status", ["investigating", "monitoring", "resolved"])
    def test_only_the_next_step_is_a_step(self, api, refused, new_incident, status):
        path = f"/incidents/{new_incident()['id']}/status"
        assert refused(api.patch(path, json={"status": status})) == NO_STEP

    def test_resolved_is_final(self, api, refused, new_incident):
        incident = new_incident()
        resolve(api, incident)
        path = f"/incidents/{incident['id']}"
        for status in ("investigating", "resolved"):
            assert refused(api.patch(f"{path}/status", json={"status": status})) == NO_STEP
        update = {"body": "After all", "visibility": "internal"}
        assert refused(api.post(f"{path}/updates", json=update)) == CLOSED
        handoff = {"targetUserId": "user_cy"}
        assert refused(api.post(f"{path}/handoff", json=handoff)) == CLOSED
        assert refused(api.put(f"{path}/components", json={"componentIds": []})) == CLOSED

    @pytest.mark.parametrize(
        "wrong", [{}, {"status": "closed"}, {"status": "identified", "resolutionNote": 1}]
    )
    def test_a_bad_status_is_422(self, api, refused, new_incident, wrong):
        path = f"/incidents/{new_incident()['id']}/status"
        assert refused(api.patch(path, json=wrong)) == BAD


class TestHandling:
    def test_acknowledging_twice_is_a_silent_success(self, api, server, client_for, new_incident):
        server.clock("2026-05-11T06:00:00Z")
        path = f"/incidents/{new_incident()['id']}"
        server.clock(advance=30)
        once = api.post(f"{path}/acknowledge").json()["data"]
        assert once["status"] == "investigating"
        assert once["escalation"]["acknowledgedBy"] == "user_ana"
        assert once["updatedAt"] == "2026-05-11T06:00:30.000Z"
        server.clock(advance=30)
        assert api.post(f"{path}/acknowledge").json()["data"] == once

    def test_acknowledging_a_resolved_incident_does_nothing(self, api, new_incident):
        incident = new_incident()
        done = resolve(api, incident)
        assert api.post(f"/incidents/{incident['id']}/acknowledge").json()["data"] == done

    def test_a_handoff_needs_a_member(self, api, refused, new_incident):
        path = f"/incidents/{new_incident()['id']}"
        assert (
            api.post(f"{path}/handoff", json={"targetUserId": "user_cy"}).json()["data"]["ownerId"]
            == "user_cy"
        )
        for user in ("user_nobody", "user_nia"):
            answer = api.post(f"{path}/handoff", json={"targetUserId": user})
            assert refused(answer) == (400, "invalid_request_error", "invalid_target_user")
        assert refused(api.post(f"{path}/handoff", json={})) == BAD

    def test_components_are_replaced_as_a_set(self, api, refused, new_incident, component):
        one, two = component("One"), component("Two")
        path = f"/incidents/{new_incident(componentIds=[one])['id']}/components"

        def tagged(wanted):
            answer = api.put(path, json={"componentIds": wanted})
            return [each["id"] for each in answer.json()["data"]["affectedComponents"]]

        assert tagged([two, one]) == [two, one]
        assert tagged([]) == []
        doubled = api.put(path, json={"componentIds": [one, one]})
        assert refused(doubled) == (400, "invalid_request_error", "duplicate_component_id")
        assert refused(api.put(path, json={"componentIds": ["x"]})) == BAD

    def test_a_deleted_component_is_untagged(self, api, new_incident, component):
        tagged = component("One")
        incident = new_incident(componentIds=[tagged])
        assert api.delete(f"/components/{tagged}").is_success
        shown = api.get(f"/incidents/{incident['id']}").json()["data"]
        assert shown["affectedComponents"] == []


class TestListing:
    def test_newest_first_with_filters_that_all_must_fit(self, api, server, new_incident):
        made = []
        for day, severity in (("10", "low"), ("11", "high"), ("11", "low"), ("12", "low")):
            server.clock(f"2026-05-{day}T23:59:59.999Z")
            made.append(new_incident(severity=severity)["id"])
        step(api, {"id": made[3]}, "identified")

        def listed(**filters):
            answer = api.get("/incidents", params=filters)
            return [made.index(each["id"]) for each in answer.json()["data"]["incidents"]]

        assert listed() == [3, 2, 1, 0]
        assert listed(severity="low") == [3, 2, 0]
        assert listed(status="identified") == [3]
        assert listed(**{"from": "2026-05-11", "to": "2026-05-11"}) == [2, 1]
        assert listed(to="2026-05-10") == [0]
        assert listed(**{"from": "2026-05-11", "severity": "low", "status": "investigating"}) == [2]

    @pytest.mark.parametrize(
        "query",
        ["status=open", "severity=sev1", "from=yesterday", "to=2026-5-1", "from=2026-02-30"],
    )
    def test_a_filter_that_is_none_is_422(self, api, refused, query):
        assert refused(api.get(f"/incidents?{query}")) == BAD
