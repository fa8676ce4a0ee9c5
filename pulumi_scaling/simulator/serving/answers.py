"""From what an area returns to the status and bytes on the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final, cast

from pulumi_scaling.simulator.areas import Page
from pulumi_scaling.simulator.contract import Contract, Failure, Operation, Refusal, SchemaFailure
from pulumi_scaling.simulator.world import World

_EXTRA: Final = {"_links": {"docs": "https://scaling.cloud/docs"}, "revision": 7}
_UNLISTED: Final = (400, "invalid_request_error")


@dataclass(frozen=True)
class Answer:
    """A status, headers and a JSON value; None stands for no body at all."""

    status: int
    body: Any
    headers: dict[str, str] = field(default_factory=dict[str, str])

    def encoded(self) -> bytes:
        """The bytes of the body."""
        if self.body is None:
            return b""
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode()


class Answers:
    """Envelopes, request ids and error bodies, as the switches want them."""

    def __init__(self, contract: Contract, world: World) -> None:
        self._contract = contract
        self._world = world

    def success(self, operation: Operation, data: Any) -> Answer:
        """The envelope of what an area returned."""
        switches = self._world.switches
        status = operation.success
        if operation.alternative is not None:
            name = "delete_status" if data is None else "create_status"
            status = int(switches[name])
        if status == 204:
            return Answer(204, None)
        body: dict[str, Any]
        if data is None:
            body = {"success": True}
        elif isinstance(data, Page):
            body = self._page(data)
        else:
            body = {"data": data}
        if switches["extra_fields"] == "present":
            body = _with_extras(body)
        if switches["request_id"] == "everywhere":
            body["requestId"] = self._world.ids.request()
        return Answer(status, body)

    def _page(self, page: Page) -> dict[str, Any]:
        switches = self._world.switches
        beside: dict[str, Any] = {}
        if page.cursor is not None:
            beside["nextCursor"] = page.cursor
        elif switches["last_cursor"] != "absent":
            beside["nextCursor"] = None if switches["last_cursor"] == "null" else ""
        if page.key is None:
            return {"data": page.rows, **beside}
        if switches["next_cursor"] == "top":
            return {"data": {page.key: page.rows}, **beside}
        return {"data": {page.key: page.rows, **beside}}

    def error(self, status: int, type_: str, code: str, message: str) -> Answer:
        """A body in the one shape all errors have."""
        body = {
            "statusCode": status,
            "type": type_,
            "code": code,
            "requestId": self._world.ids.request(),
        }
        if self._world.switches["error_message"] == "present":
            body["message"] = message
        return Answer(status, body)

    def refusal(self, refusal: Refusal) -> Answer:
        """What the world said no with."""
        status, type_ = self._contract.errors.get(refusal.code, _UNLISTED)
        return self.error(
            refusal.status or status, refusal.type or type_, refusal.code, refusal.message
        )

    def schema_failure(self, operation: Operation, failed: SchemaFailure) -> Answer:
        """What a request that misses its schema gets."""
        failure: Failure = failed.failure or operation.failure
        if operation.uniform_failure and self._world.switches["schema_failure"] == "uniform":
            failure = Failure(status=422, type="validation_error", code="")
        return self.error(failure.status, failure.type, failure.code, str(failed))

    def server_error(self, message: str) -> Answer:
        """What nobody should ever see."""
        code = str(self._world.switches["server_error_code"])
        return self.error(500, "internal_error", code, message)


def _with_extras(value: Any) -> Any:
    """Unknown fields in every object of an answer; a reader must let them pass."""
    if isinstance(value, dict):
        told = cast("dict[str, Any]", value)
        return {**{name: _with_extras(told[name]) for name in told}, **_EXTRA}
    if isinstance(value, list):
        return [_with_extras(each) for each in cast("list[object]", value)]
    return value
