"""What the page says that the API cannot do, its contract does not have."""

import json
import re
from pathlib import Path

import pytest
import yaml

from pulumi_scaling.resources import CATALOG, by_name

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "sdk-docs" / "guides" / "what-it-cannot-do.md").read_text("utf-8")
CONTRACT = yaml.safe_load(
    (ROOT / "pulumi_scaling" / "simulator" / "contract" / "scaling.openapi.yaml").read_text("utf-8")
)
SCHEMAS = CONTRACT["components"]["schemas"]
HEADINGS = re.findall("^### (.*)$", PAGE, re.MULTILINE)


def fields(*schemas):
    return {name for each in schemas for name in SCHEMAS[each]["properties"]}


def verbs(path):
    return {each for each in CONTRACT["paths"].get(path, ()) if each != "parameters"}


@pytest.mark.parametrize(
    "word", ["override", "status-page", "statuspage", "slack", "webhook", "key"]
)
def test_no_path_has(word):
    assert [path for path in CONTRACT["paths"] if word in path.lower()] == []


@pytest.mark.parametrize(
    ("schemas", "absent"),
    [
        # A rotation has no hours, and one handoff in a day.
        (["RotationLayerCreate"], "hours|days$|windows|shift|handoffTimes"),
        # A policy knows neither severities nor how often it is climbed.
        (["EscalationPolicyCreate", "PolicyLayerCreate"], "severit|repeat|loop|condition"),
        (["ComponentCreate", "ComponentUpdate"], "status|maintenance"),
        # Of a person: an address and a role, and no other way to reach them.
        (["InvitationCreate", "MemberRoleUpdate"], "phone|name|notif|contact|quiet"),
        (["Member", "User"], "phone|notif|contact|invitedBy|group|acceptedAt"),
        # Whose an object is.
        (["Schedule", "EscalationPolicy", "Component"], "tag|label$|managed|stack|source"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_no_field_says(schemas, absent):
    named = fields(*schemas) - {"rotationLengthDays", "groupLabel"}
    assert {each for each in named if re.search(absent, each, re.IGNORECASE)} == set()


def test_a_turn_is_a_whole_number_of_days():
    assert SCHEMAS["RotationLayerCreate"]["properties"]["rotationLengthDays"]["minimum"] == 1


def test_nobody_makes_or_removes_an_inbound_integration():
    inbound = {path: verbs(path) for path in CONTRACT["paths"] if "/integrations/" in path}
    written = {path for path, known in inbound.items() if known != {"get"}}
    assert {path.rpartition("/")[2] for path in written} == {"selectors"}
    assert by_name["InboundIntegration"].made_elsewhere


def test_working_hours_are_asked_for_by_conditions_of_steps_alone():
    asking = [name for name, schema in SCHEMAS.items() if "workingHoursId" in json.dumps(schema)]
    assert asking == ["EscalationStepCondition"]


def test_a_routing_rule_may_name_a_policy_for_its_severity():
    assert {"severity", "escalationPolicyId"} <= fields("RoutingRule")


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_each_resource_leads_to_what_people_would_look_for_there(kind):
    assert kind.beyond
    assert set(kind.beyond) <= set(HEADINGS)


def test_each_entry_says_what_to_do_instead():
    for entry in re.split("^### .*$", PAGE, flags=re.MULTILINE)[1:]:
        assert re.search(r"\]\(|in the app|set where|does as well", entry), entry
