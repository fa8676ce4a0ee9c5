"""From a request's method and path to an operation of the contract.

A literal segment always wins over a parameter, so `/layers/order` is never a layer called "order".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

from pulumi_scaling.simulator.contract.operations import Operation


class Node:
    """One segment of a path and what may follow it."""

    __slots__ = ("literals", "operations", "parameter")

    def __init__(self) -> None:
        self.literals: Final[dict[str, Node]] = {}
        self.parameter: Node | None = None
        self.operations: Final[dict[str, Operation]] = {}


class Router:
    """The paths of some operations as a tree."""

    def __init__(self, operations: Iterable[Operation]) -> None:
        self._root = Node()
        for operation in operations:
            node = self._root
            for segment in operation.path.strip("/").split("/"):
                if segment.startswith("{"):
                    node.parameter = node.parameter or Node()
                    node = node.parameter
                else:
                    node = node.literals.setdefault(segment, Node())
            node.operations[operation.method] = operation

    def match(self, raw_path: str) -> tuple[dict[str, Operation], tuple[str, ...]] | None:
        """The operations of a path by method, and the values in its parameters.

        Takes the path before percent-decoding: an encoded slash belongs to an id, not to the path.
        """
        if not raw_path.startswith("/"):
            return None
        segments = [unquote(segment) for segment in raw_path[1:].split("/")]
        found = _walk(self._root, segments, 0)
        return None if found is None else (found[0].operations, tuple(reversed(found[1])))


def _walk(node: Node, segments: list[str], depth: int) -> tuple[Node, list[str]] | None:
    if depth == len(segments):
        return (node, []) if node.operations else None
    segment = segments[depth]
    literal = node.literals.get(segment)
    if literal is not None:
        found = _walk(literal, segments, depth + 1)
        if found is not None:
            return found
    if node.parameter is None or not segment:
        return None
    found = _walk(node.parameter, segments, depth + 1)
    if found is not None:
        found[1].append(segment)
    return found
