"""Sentences as values: which words are strong, and which are code.

What that looks like is a renderer's. So no name of anybody's is ever mixed with markup, and who
finds something out can say it without knowing where it will be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Piece", "Said", "Sayable", "code", "joined", "listed", "said", "strong"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that look the same."""

    text: str
    look: Literal["", "strong", "code"] = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a part of one. As text it is without any look."""

    pieces: tuple[Piece, ...] = ()

    def __str__(self) -> str:
        return "".join(each.text for each in self.pieces)

    def __bool__(self) -> bool:
        return any(each.text for each in self.pieces)


Sayable: TypeAlias = "str | Piece | Said"


def said(*parts: Sayable) -> Said:
    """Put a sentence together."""
    pieces: list[Piece] = []
    for each in parts:
        if isinstance(each, Said):
            pieces.extend(each.pieces)
        else:
            pieces.append(Piece(each) if isinstance(each, str) else each)
    return Said(tuple(pieces))


def strong(*parts: Sayable) -> Said:
    """What must not be missed. Code stays code."""
    pieces = said(*parts).pieces
    return Said(tuple(each if each.look else Piece(each.text, "strong") for each in pieces))


def code(text: str) -> Piece:
    """What is written in a program or in a file."""
    return Piece(text, "code")


def joined(separator: str, parts: Iterable[Sayable]) -> Said:
    """The same between all of them."""
    found: list[Sayable] = []
    for each in parts:
        found += [separator, each] if found else [each]
    return said(*found)


def listed(parts: Iterable[Sayable], *, most: int | None = None) -> Said:
    """`Ada, Ben and Cho`; of more than `most` the rest is counted."""
    every = list(parts)
    if most is not None and len(every) > most:
        every = [*every[: most - 1], f"{len(every) - most + 1} more"]
    return joined(" and ", [joined(", ", every[:-1]), every[-1]] if len(every) > 1 else every)
