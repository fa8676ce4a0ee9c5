"""What the provider is held against: dynamic providers that do as little as can be done.

Each is a few lines that anybody could write. `Nothing` only gives ids, `Bare` makes the same
requests with httpx and nothing around them, and `Naive` also reads each resource by a request of
its own, as one writes it first.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pulumi
from pulumi.dynamic import CreateResult, ReadResult, Resource, ResourceProvider

PATHS = {"Schedule": "/oncall/schedules", "EscalationPolicy": "/escalation/policies"}


class Nothing(ResourceProvider):
    """Answers at once and asks nobody."""

    serialize_as_secret_always = False

    def create(self, props: dict[str, Any]) -> CreateResult:
        return CreateResult(str(uuid.uuid4()), props)

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        return ReadResult(id_, props)


@lru_cache(maxsize=1)
def _client() -> Any:
    import httpx

    headers = {"Authorization": f"Bearer {os.environ['SCALING_CLOUD_API_KEY']}"}
    return httpx.Client(base_url=os.environ["SCALING_CLOUD_BASE_URL"], headers=headers)


class Bare(Nothing):
    """One POST for a schedule, as the provider makes it."""

    def create(self, props: dict[str, Any]) -> CreateResult:
        body = {"name": props["name"], "timezone": props["timezone"]}
        answer = _client().post("/oncall/schedules", json=body)
        return CreateResult(answer.json()["data"]["id"], props)


class Naive(Nothing):
    """One GET for a resource; a layer is read by the request that shows it."""

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        _client().get(props["path"])
        return ReadResult(id_, props)


class Requests(Nothing):
    """The requests that a chain in one piece takes, and nothing around them."""

    def create(self, props: dict[str, Any]) -> CreateResult:
        path = props["path"]
        body = {name: props[name] for name in ("name", "timezone") if name in props}
        own = _client().post(path, json=body).json()["data"]["id"]
        for place, layer in enumerate(props["layers"], 1):
            _client().post(f"{path}/{own}/layers", json=_sent(layer, place))
        return CreateResult(own, props)

    def read(self, id_: str, props: dict[str, Any]) -> ReadResult:
        _client().get(f"{props['path']}/{id_}")
        return ReadResult(id_, props)

    def delete(self, id_: str, props: dict[str, Any]) -> None:
        _client().delete(f"{props['path']}/{id_}")


def _sent(layer: dict[str, Any], place: int) -> dict[str, Any]:
    if "target" in layer:
        target = {"type": "schedule", "scheduleId": layer["target"]["schedule_id"]}
        return {"position": place, "ackTimeoutMinutes": 5, "target": target}
    return {
        "name": layer["name"],
        "rotationType": "weekly",
        "rotationLengthDays": 7,
        "handoffTime": "09:00",
        "effectiveFrom": layer["effective_from"],
        "participantIds": ["user_bo", "user_cy"],
    }


class Thing(Resource, module="floor", name="Thing"):  # type: ignore[call-arg, unused-ignore]
    """A resource of one of them."""

    def __init__(
        self,
        provider: ResourceProvider,
        name: str,
        props: Mapping[str, Any],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        super().__init__(provider, name, {**props}, opts)
