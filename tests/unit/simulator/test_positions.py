"""Positions after any life: a row without holes, in the order the operations imply."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pulumi_scaling.simulator.areas import Call, policy_calls, policy_layer_calls
from pulumi_scaling.simulator.control import defaults, seeds

USERS = {"type": "users", "userIds": ["user_bo"]}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("insert"), st.integers(1, 12)),
        st.tuples(st.just("move"), st.integers(0, 9), st.integers(1, 12)),
        st.tuples(st.just("delete"), st.integers(0, 9)),
        st.tuples(st.just("order"), st.randoms(use_true_random=False)),
    ),
    max_size=25,
)


@pytest.fixture
def peopled(world):
    seeds.plant(world, defaults.WORLD)
    return world


@given(steps=STEPS)
# Each example makes a policy of its own, so one world serves them all.
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_policy_behaves_like_a_list(peopled, steps):
    """The model is Python's own list; inserts and moves clamp at its end, deletes close up."""
    call = Call(world=peopled, org=defaults.ORGANIZATION, user="user_ana", admin=True)
    named = Call(**{**vars(call), "body": {"name": peopled.new_id("policies")}})
    policy = policy_calls.create_escalation_policy(named)["id"]
    model: list[str] = []

    def asked(body, layer=""):
        path = {"policyId": policy, "layerId": layer}
        return Call(**{**vars(call), "path": path, "body": body})

    for step, *arguments in steps:
        if step == "insert":
            body = {"position": arguments[0], "ackTimeoutMinutes": 5, "target": USERS}
            made = policy_layer_calls.create_policy_layer(asked(body))
            model.insert(arguments[0] - 1, made["id"])
        elif step == "order":
            arguments[0].shuffle(model)
            policy_layer_calls.reorder_policy_layers(asked({"layerIds": model}))
        elif model:
            layer = model.pop(arguments[0] % len(model))
            if step == "delete":
                policy_layer_calls.delete_policy_layer(asked({}, layer))
            else:
                model.insert(arguments[1] - 1, layer)
                policy_layer_calls.update_policy_layer(asked({"position": arguments[1]}, layer))
        kept = policy_layer_calls.ordered(peopled, policy)
        assert [(row["position"], row["id"]) for row in kept] == list(enumerate(model, start=1))
