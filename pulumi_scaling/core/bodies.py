"""From what a program says to what a request carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pulumi_scaling.model import Field, Kind

__all__ = ["body"]

Resolve = Callable[[str], str]


def body(
    kind: Kind, inputs: Mapping[str, Any], only: Iterable[str] | None = None, *, resolve: Resolve
) -> dict[str, Any]:
    """The JSON of some or all inputs; what was cleared is null, parents are in the path.

    The order of siblings is never in it: it has an endpoint of its own.
    """
    names = kind.fields if only is None else only
    left_out = {*kind.parents, *(("position",) if kind.order else ())}
    return {
        kind.fields[name].wire: _value(kind.fields[name], inputs.get(name), resolve)
        for name in names
        if name not in left_out and (only is not None or inputs.get(name) is not None)
    }


def _value(spec: Field, value: Any, resolve: Resolve) -> Any:
    if parts := spec.part(value):
        return {
            part.wire: _value(part, value.get(name), resolve)
            for name, part in parts.items()
            if value.get(name) is not None
        }
    if spec.person:
        # A repeated turn is meant; a repeated entry of an unordered list is not.
        ids = [resolve(each) for each in value]
        return list(dict.fromkeys(ids)) if spec.unordered else ids
    return value
