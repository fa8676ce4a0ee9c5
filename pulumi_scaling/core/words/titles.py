"""What to call one resource in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pulumi_scaling.model import Kind

__all__ = ["name_first", "title"]


Called = Callable[[str], str | None]
"""What the stack calls an object, by its id."""


def name_first(name: object, own: str) -> str:
    """Something that is there: by name first and id second, or by its id if it has no name."""
    return f"{name!r} ({own})" if name else own


def title(
    kind: Kind, values: Mapping[str, Any], id_: str | None = None, called: Called | None = None
) -> str:
    """By its natural key, its place in its parent, or its id; a name comes before an id."""
    named = values.get(kind.natural_key) if kind.natural_key else None
    if isinstance(named, str):
        return f"{kind.label} {named!r}"
    if kind.parent and isinstance(values.get("position"), int):
        parent = values.get(kind.parent)
        name = called(parent) if called and isinstance(parent, str) else None
        whose = f" of the {name} ({parent})" if name else f" of {parent}"
        # Of one that is to be made, nothing is known yet.
        return f"{kind.label} {values['position']}{whose if isinstance(parent, str) else ''}"
    return f"{kind.label} {id_}" if id_ else kind.label
