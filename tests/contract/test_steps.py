"""The other generation of policies: steps inside a policy, as the contract's dialect says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from pulumi_scaling import errors
from pulumi_scaling.client import Client, EscalationStepInput
from pulumi_scaling.simulator import Server, Simulator

NIGHTS = {
    "name": "Nights",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
}
SEED = {
    "organizations": [
        {
            "id": "org_harborline",
            "schedules": [
                {"name": name, "timezone": "UTC", "layers": [{**NIGHTS, "participantIds": [who]}]}
                for name, who in (("First", "user_bo"), ("Second", "user_cy"))
            ],
        }
    ]
}


@pytest.fixture
def server() -> Iterator[Server]:
    with Simulator(switches={"policy_generation": "steps"}, strict=True, seed=SEED).serve() as made:
        made.clock("2026-03-02T10:00:00Z")  # a Monday
        yield made


@pytest.fixture
def api(server: Server) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {server.key}"}
    with httpx.Client(base_url=server.url, headers=headers) as made:
        yield made


def step(server: Server, name: str, position: int, *, seconds: int = 300, **more: Any) -> Any:
    schedule = next(row["id"] for row in server.rows("schedules") if row["name"] == name)
    return {
        "position": position,
        "targetType": "schedule",
        "targetId": schedule,
        "escalateAfterSeconds": seconds,
        **more,
    }


def made(api: httpx.Client, *steps: Any, name: str = "Payments") -> Any:
    answer = api.post("/escalation/policies", json={"name": name, "steps": list(steps)})
    assert answer.status_code == 201, answer.text
    return answer.json()["data"]


def test_a_policy_is_made_read_and_replaced_with_its_steps(server, api):
    policy = made(api, step(server, "First", 1, seconds=90), step(server, "Second", 2))
    path = f"/escalation/policies/{policy['id']}"
    assert api.get(path).json()["data"] == policy
    assert [each["escalateAfterSeconds"] for each in policy["steps"]] == [90, 300]
    assert policy["steps"][0]["condition"] is None
    body = {"name": "Renamed", "steps": [step(server, "Second", 1)]}
    replaced = api.put(path, json=body).json()["data"]
    assert (replaced["name"], len(replaced["steps"])) == ("Renamed", 1)
    (listed,) = api.get("/escalation/policies").json()["data"]
    assert "steps" not in listed
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404


@pytest.mark.parametrize(("position", "same"), [("by_index", True), ("renewed", False)])
def test_step_ids_survive_a_put_by_their_place_or_not(server, api, position, same):
    server.switches({"step_ids": position})
    policy = made(api, step(server, "First", 1), step(server, "Second", 2))
    body = {"name": "Payments", "steps": [step(server, "Second", 1), step(server, "First", 2)]}
    after = api.put(f"/escalation/policies/{policy['id']}", json=body).json()["data"]
    ids = [[each["id"] for each in one["steps"]] for one in (policy, after)]
    assert (ids[0] == ids[1]) is same


def test_there_is_no_patch_and_nothing_below_layers(server, api):
    path = f"/escalation/policies/{made(api)['id']}"
    assert api.patch(path, json={"name": "Other"}).status_code == 405
    assert api.post(f"{path}/layers", json={}).status_code == 404
    assert api.put(f"{path}/layers/order", json={}).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"escalateAfterSeconds": 59}, 422),
        ({"targetType": "users"}, 422),
        ({"targetId": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14"}, 400),
        ({"condition": {"workingHoursId": "nobodys", "when": "during"}}, 400),
        ({"condition": {"workingHoursId": "nobodys", "when": "after"}}, 422),
        ({"position": 2}, 422),
    ],
)
def test_what_is_no_step_is_refused_and_nothing_is_made(server, api, wrong, status):
    body = {"name": "Payments", "steps": [{**step(server, "First", 1), **wrong}]}
    assert api.post("/escalation/policies", json=body).status_code == status
    assert server.rows("policies") == []


def test_a_policy_without_steps_is_empty_or_refused(server, api):
    assert made(api)["steps"] == []
    server.switches({"no_steps": "refused"})
    body = {"name": "Other", "steps": []}
    assert api.post("/escalation/policies", json=body).status_code == 422


def paged(server: Server, api: httpx.Client, policy: Any) -> list[str]:
    body = {"title": "Fire", "severity": "high", "ownerId": "user_ana"}
    body["escalationPolicyId"] = policy["id"]
    api.post("/incidents", json=body).raise_for_status()
    return [page["userId"] for page in server.pages]


OFFICE = {"name": "Office", "timezone": "UTC"}
HOURS = {"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}


@pytest.mark.parametrize(
    ("conditions", "who"),
    [
        ([None, None], "user_bo"),
        (["outside", None], "user_cy"),
        (["during", None], "user_bo"),
        (["outside", "outside"], "user_cy"),
    ],
    ids=["none", "first fails", "first holds", "all fail, the last pages all the same"],
)
def test_a_step_whose_condition_fails_is_skipped(server, api, conditions, who):
    hours = api.post("/working-hours", json={**OFFICE, "windows": [HOURS]}).json()["data"]["id"]
    steps = [
        step(
            server,
            name,
            place,
            condition=when and {"workingHoursId": hours, "when": when},
        )
        for place, (name, when) in enumerate(zip(("First", "Second"), conditions, strict=True), 1)
    ]
    policy = made(api, *steps)
    assert paged(server, api, policy) == [who]


def test_the_client_says_which_generation_it_is_and_speaks_both(server):
    with Client(api_key=server.key, base_url=server.url) as client:
        first = next(client.schedules.list())
        step: EscalationStepInput = {
            "position": 1,
            "target_type": "schedule",
            "target_id": first.id,
            "escalate_after_seconds": 90,
        }
        made = client.policies.create_with_steps(name="Payments", steps=[step])
        found = client.policies.get(made.id)
        assert (found.generation, found.steps) == ("steps", made.steps)
        again = client.policies.replace(
            made.id, name="Renamed", steps=[step, {**step, "position": 2}]
        )
        assert [each.position for each in again.steps or ()] == [1, 2]
        with pytest.raises(errors.NotFound):
            client.policies.layers.delete(made.id, made.id)
    with Simulator().serve() as other, Client(api_key=other.key, base_url=other.url) as client:
        policy = client.policies.create(name="Payments")
        assert client.policies.get(policy.id).generation == "layers"
