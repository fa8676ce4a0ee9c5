"""Chains of policy layers keep the order the program says, whatever the server does with places."""

from __future__ import annotations

from collections.abc import Sequence

import httpx
import pytest

from pulumi_scaling.simulator import FLIPPED
from tests.engine.stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

INSERTION = pytest.mark.parametrize(
    "positions",
    [
        {"layer_insertion": "shift"},
        {"layer_insertion": "refuse"},
        pytest.param({**FLIPPED, "layer_insertion": "append"}, marks=pytest.mark.flipped),
    ],
    ids=["shift", "refuse", "append"],
)

PROGRAM = """
policies = {{name: scaling.EscalationPolicy(name, name=name) for name in {policies!r}}}
for policy, timeouts in {chains!r}.items():
    for rank, minutes in enumerate(timeouts, start=1):
        scaling.PolicyLayer(
            f"layer-{{minutes}}", policy_id=policies[policy], position=rank,
            ack_timeout_minutes=minutes, target={{"type": "users", "users": ["bo@example.com"]}},
        )
"""


def program(first: Sequence[int], second: Sequence[int] = ()) -> str:
    """A layer is known by its timeout, which never changes while it moves."""
    chains = {"one": list(first), "two": list(second)}
    return PROGRAM.format(policies=["one", "two"], chains=chains)


def chain(stack: Stack, policy: str = "one") -> list[int]:
    """The timeouts of a policy's layers, in the server's order."""
    (id_,) = (row["id"] for row in stack.server.rows("policies") if row["name"] == policy)
    layers = [row for row in stack.server.rows("policy_layers") if row["policyId"] == id_]
    return [row["ackTimeoutMinutes"] for row in sorted(layers, key=lambda row: row["position"])]


def layer(minutes: int) -> str:
    return f"layer-{minutes}"


@INSERTION
def test_twelve_layers_through_every_kind_of_reordering(
    stack: Stack, colleague: httpx.Client
) -> None:
    twelve = [10 * n for n in range(1, 13)]
    stack.write(program(twelve))
    stack.up()
    assert chain(stack) == twelve
    written = stack.written
    assert written.count("create_policy_layer") == 12
    assert len(written) <= 2 + 2 * 12

    lives = {
        "reversed": twelve[::-1],
        "rotated": twelve[-1:] + twelve[:-1],
        "one in the middle": [*twelve[:6], 65, *twelve[6:]],
        "one less in the middle": [*twelve[:5], *twelve[6:]],
    }
    for life, wanted in lives.items():
        before = chain(stack)
        stack.write(program(wanted))
        stack.written  # noqa: B018 - reading it empties it
        run = stack.up()
        assert chain(stack) == wanted, life
        made, gone = set(wanted) - set(before), set(before) - set(wanted)
        done = {name: op for name, op in run.changed.items() if op != "update"}
        assert done == {layer(each): "create" for each in made} | {
            layer(each): "delete" for each in gone
        }
        written = stack.written
        assert written.count("create_policy_layer") == len(made)
        assert written.count("delete_policy_layer") == len(gone)
        orders = written.count("reorder_policy_layers")
        assert orders + len(made) + len(gone) == len(written), written
        assert orders <= len(run.changed), life

    ids = {row["ackTimeoutMinutes"]: row for row in stack.server.rows("policy_layers")}
    lost = ids[wanted[4]]
    path = f"/escalation/policies/{lost['policyId']}"
    colleague.delete(f"{path}/layers/{lost['id']}")
    stack.up("--refresh")
    assert chain(stack) == wanted
    stack.unchanged()

    stack.destroy()
    assert sorted(stack.written) == ["delete_escalation_policy"] * 2
    assert stack.server.rows("policies") == stack.server.rows("policy_layers") == []


@FLIPPED_TOO
def test_one_and_two_layers_and_a_move_to_another_policy(stack: Stack) -> None:
    for one, two in (([5], []), ([6, 5], []), ([5, 6], []), ([5], [6]), ([], [6, 5])):
        stack.write(program(one, two))
        stack.up()
        assert (chain(stack), chain(stack, "two")) == (one, two)
    stack.unchanged()
    # The last step moved 5 and left 6 where it was.
    (moved,) = [run.changed for run in stack.runs if run.changed == {"layer-5": "replace"}]
    assert moved


