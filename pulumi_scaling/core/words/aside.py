"""The name that something has while another one takes its own."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, Final

__all__ = ["aside"]

ASIDE: Final = " (pulumi is moving it)"
"""Behind a name. Whoever is killed meanwhile leaves it to the next up, which gives the one that is
wanted."""
LONGEST: Final = 255


def aside(name: str, taken: Container[Any] = ()) -> str:
    """One that tells what goes on, and that nothing has."""
    found = f"{name[: LONGEST - len(ASIDE)]}{ASIDE}"
    while found in taken:
        found = f"{found[: LONGEST - 1]}."
    return found
