"""Chains longer than anybody has: put into another order in one run, by a few requests."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest

from tests.engine.stack import Stack

pytestmark = pytest.mark.long

LENGTH = 60
MOST_ORDERS = 6
"""Three as a rule; on a busy machine the engine's comparisons come too late for one order."""
POLICY = """
policy = scaling.EscalationPolicy("payments", name="Payments")
for position, minutes in enumerate({order}, 1):
    scaling.PolicyLayer(
        f"layer-{{minutes}}", policy_id=policy, position=position, ack_timeout_minutes=minutes,
        target={{"type": "users", "users": ["bo@example.com"]}})
"""
SCHEDULE = """
primary = scaling.Schedule("primary", name="Primary", timezone="UTC")
for position, number in enumerate({order}):
    scaling.RotationLayer(
        f"turns-{{number}}", schedule_id=primary, position=position, name=str(number),
        rotation_type="daily", rotation_length_days=1, handoff_time="09:00",
        effective_from="2026-01-05T08:00:00Z", participants=["bo@example.com"])
"""
FORMS = {
    "policy": (POLICY, "policy_layers", "ackTimeoutMinutes"),
    "schedule": (SCHEDULE, "rotation_layers", "name"),
}
EDITS: dict[str, Callable[[list[int]], list[int]]] = {
    "reversed": lambda order: order[::-1],
    "shuffled": lambda order: random.Random(7).sample(order, len(order)),
}


def stands(stack: Stack, table: str, field: str) -> list[int]:
    rows = sorted(stack.server.rows(table), key=lambda row: row["position"])
    return [int(row[field]) for row in rows]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_sixty_layers_change_their_order_by_a_few_requests(
    stack: Stack, form: tuple[str, str, str]
) -> None:
    program, table, field = form
    order = list(range(1, LENGTH + 1))
    stack.write(program.format(order=order))
    stack.up()
    assert stands(stack, table, field) == order
    for edited in EDITS.values():
        order = edited(order)
        stack.server.forget_requests()
        stack.write(program.format(order=order))
        stack.up()
        done = Counter(each.operation for each in stack.server.requests)
        assert stands(stack, table, field) == order
        orders = done["reorder_policy_layers"] + done["reorder_rotation_layers"]
        assert orders <= MOST_ORDERS, done
        assert stack.up("--refresh").changed == {}
