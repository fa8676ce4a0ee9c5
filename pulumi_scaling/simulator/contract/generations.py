"""The contract of an account whose policies hold steps: other bodies on some of the same paths."""

from __future__ import annotations

from typing import Any

__all__ = ["in_steps"]

_POLICY = "/escalation/policies/{policyId}"


def in_steps(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what its dialect says instead, and without what that generation lacks."""
    paths = {path: item for path, item in document["paths"].items() if not _below(path)}
    paths[_POLICY] = {"parameters": document["paths"][_POLICY].get("parameters", [])}
    for said in document["x-dialects"]["steps"]["operations"]:
        path, verb = said["path"], said["method"].lower()
        if "response" in said:  # The list is as in the first generation.
            node = _operation(document, said, path, verb)
            paths[path] = {**paths[path], verb: node}
    return {**document, "paths": paths}


def _below(path: str) -> bool:
    return path.startswith(_POLICY)


def _operation(document: dict[str, Any], said: Any, path: str, verb: str) -> dict[str, Any]:
    item = document["paths"][path]
    # The verb that replaces all is told by the one that changes some.
    node = {**item.get(verb, item.get("patch"))}
    if verb not in item:
        node |= {"operationId": "replace_escalation_policy"}
    refused = {status: each for status, each in node["responses"].items() if int(status) >= 300}
    if "requestBody" in said:
        node["requestBody"] = {"required": True, "content": _json(said["requestBody"])}
        # A target that does not exist is refused as that of a layer is.
        refused.setdefault(
            "400", document["paths"][f"{_POLICY}/layers"]["post"]["responses"]["400"]
        )
    schema = said["response"].get("schema")
    answer: dict[str, Any] = {"description": "As the dialect says."}
    answer |= {"content": _json(schema)} if schema else {}
    return {**node, "responses": {str(said["response"]["status"]): answer, **refused}}


def _json(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
