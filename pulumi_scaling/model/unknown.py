"""A value that a preview cannot know yet."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

from .forms import is_list, is_object

__all__ = ["UNKNOWN", "Unknown", "holds_unknown"]


class Unknown(Enum):
    """One value, so that `is` narrows it for type checkers and copies stay the same object."""

    VALUE = "unknown"

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final[Literal[Unknown.VALUE]] = Unknown.VALUE
"""Stands for an output of a resource that does not exist yet. Never wrong and never equal."""


def holds_unknown(value: object) -> bool:
    """Tell whether any part of a value is still unknown."""
    if is_object(value):
        return any(holds_unknown(part) for part in value.values())
    if is_list(value):
        return any(holds_unknown(part) for part in value)
    return value is UNKNOWN
