"""The Terraform client of the vendor as a second witness: what it sends, the simulator takes.

The contract names with `tf` each operation, body and status that is known from its code. They are
replayed here one by one: with the statuses its tests expect, and as the other pages have it.
"""

from __future__ import annotations

import pytest

from pulumi_scaling.simulator import ORGANIZATION, contract
from pulumi_scaling.simulator.contract import load

AS_DOCUMENTED = {}
AS_ITS_TESTS_HAVE_IT = {"create_status": 201, "delete_status": 204}
IN_STEPS = {**AS_ITS_TESTS_HAVE_IT, "policy_generation": "steps"}
VERBS = ("get", "post", "put", "patch", "delete")


def witnessed(node):
    """Whether a part of the contract rests on the Terraform client."""
    return any(source.startswith("tf ") for source in node.get("x-source", ()))


def operations():
    """Path, verb and node of each operation that it is known to use."""
    for path, item in load().document["paths"].items():
        for verb in VERBS:
            node = item.get(verb)
            if node and (witnessed(node) or any(map(witnessed, node["responses"].values()))):
                yield path, verb, node


def bodies(node):
    """The bodies that are known of an operation, or none at all."""
    content = node.get("requestBody", {}).get("content", {}).get("application/json", {})
    examples = [load().resolve(each)["value"] for each in content.get("examples", {}).values()]
    return examples or [None]


REQUESTS = [
    pytest.param(path, verb, node, body, id=f"{node['operationId']}-{number}")
    for path, verb, node in operations()
    for number, body in enumerate(bodies(node))
]
STEPS = [
    pytest.param(each, id=f"{each['method']} {each['path']}")
    for each in load().document["x-dialects"]["steps"]["operations"]
]
HOURS = {
    "name": "Desk",
    "timezone": "UTC",
    "windows": [{"days": [1], "start": "09:00", "end": "17:00"}],
}
LAYER = {
    "name": "Weekly",
    "rotationType": "weekly",
    "rotationLengthDays": 7,
    "handoffTime": "09:00",
    "effectiveFrom": "2026-01-05T08:00:00Z",
    "participantIds": ["user_bo"],
}
TARGET = {"type": "schedule", "scheduleId": "Primary"}
SEED = {
    "organizations": [
        {
            "id": ORGANIZATION,
            "schedules": [{"name": "Primary", "timezone": "UTC", "layers": [LAYER]}],
            "policies": [
                {
                    "name": "Chain",
                    "layers": [{"position": 1, "ackTimeoutMinutes": 5, "target": TARGET}],
                }
            ],
            "working_hours": [HOURS],
            "routing_policies": [
                {
                    "name": "Other",
                    "rules": [
                        {"severity": severity, "outcome": "incident"}
                        for severity in ("critical", "high", "medium", "low")
                    ],
                }
            ],
        }
    ]
}


@pytest.fixture
def world(server, api):
    """Fill one with an object of each kind; asks it, and knows the ids of what is in it."""

    def start(switches):
        server.switches(switches)
        server.seed(SEED)
        first = {
            kind: server.rows(kind, ORGANIZATION)[-1]["id"]
            for kind in (
                *("schedules", "rotation_layers", "policies", "policy_layers", "components"),
                *("routing_policies", "working_hours", "integrations"),
            )
        }
        ids = {
            "scheduleId": first["schedules"],
            "targetId": first["schedules"],
            "policyId": first["policies"],
            "escalationPolicyId": first["policies"],
            "componentId": first["components"],
            "routingPolicyId": first["routing_policies"],
            "workingHoursId": first["working_hours"],
            "integrationId": first["integrations"],
        }

        def ask(method, path, body):
            return api.request(method.upper(), path, **({} if body is None else {"json": body}))

        return ask, ids, first

    return start


def placed(value, ids):
    """An example with ids of this world in place of those of the page it is from."""
    if isinstance(value, dict):
        return {
            key: ids[key]
            if key in ids and each is not None
            else ["user_bo", "user_cy"]
            if key in {"participantIds", "userIds"}
            else placed(each, ids)
            for key, each in value.items()
        }
    return [placed(each, ids) for each in value] if isinstance(value, list) else value


def addressed(path, ids, first):
    """A path with ids of this world in it."""
    layer = "rotation_layers" if "schedules" in path else "policy_layers"
    for name, own in {**ids, "layerId": first[layer]}.items():
        path = path.replace("{" + name + "}", own)
    return path


@pytest.mark.parametrize("switches", [AS_DOCUMENTED, AS_ITS_TESTS_HAVE_IT], ids=["pages", "tests"])
@pytest.mark.parametrize(("path", "verb", "node", "body"), REQUESTS)
def test_each_request_it_sends_is_done_and_answered_as_it_expects(
    world, path, verb, node, body, switches
):
    ask, ids, first = world(switches)
    answer = ask(verb, addressed(path, ids, first), placed(body, ids))
    expected = {int(status) for status in node["responses"] if status.startswith("2")}
    if switches is AS_ITS_TESTS_HAVE_IT and len(expected) > 1:
        expected = {201} if verb == "post" else {204}
    assert answer.status_code in expected, answer.text
    if answer.content and verb != "delete":
        assert "data" in answer.json()


@pytest.mark.parametrize("said", STEPS)
def test_so_is_each_of_the_generation_it_speaks(world, said):
    ask, ids, first = world(IN_STEPS)
    body = said.get("requestExample")
    body = body and placed(load().resolve(body)["value"], ids)
    answer = ask(said["method"], addressed(said["path"], ids, first), body)
    assert answer.status_code == said.get("response", {}).get("status", 200), answer.text
    if body:
        steps = answer.json()["data"]["steps"]
        assert [step["escalateAfterSeconds"] for step in steps] == [240, 900]
        assert {*steps[0]} >= set(contract.fields("EscalationStep"))


def test_what_it_takes_for_gone_or_refused_is_so(server, world):
    ask, ids, _ = world(AS_ITS_TESTS_HAVE_IT)
    default = server.rows("routing_policies", ORGANIZATION)[0]
    assert default["isDefault"]
    assert ask("delete", f"/routing/policies/{default['id']}", None).status_code == 400
    component = f"/components/{ids['componentId']}"
    assert ask("delete", component, None).status_code == 204
    gone = ask("get", component, None)
    assert gone.status_code == 404
    assert {"statusCode", "type", "code", "requestId"} <= set(gone.json())


def test_it_is_a_witness_of_more_than_a_few():
    assert len(REQUESTS) >= 25
    assert len(STEPS) == 5
