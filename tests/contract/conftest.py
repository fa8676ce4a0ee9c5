"""A strict simulator on a real socket, in its first state for each test, and ways to fill it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from pulumi_scaling.simulator import Simulator
from pulumi_scaling.simulator.serving import Server

Make = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    with Simulator(strict=True).serve() as server:
        yield server


@pytest.fixture
def server(running: Server) -> Iterator[Server]:
    running.reset()
    before = len(running.violations)
    yield running
    assert running.violations[before:] == []


@pytest.fixture
def client_for(server: Server) -> Iterator[Callable[[str], httpx.Client]]:
    """Clients with another key."""
    clients: list[httpx.Client] = []

    def client(key: str) -> httpx.Client:
        headers = {"authorization": f"Bearer {key}"}
        clients.append(httpx.Client(base_url=server.url, headers=headers, timeout=10))
        return clients[-1]

    yield client
    for each in clients:
        each.close()


@pytest.fixture
def api(server: Server, client_for: Callable[[str], httpx.Client]) -> httpx.Client:
    return client_for(server.key)


def _data(answer: httpx.Response) -> dict[str, Any]:
    assert answer.is_success, answer.text
    data: dict[str, Any] = answer.json()["data"]
    return data


@pytest.fixture
def numbers() -> Iterator[int]:
    return itertools.count(1)


@pytest.fixture
def new_schedule(api: httpx.Client, numbers: Iterator[int]) -> Make:
    def make(**fields: Any) -> dict[str, Any]:
        body = {"name": f"Schedule {next(numbers)}", "timezone": "Europe/Paris", **fields}
        return _data(api.post("/oncall/schedules", json=body))

    return make


@pytest.fixture
def layer_body(numbers: Iterator[int]) -> Make:
    """A valid rotation layer with named overrides; one that is no field of it is a mistake."""

    def body(**fields: Any) -> dict[str, Any]:
        valid = {
            "name": f"Layer {next(numbers)}",
            "rotationType": "weekly",
            "rotationLengthDays": 7,
            "handoffTime": "09:00",
            "effectiveFrom": "2026-01-05T08:00:00.000Z",
            "participantIds": ["user_bo", "user_cy"],
        }
        assert set(fields) <= {*valid, "effectiveUntil"}
        return {**valid, **fields}

    return body


@pytest.fixture
def new_layer(api: httpx.Client, layer_body: Make) -> Make:
    def make(schedule: str, **fields: Any) -> dict[str, Any]:
        return _data(api.post(f"/oncall/schedules/{schedule}/layers", json=layer_body(**fields)))

    return make


@pytest.fixture
def new_policy(api: httpx.Client, numbers: Iterator[int]) -> Make:
    def make(**fields: Any) -> dict[str, Any]:
        body = {"name": f"Policy {next(numbers)}", **fields}
        return _data(api.post("/escalation/policies", json=body))

    return make


@pytest.fixture
def new_link(api: httpx.Client) -> Make:
    """A policy layer."""

    def make(policy: str, position: int, users: list[str], timeout: int = 5) -> dict[str, Any]:
        target = {"type": "users", "userIds": users}
        body = {"position": position, "ackTimeoutMinutes": timeout, "target": target}
        return _data(api.post(f"/escalation/policies/{policy}/layers", json=body))

    return make


@pytest.fixture
def new_incident(api: httpx.Client) -> Make:
    def make(**fields: Any) -> dict[str, Any]:
        body = {"title": "Checkout times out", "severity": "critical", **fields}
        if not {"ownerId", "ownerScheduleId"} & set(fields):
            body["ownerId"] = "user_bo"
        return _data(api.post("/incidents", json=body))

    return make


@pytest.fixture
def order_of(api: httpx.Client) -> Callable[[str], list[tuple[int, str]]]:
    """Positions and ids of the layers of a schedule or policy, as its GET shows them."""

    def order(path: str) -> list[tuple[int, str]]:
        return [(each["position"], each["id"]) for each in _data(api.get(path))["layers"]]

    return order


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    """Status, type and code of an error."""
    body = answer.json()
    assert body["statusCode"] == answer.status_code
    return answer.status_code, body["type"], body["code"]


@pytest.fixture
def refused() -> Callable[[httpx.Response], tuple[int, str, str]]:
    return refusal
