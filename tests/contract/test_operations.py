"""What holds for every operation of the contract, read from it: handlers, keys, ids, bodies."""

from __future__ import annotations

import uuid

import httpx
import pytest

from pulumi_scaling.simulator import FLIPPED, contract
from pulumi_scaling.simulator.areas import HANDLERS

CONTRACT = contract.load()
OPERATIONS = sorted(CONTRACT.operations.values(), key=lambda operation: operation.id)
UUIDS = {"id", "scheduleId", "layerId", "policyId", "componentId"}


def parameters(operation):
    return [each.name for each in operation.parameters if each.location == "path"]


def example(operation):
    """The first request example of the contract, or nothing for an operation without a body."""
    item = CONTRACT.document["paths"][operation.path][operation.method.lower()]
    if operation.body is None:
        return None
    examples = item["requestBody"]["content"]["application/json"]["examples"]
    return CONTRACT.resolve(next(iter(examples.values())))["value"]


def ask(api, operation, fill, **more):
    path = operation.path
    for name in parameters(operation):
        path = path.replace(f"{{{name}}}", fill)
    return api.request(operation.method, path, json=example(operation), **more)


def each(operations):
    return pytest.mark.parametrize("operation", operations, ids=lambda operation: operation.id)


def test_every_operation_has_a_handler_and_no_handler_is_left_over():
    assert set(HANDLERS) == set(CONTRACT.operations)
    assert len(HANDLERS) == 55


@each(OPERATIONS)
def test_without_a_key_nothing_is_told_not_even_what_was_wrong(server, refused, operation):
    with httpx.Client(base_url=server.url) as stranger:
        answer = ask(stranger, operation, "malformed")
    assert refused(answer) == (401, "not_authorized_error", "missing_authorization_header")


@each([each for each in OPERATIONS if 404 in each.responses and parameters(each)])
def test_an_unknown_id_is_404(api, refused, operation):
    answer = ask(api, operation, str(uuid.uuid4()))
    assert refused(answer) == (404, "invalid_request_error", "not_found")


@each([each for each in OPERATIONS if UUIDS & set(parameters(each))])
def test_an_id_that_is_no_uuid_is_422_where_ids_are_uuids(api, refused, operation):
    answer = ask(api, operation, "sch_1")
    assert refused(answer) == (422, "validation_error", "")


@each([each for each in OPERATIONS if each.body is not None])
def test_a_missing_body_is_the_schema_failure_of_the_operation(api, refused, operation):
    path = operation.path
    for name in parameters(operation):
        path = path.replace(f"{{{name}}}", str(uuid.uuid4()))
    failure = operation.failure
    answer = api.request(operation.method, path)
    assert refused(answer) == (failure.status, failure.type, failure.code)


@each([each for each in OPERATIONS if each.body is None])
def test_a_body_nobody_asked_for_is_ignored(api, operation):
    bare = ask(api, operation, str(uuid.uuid4()))
    answer = ask(api, operation, str(uuid.uuid4()), headers={"content-type": "text/plain"})
    assert answer.status_code == bare.status_code


@each([each for each in OPERATIONS if each.body is not None])
def test_the_examples_of_the_contract_fit_its_schemas(api, operation):
    """They name people of another world, so the world may refuse them; no schema does."""
    answer = ask(api, operation, str(uuid.uuid4()))
    # A person who is no member is answered like a misfit of the schema; the contract says so.
    by_the_world = operation.id == "create_incident"
    assert by_the_world or answer.json().get("type") != "validation_error"


def test_flipped_answers_fit_the_contract_too(server, api, new_schedule, new_layer, new_incident):
    server.switches({**FLIPPED, "update_verbs": "patch_only"})
    schedule = new_schedule()
    new_layer(schedule["id"])
    incident = new_incident()
    for path in (
        f"/oncall/schedules/{schedule['id']}",
        f"/oncall/schedules/{schedule['id']}/resolve",
        "/oncall/schedules",
        f"/incidents/{incident['id']}",
        "/incidents",
        "/team/members",
        "/users",
        "/components",
        "/routing/policies",
        "/integrations/inbound",
    ):
        assert api.get(path).is_success
