"""Text of others, made fit to stand in a picture.

Names come from an account and from pull requests. Escaping keeps markup from running; this keeps
away what escaping leaves: controls of a terminal, characters that turn the direction of what
follows, line ends, letters with fifty marks above them, and a name as long as a book.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from html import escape
from typing import Final

__all__ = ["PROSE", "columns", "escaped", "fitted", "harmless", "isolated"]

LONGEST: Final = 160
"""Characters of a name."""
PROSE: Final = 4000
"""Characters of one piece of text, which may be a whole paragraph."""
MARKS: Final = 3
"""Combining marks on one letter; no script in use needs more."""
JOINERS: Final = "\u200c\u200d"
"""They rule the direction of nothing, and emoji and Persian are written with them."""


@lru_cache(maxsize=8192)
def harmless(text: str, longest: int = LONGEST) -> str:
    """On one line, without anything that is not seen."""
    if text.isascii() and text.isprintable():
        return _short(" ".join(text.split()), longest)
    kept: list[str] = []
    marks = 0
    for each in text:
        category = unicodedata.category(each)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if category in {"Zl", "Zp", "Zs", "Cc"}:
            kept.append(" ")
        elif category in {"Cs", "Co"} or _no_character(each) or marks > MARKS:
            continue
        elif category != "Cf" or each in JOINERS:
            kept.append(each)
    one = " ".join("".join(kept).split()).strip(JOINERS)
    return _short(one, longest)


@lru_cache(maxsize=8192)
def escaped(text: str, longest: int = LONGEST) -> str:
    """For XML and HTML, inside an element or inside quotes."""
    return escape(harmless(text, longest))


def isolated(text: str) -> str:
    """For the middle of a sentence: what is read from the right turns nothing around it."""
    one = harmless(text)
    turns = any(unicodedata.bidirectional(each) in {"R", "AL", "AN"} for each in one)
    return f"\u2068{one}\u2069" if turns else one


@lru_cache(maxsize=8192)
def columns(text: str) -> int:
    """Columns on a terminal, where Chinese and emoji take two a character and marks none."""
    return sum(map(_column, text))


@lru_cache(maxsize=8192)
def fitted(text: str, room: int) -> str:
    """As much of it as fits, before an ellipsis if that is not all."""
    one = harmless(text)
    if columns(one) <= room:
        return one
    if room < 2:
        return ""
    kept, taken = "", 0
    for each in one:
        taken += _column(each)
        if taken > room - 1:
            break
        kept += each
    return kept.rstrip(JOINERS) + "…"


def _short(one: str, longest: int) -> str:
    return one if len(one) <= longest else one[: longest - 1].rstrip(JOINERS) + "…"


def _column(each: str) -> int:
    if each in JOINERS or unicodedata.combining(each):
        return 0
    return 2 if unicodedata.east_asian_width(each) in "WF" else 1


def _no_character(each: str) -> bool:
    """What Unicode keeps for nobody, and XML refuses."""
    return ord(each) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(each) <= 0xFDEF
