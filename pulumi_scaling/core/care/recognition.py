"""Which of the layers that are there are meant by those that are wanted.

So that as little as possible is written, and nobody is missing while it is. Whoever has a name is
known by it, unless everything but the name says otherwise: two that swap names have not moved.
One that alone is left over is the one that alone is missing. Others are known by what they hold,
then by whom they reach, then by their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.core.words import as_it_is
from pulumi_scaling.model import Kind

from .lost import as_asked

__all__ = ["Pair", "reached", "recognised"]

Row = Mapping[str, Any]


@dataclass
class Pair:
    """One that is wanted, and the one that is there for it."""

    content: dict[str, Any]
    """As a request says it."""
    row: Row | None = None
    """As the server has it; None if it is to be made."""


def recognised(
    kind: Kind, rows: Sequence[Row], wanted: Sequence[dict[str, Any]]
) -> tuple[list[Pair], list[Row]]:
    """The wanted ones in order, each with what is there for it, and what is there for nothing."""
    pairs = [Pair(content) for content in wanted]
    left = list(rows)
    name = kind.fields[kind.natural_key].wire if kind.natural_key else None

    def match(fits: Callable[[Row, dict[str, Any]], bool]) -> None:
        for pair in pairs:
            found = next((row for row in left if fits(row, pair.content)), None)
            if pair.row is None and found is not None:
                pair.row = found
                left.remove(found)

    match(lambda row, content: as_asked(kind, row, content))
    if name:
        match(lambda row, content: as_asked(kind, row, _without(content, name)))
        match(lambda row, content: bool(row.get(name) == content.get(name)))
        if len(rows) == len(wanted) and len(left) == 1:
            match(lambda _row, _content: True)
        return pairs, left
    match(lambda row, content: reached(kind, row) == reached(kind, content))
    match(lambda row, content: not reached(kind, row).isdisjoint(reached(kind, content)))
    match(lambda _row, _content: True)
    return pairs, left


def reached(kind: Kind, row: Row) -> frozenset[str]:
    """Whom it pages: people, and what stands for people."""
    values = {name: as_it_is(spec, row) for name, spec in kind.fields.items()}
    known = {name: value for name, value in values.items() if name not in kind.elsewhere}
    return frozenset(
        str(leaf.value) for leaf in kind.shape.leaves(known) if leaf.shape.person or leaf.shape.ref
    )


def _without(content: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in content.items() if key != name}
