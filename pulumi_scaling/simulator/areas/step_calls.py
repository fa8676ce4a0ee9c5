"""Policies of the other generation: steps inside a policy, replaced as a whole.

They are kept where layers are kept, so that escalation and all that refers to a policy know one
chain. A seeded link that pages people by name is no step, and is not shown as one.
"""

from __future__ import annotations

from typing import Any

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import policy_calls, policy_layer_calls
from pulumi_scaling.simulator.areas.call import Call
from pulumi_scaling.simulator.contract import Refusal, SchemaFailure
from pulumi_scaling.simulator.world import Row, World


def show(world: World, row: Row) -> Row:
    """A policy with its steps, as every endpoint answers it."""
    rows = policy_layer_calls.ordered(world, row["id"])
    shown = {
        name: value
        for name, value in policy_calls.show(world, row).items()
        if name in contract.fields("EscalationPolicySteps")
    }
    return {**shown, "steps": [_show_step(each) for each in rows if each["targetSchedule"]]}


def _show_step(row: Row) -> Row:
    kept = {name: row[name] for name in ("id", "position", "createdAt", "updatedAt")}
    seconds = row["escalateAfterSeconds"] or row["ackTimeoutMinutes"] * 60
    return {
        **kept,
        "targetType": "schedule",
        "targetId": row["targetSchedule"],
        "escalateAfterSeconds": seconds,
        "condition": row["condition"],
    }


def create(call: Call) -> Row:
    """One with all its steps."""
    if not call.body["steps"] and call.world.switches["no_steps"] == "refused":
        raise SchemaFailure("/steps", "a policy needs a step")
    steps = _steps(call)
    row = call.make(
        "policies",
        name=call.body["name"],
        description=call.body.get("description"),
        createdBy=call.user,
    )
    _place(call, row, steps, [])
    return show(call.world, row)


def get(call: Call) -> Row:
    """One with its steps."""
    return show(call.world, policy_calls.own(call))


def replace(call: Call) -> Row:
    """All of it anew: name, description and steps."""
    row, steps = policy_calls.own(call), _steps(call)
    said = {"name": call.body["name"], "description": call.body.get("description")}
    row = call.change("policies", row, said)
    store = call.world.store
    old = policy_layer_calls.ordered(call.world, row["id"])
    store.run("DELETE FROM policy_layers WHERE policyId = ?", row["id"])
    survive = call.world.switches["step_ids"] == "by_index"
    _place(call, row, steps, [each["id"] for each in old] if survive else [])
    return show(call.world, row)


def _steps(call: Call) -> list[Row]:
    """The steps in order, each of which may be."""
    found = list[Row]()
    for step in sorted(call.body["steps"], key=lambda each: each["position"]):
        schedule, condition = step["targetId"], step.get("condition")
        if not _has(call, "schedules", schedule):
            raise Refusal("invalid_target", "The target schedule does not exist")
        if condition and not _has(call, "working_hours", condition["workingHoursId"]):
            raise Refusal("invalid_target", "The working hours of a condition do not exist")
        kept: dict[str, Any] = {
            "escalateAfterSeconds": step["escalateAfterSeconds"],
            "condition": condition and {key: condition[key] for key in ("workingHoursId", "when")},
            "target": {"type": "schedule", "scheduleId": schedule},
            "targetSchedule": schedule,
        }
        found.append(kept)
    places = [step["position"] for step in call.body["steps"]]
    if sorted(places) != list(range(1, len(places) + 1)):
        raise SchemaFailure("/steps", "positions count from 1 without holes")
    return found


def _has(call: Call, table: str, own: str) -> bool:
    query = f"SELECT 1 FROM {table} WHERE id = ? AND orgId = ?"  # noqa: S608 - our own names
    return call.world.store.one(query, own, call.org) is not None


def _place(call: Call, policy: Row, steps: list[Row], ids: list[str]) -> None:
    now = call.world.clock.stamp()
    for index, step in enumerate(steps):
        own = ids[index] if index < len(ids) else call.world.new_id("policy_layers")
        call.world.store.insert(
            "policy_layers",
            {
                "id": own,
                "orgId": policy["orgId"],
                "policyId": policy["id"],
                "position": index + 1,
                **step,
                "createdAt": now,
                "updatedAt": now,
            },
        )
