"""Requests and answers held against the schemas of the contract.

Validators are compiled when first needed: all of them together would cost a third of the start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jsonschema_rs

from pulumi_scaling.simulator.contract.operations import Contract, Failure, Operation, Schema, load

_INTEGER: Final = re.compile(r"-?[0-9]{1,18}")


class SchemaFailure(Exception):
    """A request that misses its schema; the operation decides what that answers."""

    def __init__(self, where: str, message: str, *, failure: Failure | None = None) -> None:
        super().__init__(f"{where}: {message}")
        self.failure: Final = failure


@dataclass(frozen=True)
class Reading:
    """The positions of the switches that change what a schema accepts."""

    prefixed_ids: bool = False
    ownerless: bool = False
    free_lengths: bool = False


def _ids_of_any_form(schemas: dict[str, Schema]) -> None:
    schemas["UuidReference"] = {"type": "string", "minLength": 1}


def _incidents_without_owner(schemas: dict[str, Schema]) -> None:
    schemas["IncidentCreate"] = _without(schemas["IncidentCreate"], "anyOf")


def _lengths_of_any_kind(schemas: dict[str, Schema]) -> None:
    for name in ("RotationLayerCreate", "RotationLayerUpdate", "RotationLayerReplace"):
        schemas[name] = _without(schemas[name], "allOf")


def _without(schema: Schema, keyword: str) -> Schema:
    return {key: value for key, value in schema.items() if key != keyword}


def schemas(contract: Contract, reading: Reading) -> dict[str, Schema]:
    """The schemas of the contract under a reading."""
    read = dict(contract.schemas)
    relaxations: tuple[tuple[bool, Callable[[dict[str, Schema]], None]], ...] = (
        (reading.prefixed_ids, _ids_of_any_form),
        (reading.ownerless, _incidents_without_owner),
        (reading.free_lengths, _lengths_of_any_kind),
    )
    for wanted, relax in relaxations:
        if wanted:
            relax(read)
    return read


class Checker:
    """Validators of one reading of the contract."""

    def __init__(self, contract: Contract, reading: Reading) -> None:
        self._components = {"schemas": schemas(contract, reading)}
        self._compiled: dict[int, jsonschema_rs.Validator] = {}

    def _validator(self, schema: Schema) -> jsonschema_rs.Validator:
        # Keyed by identity: the schema is a node of the contract, which lives as long as we do.
        validator = self._compiled.get(id(schema))
        if validator is None:
            validator = jsonschema_rs.Draft202012Validator(
                {"allOf": [schema], "components": self._components}, validate_formats=True
            )
            self._compiled[id(schema)] = validator
        return validator

    def path(self, operation: Operation, values: tuple[str, ...]) -> dict[str, str]:
        """The path parameters by name; refuses ids that cannot be ids."""
        named: dict[str, str] = {}
        parameters = (each for each in operation.parameters if each.location == "path")
        for parameter, value in zip(parameters, values, strict=True):
            if not self._validator(parameter.schema).is_valid(value):
                raise SchemaFailure(parameter.name, "malformed in the path", failure=_GENERAL)
            named[parameter.name] = value
        return named

    def query(self, operation: Operation, values: Mapping[str, list[str]]) -> dict[str, Any]:
        """The query parameters the operation knows, typed; others are ignored."""
        named: dict[str, Any] = {}
        for parameter in operation.parameters:
            given = values.get(parameter.name)
            if parameter.location != "query" or given is None:
                continue
            if len(given) > 1:
                raise SchemaFailure(parameter.name, "given more than once", failure=_GENERAL)
            value: str | int = given[0]
            if parameter.integer and _INTEGER.fullmatch(given[0]):
                value = int(given[0])
            if not self._validator(parameter.schema).is_valid(value):
                raise SchemaFailure(parameter.name, "malformed in the query", failure=_GENERAL)
            named[parameter.name] = value
        return named

    def body(self, operation: Operation, body: Any) -> None:
        """Refuse a body that misses its schema, with the failure its worst place calls for."""
        if operation.body is None:
            return
        validator = self._validator(operation.body)
        try:
            if validator.is_valid(body):
                return
            errors = [
                (tuple(str(step) for step in error.instance_path), error.message)
                for error in validator.iter_errors(body)
            ]
        except (ValueError, RecursionError) as unreadable:
            # Nested deeper than a validator follows: no object of the contract looks like that.
            raise SchemaFailure("body", "too deep", failure=operation.failure) from unreadable
        failures = [(_failure_at(operation, place), place, text) for place, text in errors]
        # A mistake outside the special places makes the whole body a plain schema failure.
        failure, place, text = next(
            (each for each in failures if each[0] == operation.failure), failures[0]
        )
        raise SchemaFailure("/" + "/".join(place), text[:200], failure=failure)

    def answer(self, operation: Operation, status: int, body: Any) -> str | None:
        """What is wrong with an answer of ours, or None."""
        if status not in operation.responses:
            return f"{operation.id} does not document status {status}"
        schema = operation.responses[status]
        if schema is None or body is None:
            return None if schema is body else f"{operation.id} {status}: body where none belongs"
        for error in self._validator(schema).iter_errors(body):
            where = "/".join(str(step) for step in error.instance_path)
            return f"{operation.id} {status} at /{where}: {error.message}"
        return None


_GENERAL: Final = Failure(status=422, type="validation_error", code="")


def _failure_at(operation: Operation, place: tuple[str, ...]) -> Failure:
    for pointer, failure in operation.failures:
        if place[: len(pointer)] == pointer:
            return failure
    return operation.failure


@cache
def checker(reading: Reading) -> Checker:
    """The checker of a reading, shared by all simulators of the process."""
    return Checker(load(), reading)
