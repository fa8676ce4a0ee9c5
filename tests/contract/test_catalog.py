"""Components, routing policies, working hours, integrations: what may be set, what is refused."""

import uuid

import pytest

BAD = (422, "validation_error", "")
NOT_FOUND = (404, "invalid_request_error", "not_found")
CONFLICT = (409, "invalid_request_error", "name_conflict")
BAD_TARGET = (400, "invalid_request_error", "invalid_target")
UNKNOWN = str(uuid.uuid4())
SEVERITIES = ("critical", "high", "medium", "low")
RULES = [{"severity": each, "outcome": "notification"} for each in SEVERITIES]
WINDOW = {"days": [1, 2, 5], "start": "08:00", "end": "17:30"}


def make(api, path, **body):
    answer = api.post(path, json=body)
    assert answer.is_success, answer.text
    return answer.json()["data"]


class TestComponents:
    def test_a_new_one_is_operational(self, api):
        made = make(api, "/components", name="Ledger")
        assert (made["description"], made["groupLabel"], made["aliases"]) == (None, None, [])
        assert (made["operationalStatus"], made["maintenanceWindow"]) == ("operational", None)
        assert api.get(f"/components/{made['id']}").json()["data"] == made

    def test_status_and_maintenance_are_read_only(self, api):
        sent = {"operationalStatus": "major_outage", "maintenanceWindow": {}}
        made = make(api, "/components", name="Ledger", **sent)
        assert (made["operationalStatus"], made["maintenanceWindow"]) == ("operational", None)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"name": ""},
            {"name": "n" * 101},
            {"aliases": ["a"] * 51},
            {"aliases": [""]},
            {"aliases": ["a" * 256]},
            {"aliases": None},
        ],
    )
    def test_bounds(self, api, refused, wrong):
        assert refused(api.post("/components", json={"name": "Ledger", **wrong})) == BAD
        path = f"/components/{make(api, '/components', name='Books')['id']}"
        assert refused(api.patch(path, json=wrong)) == BAD

    def test_a_patch_is_partial_and_null_clears(self, api):
        sent = {"name": "Ledger", "description": "Books", "groupLabel": "Shop", "aliases": ["l"]}
        made = make(api, "/components", **sent)
        path = f"/components/{made['id']}"
        changed = api.patch(path, json={"description": None, "aliases": []}).json()["data"]
        assert changed == {
            **made,
            "description": None,
            "aliases": [],
            "updatedAt": changed["updatedAt"],
        }

    def test_names_are_unique_and_unknown_ones_404(self, api, refused):
        make(api, "/components", name="Ledger")
        assert refused(api.post("/components", json={"name": "Ledger"})) == CONFLICT
        assert refused(api.get(f"/components/{UNKNOWN}")) == NOT_FOUND
        assert refused(api.get("/components/ledger")) == BAD


class TestRoutingPolicies:
    def test_rules_come_with_one_and_not_with_many(self, api, new_policy):
        policy = new_policy()["id"]
        rules = [{**RULES[0], "escalationPolicyId": policy}, *RULES[1:]]
        made = make(api, "/routing/policies", name="Shop", rules=rules)
        assert [each["escalationPolicyId"] for each in made["rules"]] == [policy, None, None, None]
        assert made["isDefault"] is False
        assert api.get(f"/routing/policies/{made['id']}").json()["data"] == made
        listed = api.get("/routing/policies").json()["data"]
        assert listed[-1] == {key: value for key, value in made.items() if key != "rules"}

    @pytest.mark.parametrize(
        "rules",
        [
            [],
            RULES[:3],
            [*RULES, RULES[0]],
            [*RULES[:3], RULES[0]],
            [{**RULES[0], "outcome": "page"}, *RULES[1:]],
            [{**RULES[0], "severity": "sev1"}, *RULES[1:]],
        ],
    )
    def test_there_is_exactly_one_rule_a_severity(self, api, refused, rules):
        body = {"name": "Shop", "rules": rules}
        assert refused(api.post("/routing/policies", json=body)) == BAD

    def test_a_rule_naming_no_policy_is_400(self, api, refused):
        rules = [{**RULES[0], "escalationPolicyId": UNKNOWN}, *RULES[1:]]
        body = {"name": "Shop", "rules": rules}
        assert refused(api.post("/routing/policies", json=body)) == BAD_TARGET
        made = make(api, "/routing/policies", name="Shop", rules=RULES)
        path = f"/routing/policies/{made['id']}"
        assert refused(api.put(path, json=body)) == BAD_TARGET

    def test_a_replacement_replaces_all(self, api, refused):
        made = make(api, "/routing/policies", name="Shop", description="Loud", rules=RULES)
        path = f"/routing/policies/{made['id']}"
        quiet = [{**each, "outcome": "drop"} for each in RULES]
        changed = api.put(path, json={"name": "Quiet", "rules": quiet}).json()["data"]
        assert (changed["name"], changed["description"]) == ("Quiet", None)
        assert {each["outcome"] for each in changed["rules"]} == {"drop"}
        assert refused(api.put(path, json={"name": "Fallback", "rules": RULES})) == CONFLICT
        assert refused(api.put(path, json={"name": "Quiet"})) == BAD

    def test_the_default_stays(self, api, refused):
        made = make(api, "/routing/policies", name="Shop", rules=RULES)
        default = api.get("/routing/policies").json()["data"][0]
        assert default["isDefault"] is True
        kept = api.delete(f"/routing/policies/{default['id']}")
        assert refused(kept) == (400, "invalid_request_error", "default_policy")
        assert api.delete(f"/routing/policies/{made['id']}").json()["success"] is True
        assert refused(api.get(f"/routing/policies/{made['id']}")) == NOT_FOUND


