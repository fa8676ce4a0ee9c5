# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Routing policies: what becomes of an alert of each severity. One of them is the default."""

from __future__ import annotations

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal
from pulumi_scaling.simulator.world import Row, World


def show(world: World, row: Row) -> Row:
    """A routing policy without its rules, as lists show it."""
    return {
        **{name: row[name] for name in contract.fields("RoutingPolicy")},
        "description": world.described(row["description"]),
        "isDefault": bool(row["isDefault"]),
    }


def show_with_rules(world: World, row: Row) -> Row:
    """A routing policy as everything but a list shows it."""
    return {**show(world, row), "rules": row["rules"]}


def own(call: Call) -> Row:
    return call.own("routing_policies", call.path["routingPolicyId"], "routing policy")


def _rules(call: Call) -> list[Row]:
    """The rules, if the escalation policies they name exist."""
    rules: list[Row] = []
    for rule in call.body["rules"]:
        policy = rule.get("escalationPolicyId")
        if policy is not None and not call.world.store.one(
            "SELECT 1 FROM policies WHERE id = ? AND orgId = ?", policy, call.org
        ):
            raise Refusal("invalid_target", f"No escalation policy {policy}")
        kept = {"severity": rule["severity"], "outcome": rule["outcome"]}
        rules.append({**kept, "escalationPolicyId": policy})
    return rules


def list_routing_policies(call: Call) -> list[Row]:
    rows = call.world.store.all(
        "SELECT * FROM routing_policies WHERE orgId = ? ORDER BY seq", call.org
    )
    return [show(call.world, row) for row in rows]


def create_routing_policy(call: Call) -> Row:
    row = call.make(
        "routing_policies",
        name=call.body["name"],
        description=call.body.get("description"),
        isDefault=False,
        rules=_rules(call),
    )
    return show_with_rules(call.world, row)


def get_routing_policy(call: Call) -> Row:
    return show_with_rules(call.world, own(call))


def replace_routing_policy(call: Call) -> Row:
    row = own(call)
    changes = {"description": None, **call.given("name", "description"), "rules": _rules(call)}
    return show_with_rules(call.world, call.change("routing_policies", row, changes))


def delete_routing_policy(call: Call) -> None:
    row = own(call)
    if row["isDefault"]:
        raise Refusal("default_policy", "The default of the organization stays")
    call.world.store.run("DELETE FROM routing_policies WHERE id = ?", row["id"])
