"""What every kind tells that names people: who of them takes no turns yet."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import OFF_WIRE, Fields

__all__ = ["Awaiting"]


class Awaiting(Fields):
    """A part of a state."""

    waiting: Annotated[list[str] | None, OFF_WIRE] = None
    """Who is named and left out for now, since they have not accepted their invitation yet: the
    next `pulumi up` after they did puts them in their place. Absent where nobody is. Whoever is
    secret in the program is `[secret]` here."""
