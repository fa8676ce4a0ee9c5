"""What it costs to see that nothing stands in the way of a delete, and what is seen."""

import pytest

from pulumi_scaling import core, errors
from pulumi_scaling.resources import by_name

POLICY, LAYER, SCHEDULE = (
    by_name[each] for each in ("EscalationPolicy", "PolicyLayer", "Schedule")
)
ACTIVE = ("investigating", "identified", "monitoring")


@pytest.fixture
def chain(account_on, server):
    """A policy with two layers: the ids of these, with their states."""
    account = account_on(server)
    policy = core.create(account, POLICY, {"name": "Payments"})[0]
    said = {**LAYER.example, "policy_id": policy}
    return [core.create(account, LAYER, {**said, "position": rank}) for rank in (1, 2)]


@pytest.fixture
def opened(account_on, server, chain):
    """Open incidents by name; those that climb the chain are told apart by it."""
    client = account_on(server).client
    policy = chain[0][0].partition("/")[0]

    def make(title, *, climbing, status="investigating"):
        body = {"title": title, "severity": "low", "ownerId": "user_bo"}
        body |= {"escalationPolicyId": policy} if climbing else {}
        made = client.post("/incidents", body)["id"]
        for step in ("identified", "monitoring", "resolved"):
            if status != "investigating":
                client.patch(f"/incidents/{made}/status", {"status": step})
            if step == status:
                break
        return made

    return make


def asked(server):
    return [each.operation for each in server.requests]


def test_a_layer_goes_by_two_requests(account_on, server, chain, opened):
    opened("Another", climbing=False)
    opened("Over", climbing=True, status="resolved")
    server.forget_requests()
    core.delete(account_on(server), LAYER, *chain[1])
    assert asked(server) == ["list_incidents", "delete_policy_layer"]


def test_layers_of_one_run_share_the_look(account_on, server, chain):
    account = account_on(server)
    server.forget_requests()
    for each in chain:
        core.delete(account, LAYER, *each)
    assert asked(server) == ["list_incidents", "delete_policy_layer", "delete_policy_layer"]


@pytest.mark.parametrize("size", ["asked", "two"])
@pytest.mark.parametrize("status", ACTIVE)
def test_whatever_climbs_is_found_however_many_came_after_it(
    account_on, server, chain, opened, status, size
):
    climbing = opened("Checkout is down", climbing=True, status=status)
    for number in range(5):
        opened(f"Noise {number}", climbing=False, status="resolved")
    server.switches({"page_size": size})
    server.forget_requests()
    with pytest.raises(errors.Refused) as caught:
        core.delete(account_on(server), LAYER, *chain[1])
    assert f"'Checkout is down' ({climbing})" in str(caught.value)
    assert server.writes == []


def test_a_policy_that_the_api_keeps_is_explained_by_title_and_id(
    account_on, server, chain, opened
):
    climbing = opened("Checkout is down", climbing=True)
    policy = chain[0][0].partition("/")[0]
    with pytest.raises(errors.InUse) as caught:
        core.delete(account_on(server), POLICY, policy, {"name": "Payments"})
    assert f"'Checkout is down' ({climbing})" in str(caught.value)
