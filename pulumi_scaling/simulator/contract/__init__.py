"""The API contract as the simulator uses it: operations, checks, what the API says no with."""

from . import strictly
from .checking import Reading, SchemaFailure, checker, schemas
from .denied import Refusal, not_found
from .operations import Contract, Failure, Operation, fields, load
from .routing import Router

__all__ = [
    "Contract",
    "Failure",
    "Operation",
    "Reading",
    "Refusal",
    "Router",
    "SchemaFailure",
    "checker",
    "fields",
    "load",
    "not_found",
    "schemas",
    "strictly",
]
