# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Escalation policies: named chains; the links are in `policy_layers`."""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import policy_layer_calls
from pulumi_scaling.simulator.areas.call import Call, Page
from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.world import Row, World


def show(world: World, row: Row) -> Row:
    """A policy without its layers."""
    return {
        **{name: row[name] for name in contract.fields("EscalationPolicy")},
        "description": world.described(row["description"]),
    }


def own(call: Call) -> Row:
    return call.own("policies", call.path["policyId"], "escalation policy")


def list_escalation_policies(call: Call) -> Page:
    return call.page("policies", show)


def create_escalation_policy(call: Call) -> Row:
    row = call.make(
        "policies",
        name=call.body["name"],
        description=call.body.get("description"),
        createdBy=call.user,
    )
    return show(call.world, row)


def get_escalation_policy(call: Call) -> Row:
    row = own(call)
    layers = policy_layer_calls.ordered(call.world, row["id"])
    return {
        **show(call.world, row),
        "layers": [policy_layer_calls.show(call.world, layer) for layer in layers],
    }


def update_escalation_policy(call: Call) -> Row:
    row = own(call)
    return show(call.world, call.change("policies", row, call.given("name", "description")))


def delete_escalation_policy(call: Call) -> None:
    """Its layers go with it; what still pages people for an incident stays."""
    row = own(call)
    store = call.world.store
    if store.one(
        "SELECT 1 FROM incidents WHERE escalationPolicyId = ? AND status <> 'resolved'", row["id"]
    ):
        raise Refusal("policy_in_use", "An active incident uses this policy")
    store.run("DELETE FROM policies WHERE id = ?", row["id"])
