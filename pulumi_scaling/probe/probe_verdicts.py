"""What became of each guess: holds, does not, or was not seen; never more than was shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pulumi_scaling.assumed import Position, Positions

from . import known
from .aspects import Aspect, Told
from .looks_kept import Looks
from .witnesses import ASPECTS

__all__ = ["Part", "Verdict", "positions", "verdicts"]

Word = Literal["holds", "does not hold", "not seen"]


@dataclass(frozen=True)
class Part:
    """One aspect, and what a look told of it."""

    aspect: Aspect
    told: Told | None

    @property
    def word(self) -> Word:
        """In a word."""
        if self.told is None:
            return "not seen"
        return "holds" if self.told.holds else "does not hold"


@dataclass(frozen=True)
class Verdict:
    """One guess."""

    assumption: str
    text: str
    parts: Sequence[Part]

    @property
    def word(self) -> Word:
        """Holds only if each part was seen to hold."""
        words = {part.word for part in self.parts}
        if "does not hold" in words:
            return "does not hold"
        return "holds" if words == {"holds"} else "not seen"


def verdicts(looks: Looks) -> list[Verdict]:
    """All of them, in the order of their numbers."""
    parts = [Part(aspect, aspect.tell(looks)) for aspect in ASPECTS]
    return [
        Verdict(own, text, [part for part in parts if part.aspect.assumption == own])
        for own, text in known.assumptions().items()
    ]


def positions(found: Iterable[Verdict]) -> Positions:
    """The switches that were seen, and what no position is for."""
    switches: dict[str, Position] = {}
    unforeseen: dict[str, str] = {}
    for part in (part for verdict in found for part in verdict.parts):
        told, switch = part.told, part.aspect.switch
        if told is None:
            continue
        if switch is not None and told.position is not None:
            if switches.setdefault(switch, told.position) != told.position:
                unforeseen[switch] = "not the same everywhere"
        elif not told.holds:
            unforeseen[switch or part.aspect.assumption] = told.seen
    return Positions(
        {name: at for name, at in switches.items() if name not in unforeseen}, unforeseen
    )
