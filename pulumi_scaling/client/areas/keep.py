"""A field that stays as it is: None clears a field, and both are wanted."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal

__all__ = ["KEEP", "Keep"]


class Keep(Enum):
    """The type of KEEP, for annotations."""

    KEEP = "KEEP"

    def __repr__(self) -> str:
        return "KEEP"


KEEP: Final[Literal[Keep.KEEP]] = Keep.KEEP
"""Leaves a field as it is."""
