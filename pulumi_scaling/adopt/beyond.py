"""The kinds beyond schedules and policies: in which order, and how a program finds one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter

from pulumi_scaling.model import Field, Kind
from pulumi_scaling.resources import CATALOG

from .selection import Row

__all__ = ["found_by", "others"]


def others(*done: Kind) -> list[Kind]:
    """All other kinds that stand by themselves, each after what it refers to."""
    kinds = {
        kind.name: kind
        for kind in CATALOG
        if not kind.parent and not kind.remembers and kind not in done
    }
    graph = {
        kind.name: {
            part.shape.ref.kind
            for part in _parts(kind)
            if part.shape.ref and part.shape.ref.kind in kinds
        }
        for kind in kinds.values()
    }
    return [kinds[name] for name in TopologicalSorter(graph).static_order()]


def _parts(kind: Kind) -> Iterator[Field]:
    ahead = list(kind.fields.values())
    while ahead:
        spec = ahead.pop()
        yield spec
        ahead += [part for _, part in spec.shape.parts()]


def found_by(kind: Kind, row: Row, rows: Sequence[Row]) -> dict[str, str]:
    """How a program finds one that is made elsewhere: by its name, unless two share it."""
    key = kind.natural_key or ""
    alone = sum(other.get(key) == row.get(key) for other in rows) == 1
    return {key: str(row[key])} if kind.made_elsewhere and alone and row.get(key) else {}