class TestWorkingHours:
    def test_life(self, api, refused):
        made = make(api, "/working-hours", name="Desk", timezone="Europe/Madrid", windows=[WINDOW])
        assert made["windows"] == [WINDOW]
        path = f"/working-hours/{made['id']}"
        assert api.get(path).json()["data"] == made
        assert api.get("/working-hours").json()["data"] == [made]
        changed = api.patch(path, json={"name": "Iberia desk"}).json()["data"]
        assert (changed["name"], changed["windows"]) == ("Iberia desk", [WINDOW])
        assert api.delete(path).json()["success"] is True
        assert refused(api.get(path)) == NOT_FOUND

    @pytest.mark.parametrize(
        "wrong",
        [
            {"windows": []},
            {"windows": [{**WINDOW, "days": []}]},
            {"windows": [{**WINDOW, "days": [0]}]},
            {"windows": [{**WINDOW, "days": [8]}]},
            {"windows": [{**WINDOW, "start": "8:00"}]},
            {"windows": [{**WINDOW, "end": "24:00"}]},
            {"name": ""},
            {"timezone": ""},
        ],
    )
    def test_bounds(self, api, refused, wrong):
        right = {"name": "Desk", "timezone": "UTC", "windows": [WINDOW]}
        assert refused(api.post("/working-hours", json={**right, **wrong})) == BAD
        path = f"/working-hours/{make(api, '/working-hours', **right)['id']}"
        assert refused(api.patch(path, json=wrong)) == BAD

    def test_zones_and_names_are_checked_on_both_verbs(self, api, refused):
        right = {"name": "Desk", "timezone": "UTC", "windows": [WINDOW]}
        no_zone = (400, "invalid_request_error", "invalid_timezone")
        bad = {**right, "timezone": "Mars/Olympus"}
        assert refused(api.post("/working-hours", json=bad)) == no_zone
        make(api, "/working-hours", **right)
        assert refused(api.post("/working-hours", json=right)) == CONFLICT
        other = make(api, "/working-hours", **{**right, "name": "Other"})
        path = f"/working-hours/{other['id']}"
        assert refused(api.patch(path, json={"timezone": "Mars/Olympus"})) == no_zone
        assert refused(api.patch(path, json={"name": "Desk"})) == CONFLICT

    def test_order_and_overlap_of_windows_are_nobodys_business(self, api):
        backward = {"days": [7, 7, 1], "start": "18:00", "end": "06:00"}
        made = make(api, "/working-hours", name="N", timezone="UTC", windows=[backward, backward])
        assert made["windows"] == [backward, backward]


class TestIntegrations:
    def test_selectors_are_replaced_whole(self, api, refused):
        (integration,) = api.get("/integrations/inbound").json()["data"]["integrations"]
        path = f"/integrations/inbound/{integration['id']}"
        assert api.get(path).json()["data"] == integration
        routing = make(api, "/routing/policies", name="Shop", rules=RULES)["id"]
        row = {"matchers": [{"key": "service", "value": "checkout"}], "routingPolicyId": routing}
        changed = api.put(f"{path}/selectors", json={"selectors": [row, row]}).json()["data"]
        assert changed["selectors"] == [row, row]
        assert api.get(path).json()["data"] == changed
        stray = {**row, "routingPolicyId": UNKNOWN}
        assert refused(api.put(f"{path}/selectors", json={"selectors": [row, stray]})) == BAD_TARGET
        cleared = api.put(f"{path}/selectors", json={"selectors": []}).json()["data"]
        assert cleared["selectors"] == []

    @pytest.mark.parametrize(
        "matchers",
        [[], [{"key": "", "value": "v"}], [{"key": "k"}], [{"key": "k" * 256, "value": "v"}]],
    )
    def test_matchers_have_bounds(self, api, refused, matchers):
        (integration,) = api.get("/integrations/inbound").json()["data"]["integrations"]
        row = {"matchers": matchers, "routingPolicyId": UNKNOWN}
        path = f"/integrations/inbound/{integration['id']}/selectors"
        assert refused(api.put(path, json={"selectors": [row]})) == BAD

    def test_unknown_ones_are_404_whatever_they_look_like(self, api, refused):
        for stray in (UNKNOWN, "int_1", "%2F", "a%0Ab"):
            assert refused(api.get(f"/integrations/inbound/{stray}")) == NOT_FOUND
