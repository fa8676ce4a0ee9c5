"""The API contract as the simulator uses it: operations, their checks, their answers.

Everything about the wire (routes, parameters, bodies, statuses, error types) is read from
`scaling.openapi.yaml` beside this file. A rule written a second time in code would be a rule that
can disagree with the contract, so code only adds the behaviour that no schema can hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, cast

import yaml

from pulumi_scaling.simulator.contract.generations import in_steps

Schema = dict[str, Any]

_VERBS: Final = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True)
class Failure:
    """How an operation answers when its body misses the schema."""

    status: int
    type: str
    code: str


@dataclass(frozen=True)
class Parameter:
    """One named value in the path or the query."""

    name: str
    location: str
    schema: Schema
    required: bool
    integer: bool


@dataclass(frozen=True, eq=False)
class Operation:
    """One verb on one path, with all the contract says about it."""

    id: str
    method: str
    path: str
    parameters: tuple[Parameter, ...]
    body: Schema | None
    responses: dict[int, Schema | None]
    """The schema of each documented status; None for an empty answer."""
    success: int
    alternative: int | None
    """The other success status a service might use, if the contract knows one."""
    failure: Failure
    failures: tuple[tuple[tuple[str, ...], Failure], ...]
    """Failures below a JSON pointer of the body, the pointer split into its steps."""
    uniform_failure: bool
    """Whether the general 422 is documented as the other answer to a schema failure."""
    admin: bool
    assumptions: frozenset[str]


class Contract:
    """The document, indexed."""

    def __init__(self, document: Schema) -> None:
        self.document: Final = document
        self.schemas: Final[dict[str, Schema]] = document["components"]["schemas"]
        self.lifecycle: Final[tuple[str, ...]] = tuple(document["x-incident-lifecycle"])
        self.assumptions: Final[dict[str, str]] = document["x-assumptions"]
        self.errors: Final[dict[str, tuple[int, str]]] = {
            error["code"]: (error["status"], error["type"])
            for error in document["x-error-codes"]
            if error["code"]
        }
        self.base_path: Final = "/" + document["servers"][0]["url"].rpartition("/")[2]
        self.operations: Final[dict[str, Operation]] = {
            operation.id: operation
            for path, item in document["paths"].items()
            for verb in _VERBS
            if verb in item
            for operation in [self._operation(path, verb, item[verb])]
        }

    def resolve(self, node: Schema) -> Schema:
        """Follow a `$ref` of this document, however many in a row."""
        while "$ref" in node:
            target: Any = self.document
            for step in node["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            node = target
        return node

    def _operation(self, path: str, verb: str, node: Schema) -> Operation:
        responses = {
            int(status): (response, self.resolve(response))
            for status, response in node["responses"].items()
        }
        successes = [
            (status, "x-alternative-to" in response)
            for status, (_, response) in responses.items()
            if status < 300
        ]
        rules: Schema = {
            **self.document["x-schema-failure"],
            **node.get("x-schema-failure", {}),
        }
        admin = responses[401][0].get("$ref", "").endswith("/AdminRequired")
        body = node.get("requestBody")
        return Operation(
            id=node["operationId"],
            method=verb.upper(),
            path=path,
            parameters=tuple(self._parameter(each) for each in node.get("parameters", ())),
            body=None if body is None else _json_schema(self.resolve(body)),
            responses={
                status: _json_schema(response) for status, (_, response) in responses.items()
            },
            success=next(status for status, other in successes if not other),
            alternative=next((status for status, other in successes if other), None),
            failure=Failure(**rules.pop("default")),
            failures=tuple(
                (tuple(pointer.strip("/").split("/")), Failure(**failure))
                for pointer, failure in rules.items()
            ),
            uniform_failure=responses.get(422, ({}, {}))[1].get("x-alternative-to") == "400",
            admin=admin,
            assumptions=frozenset(_listed(node.get("x-assumption", ()))),
        )

    def _parameter(self, node: Schema) -> Parameter:
        node = self.resolve(node)
        return Parameter(
            name=node["name"],
            location=node["in"],
            schema=node["schema"],
            required=node.get("required", False),
            integer=self.resolve(node["schema"]).get("type") == "integer",
        )


def _json_schema(node: Schema) -> Schema | None:
    content = node.get("content")
    return None if content is None else cast("Schema", content["application/json"]["schema"])


def _listed(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def text() -> str:
    """The contract as it stands in the package, for tools that read OpenAPI."""
    here = resources.files(__name__.rpartition(".")[0])
    return here.joinpath("scaling.openapi.yaml").read_text("utf-8")


@cache
def load(generation: str = "layers") -> Contract:
    """Read the contract; once a process, because tests start many simulators."""
    if generation == "steps":
        return Contract(in_steps(load().document))
    # The C loader is safe, too, and thirty times as fast; some builds of the library lack it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return Contract(yaml.load(text(), Loader=loader))  # noqa: S506 - both are safe loaders


@cache
def fields(schema: str) -> tuple[str, ...]:
    """The members of an object of the contract: what a row shows of itself."""
    return tuple(load().schemas[schema]["properties"])
