"""One field of a class, as declared and taken apart once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_scaling.model.docs import text_under

if TYPE_CHECKING:
    from pulumi_scaling.model.declaring import Fields

    from .shape import Shape

__all__ = ["Field"]


@dataclass(frozen=True)
class Field:
    """Its names, its shape, and what it is if nobody says it."""

    name: str
    wire: str
    """Its name in requests and answers."""
    shape: Shape
    required: bool
    default: Any
    owner: type[Fields]

    @property
    def doc(self) -> str:
        """What it is, for people."""
        return text_under(self.owner, self.name)
