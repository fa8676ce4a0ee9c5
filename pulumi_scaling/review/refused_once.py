"""What will be refused, each reason once with all that it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .saying import Said, listed, strong
from .worlds import Refused

__all__ = ["refused_once"]

NAMED: Final = 8


def refused_once(refused: Sequence[Refused]) -> Iterator[tuple[Said, str, str]]:
    """Their names, the reason and what to do, in the order in which reasons came up."""
    alike = dict[tuple[str, str], dict[str, None]]()
    for each in refused:
        alike.setdefault((each.reason, each.remedy), {})[each.name] = None
    for (reason, remedy), names in alike.items():
        yield listed(map(strong, names), most=NAMED), reason, remedy
