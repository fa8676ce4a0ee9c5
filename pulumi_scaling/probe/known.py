"""What the contract knows of answers: read from what was made of it, once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, Final

__all__ = [
    "assumptions",
    "codes",
    "items",
    "known_answer",
    "known_error",
    "lacking",
    "members",
    "types",
]

Node = Mapping[str, Any]

STEPS: Final = {
    "get_escalation_policy": "GET /escalation/policies/{policyId} of steps",
    "create_escalation_policy": "POST /escalation/policies of steps",
    "replace_escalation_policy": "PUT /escalation/policies/{policyId} of steps",
}
"""Operations that answer otherwise in the other generation of policies."""


@cache
def _facts() -> dict[str, Any]:
    here = resources.files(__name__.rpartition(".")[0])
    found: dict[str, Any] = json.loads(here.joinpath("known_api.json").read_text("utf-8"))
    return found


def assumptions() -> Mapping[str, str]:
    """The guesses by id."""
    found: dict[str, str] = _facts()["assumptions"]
    return found


def codes() -> frozenset[str]:
    """Every code that some page or guess names."""
    return frozenset(_facts()["codes"])


def known_answer(operation: str) -> list[Node]:
    """What an answer of an operation may be, in either generation."""
    answers = _facts()["answers"]
    names = [operation, STEPS.get(operation, "")]
    return [answers[name] for name in names if name in answers]


def known_error() -> list[Node]:
    """What an error is."""
    return [{"as": "Error"}]


def _flat(nodes: list[Node]) -> Iterator[Node]:
    """Each node with what it names and combines."""
    for node in nodes:
        yield node
        if "as" in node:
            yield from _flat([_facts()["objects"][node["as"]]])
        yield from _flat([*node.get("all", ()), *node.get("any", ())])


def members(nodes: list[Node]) -> dict[str, list[Node]]:
    """The members an object may have; none if nothing is known of them."""
    found: dict[str, list[Node]] = {}
    for node in _flat(nodes):
        for name, member in node.get("has", {}).items():
            found.setdefault(name, []).append(member)
    return found


def items(nodes: list[Node]) -> list[Node]:
    """What a list holds."""
    return [node["of"] for node in _flat(nodes) if "of" in node]


def types(nodes: list[Node]) -> set[str]:
    """The types of a value; empty where anything may come."""
    return {each for node in _flat(nodes) for each in node.get("is", ())}


def lacking(nodes: list[Node], there: set[str]) -> set[str]:
    """The members an object lacks, by the one of its forms that it lacks fewest of."""
    forms = [form - there for node in nodes for form in _forms(node)]
    return min(forms, key=len) if forms else set()


def _forms(node: Node) -> list[set[str]]:
    """What an object always has, in each form that it may come in."""
    forms = [set[str](node.get("needs", ()))]
    together = [_facts()["objects"][node["as"]]] if "as" in node else []
    for each in [*together, *node.get("all", ())]:
        forms = [form | other for form in forms for other in _forms(each)]
    if "any" in node:
        others = [each for each in node["any"] if types([each]) & {"object"}]
        choices = [form for each in others for form in _forms(each)]
        forms = [form | other for form in forms for other in choices] or forms
    return forms
