"""What the contract knows of answers, small enough for `probe` to carry without a YAML reader.

Read from the file and not from the simulator: neither is needed where a program runs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

__all__ = ["assumptions_of", "contract_at", "known_api"]

CONTRACT = Path("simulator") / "contract" / "scaling.openapi.yaml"
VERBS = ("get", "put", "post", "patch", "delete")


def contract_at(package: Path) -> dict[str, Any]:
    """The contract as it stands in the package."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (package / CONTRACT).read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    return found


def assumptions_of(contract: dict[str, Any]) -> dict[str, str]:
    """The guesses by id, each on one line."""
    return {own: " ".join(str(text).split()) for own, text in contract["x-assumptions"].items()}


def known_api(contract: dict[str, Any]) -> str:
    """All of it as JSON: guesses, codes, and what is in the answer of each operation."""
    answers = {name: _reduced(schema) for name, schema in _answers(contract)}
    wanted = set[str]()
    for node in [*answers.values(), {"as": "Error"}]:
        _collect(node, contract, wanted)
    facts = {
        "assumptions": assumptions_of(contract),
        "codes": sorted({each["code"] for each in contract["x-error-codes"]}),
        "answers": answers,
        "objects": {
            name: _reduced(contract["components"]["schemas"][name]) for name in sorted(wanted)
        },
    }
    return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"


def _answers(contract: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for item in contract["paths"].values():
        for verb in VERBS:
            if verb in item:
                for status, answer in item[verb]["responses"].items():
                    schema = _schema(contract, answer)
                    if int(status) < 300 and schema:
                        yield item[verb]["operationId"], schema
    for said in contract["x-dialects"]["steps"]["operations"]:
        if schema := said.get("response", {}).get("schema"):
            yield f"{said['method']} {said['path']} of steps", schema


def _schema(contract: dict[str, Any], answer: Any) -> Any:
    while "$ref" in answer:
        answer = contract["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return answer.get("content", {}).get("application/json", {}).get("schema")


def _reduced(schema: Any) -> dict[str, Any]:
    """The types and members of a schema; `as` names another one, `all` and `any` hold several."""
    if "$ref" in schema:
        return {"as": schema["$ref"].rpartition("/")[2]}
    node: dict[str, Any] = {}
    if kinds := schema.get("type"):
        node["is"] = [kinds] if isinstance(kinds, str) else list(kinds)
    if members := schema.get("properties"):
        node["has"] = {name: _reduced(member) for name, member in members.items()}
    if "required" in schema:
        node["needs"] = list(schema["required"])
    if "items" in schema:
        node["of"] = _reduced(schema["items"])
    if together := schema.get("allOf"):
        node["all"] = [_reduced(each) for each in together]
    if several := [*schema.get("anyOf", ()), *schema.get("oneOf", ())]:
        node["any"] = [_reduced(each) for each in several]
    return node


def _collect(node: Any, contract: dict[str, Any], into: set[str]) -> None:
    if isinstance(node, list):
        for each in node:  # pyright: ignore[reportUnknownVariableType] - of whatever YAML holds
            _collect(each, contract, into)
    elif (said := _named(node)) is not None:
        name = said.get("as")
        if isinstance(name, str) and name not in into:
            into.add(name)
            _collect(_reduced(contract["components"]["schemas"][name]), contract, into)
        for each in said.values():
            _collect(each, contract, into)


def _named(node: Any) -> dict[str, Any] | None:
    return cast("dict[str, Any]", node) if isinstance(node, dict) else None
