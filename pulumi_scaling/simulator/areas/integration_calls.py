# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Inbound integrations: where alerts come from. Seeds make them, the API only routes them."""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.world import Row, World


def show(_world: World, row: Row) -> Row:
    return {name: row[name] for name in contract.fields("InboundIntegration")}


def own(call: Call) -> Row:
    return call.own("integrations", call.path["integrationId"], "inbound integration")


def list_inbound_integrations(call: Call) -> Row:
    rows = call.world.store.all("SELECT * FROM integrations WHERE orgId = ? ORDER BY seq", call.org)
    return {"integrations": [show(call.world, row) for row in rows]}


def get_inbound_integration(call: Call) -> Row:
    return show(call.world, own(call))


def replace_integration_selectors(call: Call) -> Row:
    """All rows at once; one that names an unknown routing policy refuses them all."""
    row = own(call)
    selectors: list[Row] = []
    for selector in call.body["selectors"]:
        policy = selector["routingPolicyId"]
        if not call.world.store.one(
            "SELECT 1 FROM routing_policies WHERE id = ? AND orgId = ?", policy, call.org
        ):
            raise Refusal("invalid_target", f"No routing policy {policy}")
        matchers = [
            {name: each[name] for name in ("key", "value")} for each in selector["matchers"]
        ]
        selectors.append({"matchers": matchers, "routingPolicyId": policy})
    return show(call.world, call.change("integrations", row, {"selectors": selectors}))
