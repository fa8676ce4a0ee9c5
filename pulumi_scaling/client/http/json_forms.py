"""JSON of an unknown sender, as the two shapes that can be looked into, or None."""

from __future__ import annotations

from typing import Any, cast

__all__ = ["as_list", "as_object"]


def as_object(value: object) -> dict[str, Any] | None:
    """The value if it is a JSON object."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """The value if it is a JSON array."""
    # mypy calls the cast redundant that pyright wants.
    return value if isinstance(value, list) else None  # pyright: ignore[reportUnknownVariableType]
