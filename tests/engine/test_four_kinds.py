"""Components, working hours, routing policies and integrations, from the first up to none."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.engine.stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

PROGRAM = """
chain = scaling.EscalationPolicy("chain", name="Payments")
shop = scaling.Component(
    "shop", name="Web shop", description="Sells", group_label="Shop", aliases=["web", "cart"])
office = scaling.WorkingHours(
    "office", name="Office", timezone="Europe/Paris",
    windows=[{"days": [1, 2], "start": "09:00", "end": "18:00"}])
routing = scaling.RoutingPolicy("routing", name="Routing", description="For the shop", rules=[
    {"severity": "critical", "outcome": "incident", "escalation_policy_id": chain.id},
    {"severity": "high", "outcome": "notification"},
    {"severity": "medium", "outcome": "drop"},
    {"severity": "low", "outcome": "drop"}])
alarms = scaling.InboundIntegration("alarms", name="Metrics bridge", selectors=[
    {"matchers": [{"key": "env", "value": "live"}], "routing_policy_id": routing.id}])
"""
NOBODY = "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"
LEFT = ("components", "working_hours", "routing_policies", "integrations", "policies")
PATHS = {
    "shop": "/components",
    "office": "/working-hours",
    "routing": "/routing/policies",
    "alarms": "/integrations/inbound",
}


def row(stack: Stack, resource: str) -> dict[str, Any]:
    table = {"shop": "components", "office": "working_hours", "routing": "routing_policies"}
    rows = stack.server.rows(table.get(resource, "integrations"))
    own = stack.state(resource)
    names = {own.get("name"), own.get("integration_id")}
    return next(each for each in rows if {each["name"], each["id"]} & names)


@FLIPPED_TOO
def test_they_live_from_the_first_up_to_nothing_left(stack: Stack, colleague: httpx.Client) -> None:
    server = stack.server
    before = {kind: [each["name"] for each in server.rows(kind)] for kind in LEFT}
    stack.write(PROGRAM)
    stack.up()
    stack.unchanged()
    stack.server.forget_requests()
    stack.refresh("--expect-no-changes")
    asked = sorted(each.operation or "" for each in server.requests)
    assert asked.count("list_components") >= 1
    assert "get_component" not in asked

    # Each field that somebody changes by hand is seen, and put right.
    chain = stack.state("alarms")["selectors"][0]["routing_policy_id"]
    colleague.patch(f"/components/{row(stack, 'shop')['id']}", json={"aliases": ["other"]})
    windows = [{"days": [6], "start": "10:00", "end": "12:00"}]
    colleague.patch(f"/working-hours/{row(stack, 'office')['id']}", json={"windows": windows})
    rules = [
        {"severity": each, "outcome": "drop"} for each in ("critical", "high", "medium", "low")
    ]
    own = row(stack, "routing")["id"]
    colleague.put(f"/routing/policies/{own}", json={"name": "Routing", "rules": rules})
    integration = row(stack, "alarms")["id"]
    put = {"selectors": [{"matchers": [{"key": "a", "value": "b"}], "routingPolicyId": chain}]}
    colleague.put(f"/integrations/inbound/{integration}/selectors", json=put)
    run = stack.up("--refresh")
    assert {name for name, op in run.changed.items() if op == "update"} == set(PATHS)
    stack.unchanged()
    assert row(stack, "shop")["aliases"] == ["web", "cart"]
    assert row(stack, "routing")["rules"][0]["outcome"] == "incident"
    assert row(stack, "alarms")["selectors"][0]["matchers"] == [{"key": "env", "value": "live"}]

    # What is no longer said is cleared.
    stack.edit(', description="Sells", group_label="Shop", aliases=["web", "cart"]', "")
    stack.edit('description="For the shop", ', "")
    stack.up()
    assert row(stack, "shop")["aliases"] == []
    assert not row(stack, "shop")["groupLabel"]
    assert not row(stack, "routing")["description"]
    stack.unchanged()
    stack.destroy()
    assert {kind: [each["name"] for each in server.rows(kind)] for kind in LEFT} == before
    assert server.rows("integrations")[0]["selectors"] == []


def test_what_an_integration_still_needs_is_not_deleted(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(PROGRAM)
    stack.up()
    stack.write(PROGRAM.partition("alarms = ")[0])
    own = stack.state("alarms")["selectors"][0]["routing_policy_id"]
    integration = row(stack, "alarms")["id"]
    stack.up()
    put = {"selectors": [{"matchers": [{"key": "a", "value": "b"}], "routingPolicyId": own}]}
    colleague.put(f"/integrations/inbound/{integration}/selectors", json=put)
    refused = stack.destroy(ok=False)
    assert "still routes alerts of the inbound integration 'Metrics bridge'" in refused.out
    colleague.put(f"/integrations/inbound/{integration}/selectors", json={"selectors": []})
    stack.destroy()


def test_taking_an_integration_over_shows_what_it_replaces_first(
    stack: Stack, colleague: httpx.Client
) -> None:
    (bridge,) = stack.server.rows("integrations")
    rows = stack.server.rows("routing_policies", "org_harborline")
    fallback = next(each for each in rows if each["isDefault"])
    by_hand = {
        "selectors": [
            {"matchers": [{"key": "old", "value": "one"}], "routingPolicyId": fallback["id"]}
        ]
    }
    colleague.put(f"/integrations/inbound/{bridge['id']}/selectors", json=by_hand)
    stack.write(PROGRAM.replace('name="Metrics bridge"', f'integration_id="{bridge["id"]}"'))
    told = [each for each in stack.preview().warnings if "are replaced" in each]
    assert told == [] or "old" in told[0]
    stack.up()
    assert row(stack, "alarms")["selectors"][0]["matchers"] == [{"key": "env", "value": "live"}]
    # Another name in the program is no reason to clear anything.
    stack.edit('"alarms"', '"alarm-bridge"')
    stack.up()
    assert row(stack, "alarm-bridge")["selectors"] != []
    stack.unchanged()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('name="Metrics bridg"', "near it there are 'Metrics bridge'"),
        (
            'integration_id="3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"',
            "there is no inbound integration",
        ),
    ],
)
def test_an_integration_that_is_not_there_is_not_made(
    stack: Stack, said: str, sentence: str
) -> None:
    stack.write(f'scaling.InboundIntegration("alarms", {said})')
    refused = stack.up(ok=False)
    assert sentence in refused.out


@pytest.mark.parametrize(
    ("instead_of", "path", "kind"),
    [
        ("chain.id", "rules[0].escalation_policy_id", "EscalationPolicy"),
        ("routing.id", "selectors[0].routing_policy_id", "RoutingPolicy"),
    ],
)
def test_an_id_that_nothing_has_is_found_in_a_preview(
    stack: Stack, instead_of: str, path: str, kind: str
) -> None:
    stack.write(PROGRAM.replace(instead_of, f'"{NOBODY}"'))
    refused = stack.preview(ok=False)
    assert f"{path} the key's organization has no {kind} with this id" in refused.out
