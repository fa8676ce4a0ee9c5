"""From what a program says to what a request carries."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from pulumi_scaling.model import Kind

from .starts import timed

__all__ = ["body"]

Resolve = Callable[[str], str]


def body(
    kind: Kind,
    inputs: Mapping[str, Any],
    only: Collection[str] | None = None,
    *,
    resolve: Resolve,
    zone: str | None = None,
) -> dict[str, Any]:
    """The JSON of some or all inputs; what was cleared is blank.

    Parents are in the path, the order of siblings and what is said inline have endpoints of their
    own. `zone` is where the days are that stand for a start or an end.
    """
    inputs = timed(kind, inputs, zone)
    sent: dict[str, Any] = {}
    for name, spec in kind.fields.items():
        value = inputs.get(name)
        unsaid = value is None if only is None else name not in only
        if name in kind.elsewhere or unsaid:
            continue
        blank = value is None
        sent[spec.wire] = spec.shape.blank if blank else spec.shape.wire(value, resolve)
    return sent
