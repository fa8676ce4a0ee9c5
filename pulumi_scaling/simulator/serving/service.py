"""Requests to answers, without a socket: routes, keys, schemas, then the area's handler.

The order of the checks is the order of the statuses: 404 and 405 for the path, 401 for the key,
422 for what the schema refuses, and only then what the world says.
"""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from pulumi_scaling.simulator import contract
from pulumi_scaling.simulator.areas import HANDLERS, STEP_HANDLERS, Call, escalation
from pulumi_scaling.simulator.contract import (
    Operation,
    Refusal,
    Router,
    SchemaFailure,
    checker,
    not_found,
    strictly,
)
from pulumi_scaling.simulator.serving.answers import Answer, Answers
from pulumi_scaling.simulator.world import NameTaken, Row, World

_LOG: Final = logging.getLogger(__name__)
_VERB_SWITCH: Final = frozenset(
    {"update_schedule", "replace_schedule", "update_rotation_layer", "replace_rotation_layer"}
)
_REFUSED_VERB: Final = {"put_only": "PATCH", "patch_only": "PUT"}


@dataclass(frozen=True)
class Request:
    """What came over the wire, taken apart but not yet believed."""

    method: str
    path: str
    """Below the base path and still percent-encoded."""
    query: dict[str, list[str]]
    authorization: str | None
    content_type: str | None
    body: Any
    """The JSON value, None without a body, or the exception that says why it is no JSON."""
    has_body: bool
    acting: Row | None = None
    """Organization, user and role where the simulator's own page asks; such need no key."""


@dataclass(frozen=True)
class Route:
    """Where a request leads."""

    operation: Operation
    values: tuple[str, ...]


class Service:
    """The API over one world."""

    def __init__(self, world: World, *, strict: bool = False) -> None:
        self._world = world
        self._contract = contract.load()
        self._routers = {
            generation: Router(contract.load(generation).operations.values())
            for generation in ("layers", "steps")
        }
        self._strict = strict
        self.answers: Final = Answers(self._contract, world)
        self.violations: Final[list[str]] = []
        """In strict mode, each answer of ours that did not fit the contract."""

    @property
    def base_path(self) -> str:
        """What stands before every path of the contract."""
        return str(self._contract.base_path)

    def now(self) -> datetime:
        """The moment, by the clock that timestamps are from."""
        return self._world.clock.now()

    def route(self, method: str, path: str) -> Route | Answer:
        """The operation, or the answer to a path or verb that leads nowhere."""
        found = self._routers[self._generation].match(path)
        if found is None:
            return self.answers.refusal(not_found("path"))
        operations, values = found
        offered = {
            verb: operation for verb, operation in operations.items() if self._offered(operation)
        }
        operation = offered.get(method)
        if operation is not None:
            return Route(operation, values)
        refused = self.answers.refusal(
            Refusal("method_not_allowed", f"{method} is not offered here", status=405)
        )
        return Answer(405, refused.body, {"allow": ", ".join(sorted(offered))})

    @property
    def _generation(self) -> str:
        return str(self._world.switches["policy_generation"])

    def _offered(self, operation: Operation) -> bool:
        if operation.id not in _VERB_SWITCH:
            return True
        refused = _REFUSED_VERB.get(str(self._world.switches["update_verbs"]))
        return operation.method != refused

    def answer(self, route: Route, request: Request) -> Answer:
        """Do what was asked; whatever happens, the answer has the contract's shape."""
        operation = route.operation
        try:
            with self._world.lock:
                answer = self.answers.success(operation, self._handled(route, request))
        except SchemaFailure as failed:
            answer = self.answers.schema_failure(operation, failed)
        except Refusal as refusal:
            answer = self.answers.refusal(refusal)
            if refusal.code not in self._contract.errors:
                return answer  # Only a switch makes one: the contract cannot hold it.
        except NameTaken as taken:
            answer = self.answers.refusal(Refusal("name_conflict", f"Name taken in {taken}"))
        except Exception:  # noqa: BLE001 - a bug of ours must not look like a broken connection
            _LOG.exception("the simulator failed at %s %s", request.method, request.path)
            answer = self.answers.server_error("The simulator failed; its log says where")
        return self._checked(operation, answer) if self._strict else answer

    def _handled(self, route: Route, request: Request) -> Any:
        operation, world = route.operation, self._world
        key = request.acting or self._key(request.authorization)
        if operation.admin and key["role"] != "org:admin":
            raise Refusal("not_authorized", "Only admins may do this")
        check = checker(world.reading())
        path = check.path(operation, route.values)
        query = check.query(operation, request.query)
        body: Any = None
        if operation.body is not None:
            body = _read_body(request)
            check.body(operation, self._lenient(operation, body))
        call = Call(
            world=world,
            org=key["orgId"],
            user=key["userId"],
            admin=key["role"] == "org:admin",
            path=path,
            query=query,
            body=body,
        )
        escalation.page_due(world)
        # A read needs no transaction: nobody writes while we hold the lock.
        with nullcontext() if operation.method == "GET" else world.store.transaction():
            handlers = STEP_HANDLERS if self._generation == "steps" else HANDLERS
            return handlers[operation.id](call)

    def _lenient(self, operation: Operation, body: Any) -> Any:
        """A new policy may leave its steps out, in the position of the switch that lets it."""
        creates = self._generation == "steps" and operation.id == "create_escalation_policy"
        if creates and isinstance(body, dict) and self._world.switches["no_steps"] == "accepted":
            cast("dict[str, Any]", body).setdefault("steps", [])
        return cast("Any", body)

    def _key(self, authorization: str | None) -> Row:
        """The key's organization, user and role."""
        scheme, _, key = (authorization or "").partition(" ")
        precise = self._world.switches["unauthorized_code"] == "precise"
        if scheme.lower() != "bearer" or not key.strip():
            code = "missing_authorization_header" if precise else "not_authorized"
            raise Refusal(code, "No bearer key was sent")
        row = self._world.store.one(
            "SELECT k.orgId, k.userId, k.expiresAt, m.role FROM keys k"
            " JOIN members m ON m.orgId = k.orgId AND m.userId = k.userId WHERE k.key = ?",
            key.strip(),
        )
        if row is None or (row["expiresAt"] and row["expiresAt"] <= self._world.clock.stamp()):
            code = "invalid_api_key" if precise else "not_authorized"
            raise Refusal(code, "The key is unknown, deleted or expired")
        return row

    def _checked(self, operation: Operation, answer: Answer) -> Answer:
        wrong = checker(self._world.reading()).answer(operation, answer.status, answer.body)
        if wrong is None:
            return answer
        self.violations.append(wrong)
        return self.answers.server_error(f"Against the contract: {wrong}")


def _read_body(request: Request) -> Any:
    if not request.has_body:
        raise SchemaFailure("body", "missing")
    if not strictly.media_type_fits(request.content_type):
        raise SchemaFailure("body", f"{request.content_type} is not application/json")
    if isinstance(request.body, strictly.NotJson):
        raise SchemaFailure("body", f"no JSON: {request.body}")
    return request.body
