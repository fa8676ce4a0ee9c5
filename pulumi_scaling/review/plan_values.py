"""What is read of a resource of a plan in more than one place."""

from __future__ import annotations

from typing import Any

from pulumi_scaling.model import folded, is_list, is_object
from pulumi_scaling.resources import by_name

from .plan import Resource, State

__all__ = ["named", "spelled"]


def spelled(one: Resource, state: State | None) -> list[str]:
    """Whom a resource names, e-mails without case."""
    if state is None:
        return []
    plain: Any = _visible(state.inputs)
    leaves = by_name[one.kind].shape.leaves(plain)
    return [
        folded(leaf.value) for leaf in leaves if leaf.shape.person and isinstance(leaf.value, str)
    ]


def _visible(value: Any) -> Any:
    """The value without what is not known or not to be seen."""
    if is_object(value):
        parts = {name: _visible(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part is not None}
    if is_list(value):
        return [part for part in map(_visible, value) if part is not None]
    return value if isinstance(value, (str, int, float)) else None


def named(state: State | None) -> str:
    """What people call it; empty where it has no name, or none that a plan shows."""
    found = state.values.get("name") if state else None
    return found if isinstance(found, str) else ""
