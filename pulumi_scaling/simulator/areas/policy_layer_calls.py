# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Policy layers: the links of an escalation chain. Callers give their position, from 1."""

from __future__ import annotations

from typing import Any

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import positions
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal, SchemaFailure, not_found
from pulumi_scaling.simulator.world import Row, World

ORDER = positions.Order(table="policy_layers", parent="policyId", first=1)
# The contract sets no maximum for a position; this is the last number all JSON readers agree on.
_FARTHEST = 2**53 - 1


def show(world: World, row: Row) -> Row:
    """A layer as every endpoint answers it."""
    target: dict[str, Any] = row["target"]
    if target["type"] == "users" and world.switches["users_order"] == "reversed":
        target = {**target, "userIds": target["userIds"][::-1]}
    return {
        **{name: row[name] for name in contract.fields("PolicyLayer")},
        "target": target,
    }


def ordered(world: World, policy: str) -> list[Row]:
    return ORDER.rows(world.store, policy)


def _policy(call: Call) -> Row:
    return call.own("policies", call.path["policyId"], "escalation policy")


def _layer(call: Call) -> Row:
    policy = _policy(call)
    row = call.own("policy_layers", call.path["layerId"], "policy layer")
    if row["policyId"] != policy["id"]:
        raise not_found("policy layer in this policy")
    return row


def _target(call: Call) -> Row:
    """The target as it is kept, if it names people and schedules of this organization."""
    target: dict[str, Any] = call.body["target"]
    world = call.world
    if target["type"] == "schedule":
        schedule = target["scheduleId"]
        if not world.store.one(
            "SELECT 1 FROM schedules WHERE id = ? AND orgId = ?", schedule, call.org
        ):
            raise Refusal("invalid_target", "The target schedule does not exist")
        kept: dict[str, Any] = {"type": "schedule", "scheduleId": schedule}
        return {"target": kept, "targetSchedule": schedule}
    if not world.are_members(call.org, target["userIds"]):
        raise Refusal("invalid_target", "A target user is not in the organization")
    kept = {"type": "users", "userIds": target["userIds"]}
    return {"target": kept, "targetSchedule": None}


def _place(call: Call, policy: str, wanted: int) -> int:
    """Where a layer goes that asks for a position, with room made for it."""
    world, store = call.world, call.world.store
    insertion = world.switches["layer_insertion"]
    end = ORDER.end(store, policy)
    if insertion == "append":
        return end
    if ORDER.taken(store, policy, wanted):
        if insertion == "refuse":
            raise SchemaFailure("/position", f"position {wanted} is taken")
        ORDER.make_room(store, policy, wanted)
    elif wanted > end and world.switches["past_the_end"] == "clamped":
        return end
    return wanted


def create_policy_layer(call: Call) -> Row:
    policy = _policy(call)
    target = _target(call)
    row = call.make(
        "policy_layers",
        policyId=policy["id"],
        position=_place(call, policy["id"], min(call.body["position"], _FARTHEST)),
        ackTimeoutMinutes=call.body["ackTimeoutMinutes"],
        **target,
    )
    return show(call.world, row)


def update_policy_layer(call: Call) -> Row:
    row = _layer(call)
    changes = call.given("ackTimeoutMinutes")
    if "target" in call.body:
        changes |= _target(call)
    if "position" in call.body:
        changes["position"] = _moved(call, row, min(call.body["position"], _FARTHEST))
    return show(call.world, call.change("policy_layers", row, changes))


def _moved(call: Call, row: Row, wanted: int) -> int:
    """The position a move ends at; the layers between here and there make way."""
    switches, store, policy = call.world.switches, call.world.store, row["policyId"]
    if switches["patch_position"] == "ignored" or wanted == row["position"]:
        return int(row["position"])
    if switches["layer_insertion"] == "refuse" and ORDER.taken(store, policy, wanted):
        raise SchemaFailure("/position", f"position {wanted} is taken")
    others = [each for each in ordered(call.world, policy) if each["id"] != row["id"]]
    last = others[-1]["position"] if others else 0
    if switches["gaps"] == "left" or switches["past_the_end"] == "kept":
        if ORDER.taken(store, policy, wanted, by_other_than=row["id"]):
            ORDER.make_room(store, policy, wanted)
            return wanted
        kept = switches["past_the_end"] == "kept"
        return wanted if kept else min(wanted, last + 1)
    place = min(wanted, len(others) + 1)
    for position, other in enumerate(others, start=1):
        shifted = position if position < place else position + 1
        if other["position"] != shifted:
            store.update("policy_layers", other["id"], {"position": shifted})
    return place


def reorder_policy_layers(call: Call) -> list[Row]:
    policy = _policy(call)
    ORDER.set(call.world, policy["id"], call.body["layerIds"])
    return [show(call.world, row) for row in ordered(call.world, policy["id"])]


def delete_policy_layer(call: Call) -> None:
    row = _layer(call)
    call.world.store.run("DELETE FROM policy_layers WHERE id = ?", row["id"])
    ORDER.close(call.world, row["policyId"], row["position"])