def test_a_layer_made_by_hand_stays_and_is_put_behind(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(program([10, 20, 30]))
    stack.up()
    id_ = next(row["id"] for row in stack.server.rows("policies") if row["name"] == "one")
    target = {"type": "users", "userIds": ["user_cy"]}
    made = colleague.post(
        f"/escalation/policies/{id_}/layers",
        json={"position": 4, "ackTimeoutMinutes": 99, "target": target},
    ).json()["data"]["id"]
    ours = [row["id"] for row in stack.server.rows("policy_layers") if row["id"] != made]
    colleague.put(
        f"/escalation/policies/{id_}/layers/order", json={"layerIds": [ours[0], made, *ours[1:]]}
    )
    assert chain(stack) == [10, 99, 20, 30]
    stack.up("--refresh")
    stack.up("--refresh")
    assert chain(stack) == [10, 20, 30, 99]

    stack.write(program([10, 15, 20, 30]))
    stack.up()
    assert chain(stack) == [10, 15, 20, 30, 99]
    stack.unchanged()


def test_what_a_colleague_reorders_is_seen_and_put_right(
    stack: Stack, colleague: httpx.Client
) -> None:
    stack.write(program([10, 20, 30]))
    stack.up()
    rows = stack.server.rows("policy_layers")
    order = f"/escalation/policies/{rows[0]['policyId']}/layers/order"
    colleague.put(order, json={"layerIds": [row["id"] for row in reversed(rows)]})
    assert chain(stack) == [30, 20, 10]
    assert stack.preview("--refresh").changed
    stack.up("--refresh")
    assert chain(stack) == [10, 20, 30]
    stack.unchanged()


def test_holes_in_the_ranks_keep_their_order_and_no_diff(stack: Stack) -> None:
    text = program([10, 20, 30]).replace("position=rank", "position=rank * rank")
    stack.write(text)
    stack.up()
    assert chain(stack) == [10, 20, 30]
    stack.unchanged()


def test_two_layers_that_claim_one_rank_are_refused_by_name(stack: Stack) -> None:
    stack.write(program([10, 20, 30]).replace("position=rank", "position=min(rank, 2)"))
    refused = stack.preview(ok=False)
    told = " ".join([*refused.errors, refused.out])
    assert "layer-20" in told
    assert "layer-30" in told
    assert stack.server.writes == []


def test_the_target_of_a_layer_is_changed_in_place(stack: Stack) -> None:
    target = '{"type": "users", "users": ["bo@example.com"]}'
    stack.write(
        f"""
        night = scaling.Schedule("night", name="Night", timezone="UTC")
        policy = scaling.EscalationPolicy("policy", name="Policy")
        scaling.PolicyLayer(
            "layer", policy_id=policy, position=1, ack_timeout_minutes=5, target={target},
        )
        """
    )
    stack.up()
    for new in (
        '{"type": "users", "users": ["Cy@example.com", "bo@example.com", "cy@example.com"]}',
        '{"type": "schedule", "schedule_id": night.id}',
        target,
    ):
        stack.edit(target, new)
        target = new
        stack.written  # noqa: B018 - reading it empties it
        assert stack.up().changed == {"layer": "update"}
        assert stack.written == ["update_policy_layer"]
        assert ("target_user_ids" in stack.state("layer")) is ("users" in new)
    (row,) = stack.server.rows("policy_layers")
    assert row["target"] == {"type": "users", "userIds": ["user_bo"]}
    # Another order of the same people, or another spelling, is no change.
    stack.edit(target, '{"type": "users", "users": ["user_bo", "BO@example.com"]}')
    stack.unchanged()


def test_a_layer_is_replaced_when_somebody_asks_for_it(stack: Stack) -> None:
    stack.write(program([10, 20]))
    stack.up()
    (before,) = (
        row["id"] for row in stack.server.rows("policy_layers") if row["ackTimeoutMinutes"] == 10
    )
    # Without the refresh it is met by nothing before its replacement, and could be anybody's.
    refused = stack.up("--replace", stack.urn("layer-10"), ok=False)
    assert "which is 'layer-10' in this stack: run the same again with `--refresh`" in refused.out
    run = stack.up("--refresh", "--replace", stack.urn("layer-10"))
    # The other stands where it stood in the end; on a busy machine it may be moved back to there.
    assert {"layer-20": "update"} | run.changed == {"layer-20": "update", "layer-10": "replace"}
    assert chain(stack) == [10, 20]
    assert before not in {row["id"] for row in stack.server.rows("policy_layers")}
    stack.unchanged()
