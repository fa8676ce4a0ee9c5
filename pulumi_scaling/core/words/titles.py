"""What to call one resource in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.model import Kind

__all__ = ["title"]


def title(kind: Kind, values: Mapping[str, Any], id_: str | None = None) -> str:
    """By its natural key, its place in its parent, or its id."""
    named = values.get(kind.natural_key) if kind.natural_key else None
    if isinstance(named, str):
        return f"{kind.label} {named!r}"
    if kind.parent and isinstance(values.get("position"), int):
        above, at = values.get(kind.parent), f"{kind.label} at position {values['position']}"
        return f"{at} of {above}" if isinstance(above, str) else at
    return f"{kind.label} {id_}" if id_ else kind.label
