"""What can go wrong on the way, ordered by test: each fault says whom it hits and how.

A fault that cuts or fails *after* is the dangerous kind: the write is kept and its author never
hears of it. A program that survives that loses nothing in real life.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import lru_cache
from time import time
from typing import Any, Final, Literal

import jsonschema_rs

from pulumi_scaling.simulator.contract import Operation, load
from pulumi_scaling.simulator.serving.answers import Answer, Answers

Mangling = Literal["truncated", "not_json", "huge", "drip"]

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "operation": {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}, "minItems": 1},
            ],
            "description": "An operation id, several, or *, reads, writes. All when left out.",
        },
        "times": {"type": "integer", "minimum": 1, "description": "Hit this often, then no more."},
        "skip": {"type": "integer", "minimum": 0, "description": "Let this many pass first."},
        "share": {"type": "number", "minimum": 0, "maximum": 1, "description": "Hit this share."},
        "seed": {"type": "integer", "description": "Makes the share hit the same ones each run."},
        "when": {
            "enum": ["before", "after"],
            "description": "Before the request is processed (the default), or after the commit.",
        },
        "latency": {"type": "number", "minimum": 0, "description": "Seconds to wait."},
        "status": {"type": "integer", "minimum": 200, "maximum": 599},
        "body": {"description": "Body of that status; null for none. An error when left out."},
        "retry_after": {"type": "integer", "minimum": 0, "description": "Retry-After in seconds."},
        "retry_after_date": {
            "type": "integer",
            "description": "Retry-After as the HTTP date so many seconds from now.",
        },
        "headers": {"type": "object", "additionalProperties": {"type": "string"}},
        "cut": {"type": "boolean", "description": "Close the connection without an answer."},
        "mangle": {"enum": ["truncated", "not_json", "huge", "drip"]},
        "size": {"type": "integer", "minimum": 1, "description": "Bytes of a huge body."},
        "seconds": {"type": "number", "minimum": 0, "description": "Duration of a drip."},
    },
}
_HUGE: Final = 11 * 1024 * 1024
_DRIP: Final = 5.0


class BadFault(ValueError):
    """A fault nobody could have meant."""


@lru_cache(maxsize=1)
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(SCHEMA)


@dataclass
class Fault:
    """One thing that goes wrong, and for which requests."""

    document: dict[str, Any]
    hits: int = 0
    _seen: int = 0
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        for error in _validator().iter_errors(self.document):
            where = "/".join(str(step) for step in error.instance_path)
            raise BadFault(f"fault /{where}: {error.message}")
        known = load().operations
        for name in self._operations():
            if name not in known and name not in {"*", "reads", "writes"}:
                raise BadFault(f"there is no operation {name!r}")
        self._dice = random.Random(self.document.get("seed"))  # noqa: S311 - no secret

    def _operations(self) -> list[str]:
        named: str | list[str] = self.document.get("operation", "*")
        return [named] if isinstance(named, str) else named

    def strikes(self, operation: Operation) -> bool:
        """Whether this request is one of those; counts it."""
        group = "reads" if operation.method == "GET" else "writes"
        if not {"*", group, operation.id} & set(self._operations()):
            return False
        times: int | None = self.document.get("times")
        if times is not None and self.hits >= times:
            return False
        self._seen += 1
        if self._seen <= self.document.get("skip", 0):
            return False
        share: float = self.document.get("share", 1)
        if share < 1 and self._dice.random() >= share:
            return False
        self.hits += 1
        return True

    @property
    def after(self) -> bool:
        """Whether it strikes once the request is processed and kept."""
        return self.document.get("when") == "after"

    @property
    def latency(self) -> float:
        """Seconds to wait."""
        return float(self.document.get("latency", 0))

    @property
    def cut(self) -> bool:
        """Whether the client gets no answer at all."""
        return bool(self.document.get("cut"))

    @property
    def mangling(self) -> Mangling | None:
        """What happens to the body on its way."""
        mangling: Mangling | None = self.document.get("mangle")
        return mangling

    @property
    def size(self) -> int:
        """Bytes of a huge body."""
        return int(self.document.get("size", _HUGE))

    @property
    def seconds(self) -> float:
        """How long a drip takes."""
        return float(self.document.get("seconds", _DRIP))

    def answer(self, answers: Answers) -> Answer | None:
        """The answer this fault gives instead of the real one, if it does."""
        status: int | None = self.document.get("status")
        if status is None:
            return None
        if "body" in self.document:
            return Answer(status, self.document["body"])
        if status == 429:
            return answers.error(429, "invalid_request_error", "rate_limited", "Slow down")
        if status == 500:
            return answers.server_error("A fault was ordered")
        type_ = "internal_error" if status > 500 else "invalid_request_error"
        return answers.error(status, type_, "", "A fault was ordered")

    def headers(self) -> dict[str, str]:
        """Headers it adds to the answer."""
        headers: dict[str, str] = {
            name.lower(): value for name, value in self.document.get("headers", {}).items()
        }
        if "retry_after" in self.document:
            headers["retry-after"] = str(self.document["retry_after"])
        if "retry_after_date" in self.document:
            moment = time() + self.document["retry_after_date"]
            headers["retry-after"] = formatdate(moment, usegmt=True)
        return headers

    def name(self) -> str:
        """What the request log calls it."""
        parts = [
            "cut" if self.cut else "",
            f"status {self.document['status']}" if "status" in self.document else "",
            self.mangling or "",
            f"latency {self.latency:g}" if self.latency else "",
        ]
        said = ", ".join(part for part in parts if part) or "headers"
        return f"{said} after" if self.after else said


class Faults:
    """The faults in force, asked in the order they were given; the first that strikes wins."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, documents: list[dict[str, Any]]) -> None:
        """All of them or, when one is wrong, none."""
        self._faults += [Fault(document) for document in documents]

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._faults = []

    def pick(self, operation: Operation) -> Fault | None:
        """The fault that hits this request, if one does."""
        return next((fault for fault in self._faults if fault.strikes(operation)), None)

    def told(self) -> list[dict[str, Any]]:
        """What is in force, with how often each has struck."""
        return [{**fault.document, "hits": fault.hits} for fault in self._faults]
