"""The two shapes of JSON that hold others, told apart for readers and type checkers alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeGuard

__all__ = ["is_list", "is_object", "object_in", "rows_in"]


def is_object(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Tell whether it is a JSON object."""
    # Nearly all are dicts, and asking the abstract class takes five times as long.
    return isinstance(value, (dict, Mapping))


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Tell whether it is a JSON list."""
    return isinstance(value, list)


def rows_in(holder: object, name: str | None) -> list[Mapping[str, Any]]:
    """The objects of a list inside an answer; what is not there, or is no object, holds nothing."""
    held = holder.get(name) if is_object(holder) and name else None
    return [each for each in held if is_object(each)] if is_list(held) else []


def object_in(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object inside an answer, or an empty one."""
    held = holder.get(name)
    return held if is_object(held) else {}
