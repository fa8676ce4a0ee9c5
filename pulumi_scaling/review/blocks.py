"""Blocks of lines in the order of their weight, fitted into so many characters. Knows no Markdown.

What is at the end is left out first. The first block is never left out, only shortened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Block", "fitted"]

SPACE: Final = "\n\n"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Lines that make sense together."""

    title: str
    """What is said of it where it is left out."""
    head: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    """Of which some may be shown without the others, the first ones first."""
    tail: tuple[str, ...] = ()
    keep: bool = False
    """Whether there is room for it even where what is above it has to be cut."""
    cut: Callable[[int], str] | None = None
    """What is said in place of so many rows; None: it is shown whole or not at all."""

    def text(self, rows: int | None = None) -> str:
        """As it is shown, with the first rows or with all."""
        if rows is None or rows >= len(self.rows):
            return "\n".join((*self.head, *self.rows, *self.tail))
        left = self.cut(len(self.rows) - rows) if self.cut else ""
        return "\n".join((*self.head, *self.rows[:rows], left, *self.tail))


def fitted(blocks: Sequence[Block], room: int, dropped: Callable[[Sequence[str]], str]) -> str:
    """As many of them as there is room for, and `dropped` with the titles of all others."""
    whole = SPACE.join(each.text() for each in blocks)
    if len(whole) <= room:
        return whole
    titles = [each.title for each in blocks]
    note = max(len(dropped(titles[place:])) for place in range(len(titles)))
    kept = _kept(blocks, room - note - len(blocks[0].text(0)) - len(SPACE))
    left = room - note - sum(kept)
    shown: list[str] = []
    missing: list[str] = []
    for number, each in enumerate(blocks):
        own = left + kept[number] - len(SPACE)
        rows = _rows(each, own) if not missing or each.keep else 0
        text = each.text(rows)
        if len(text) <= own and (rows or not each.rows or not number):
            shown.append(text)
            left = own - len(text)
        if not shown or shown[-1] != each.text():
            missing.append(each.title)
    return SPACE.join([*shown, dropped(missing)])


def _kept(blocks: Sequence[Block], room: int) -> list[int]:
    """What is set aside for each that is to be kept, as far as the first block leaves room."""
    found: list[int] = []
    for each in blocks:
        own = len(each.text()) + len(SPACE) if each.keep else 0
        found.append(own if own <= room - sum(found) else 0)
    return found


def _rows(block: Block, room: int) -> int:
    """How many of its rows there is room for; none, if not all and it cannot be cut."""
    if len(block.text()) <= room:
        return len(block.rows)
    if block.cut is None:
        return 0
    low, high = 0, len(block.rows)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(block.text(middle)) <= room else (low, middle - 1)
    return low
