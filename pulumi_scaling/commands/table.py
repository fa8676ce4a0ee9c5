"""Rows for people: columns that line up, colours where somebody looks. Knows no command."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TextIO

from pulumi_scaling.pictures import columns

__all__ = ["Paint", "clean", "lines"]

Colour = Literal["green", "yellow", "red", "dim", "bold"]
_CODES: Final[Mapping[Colour, str]] = {
    "green": "32",
    "yellow": "33",
    "red": "31",
    "dim": "2",
    "bold": "1",
}


class Paint:
    """Colours text for one stream, or leaves it as it is: pipes, files and NO_COLOR get none."""

    def __init__(self, stream: TextIO, environment: Mapping[str, str] = os.environ) -> None:
        self.on = (
            stream.isatty()
            and not environment.get("NO_COLOR")
            and environment.get("TERM") != "dumb"
        )

    def __call__(self, text: str, colour: Colour) -> str:
        """Put the colour around the text."""
        return f"\033[{_CODES[colour]}m{text}\033[0m" if self.on and text else text


def lines(rows: Sequence[Sequence[str]], *, gap: str = "  ") -> list[str]:
    """Pad all columns but the last; no line ends in spaces."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    return [
        gap.join(
            cell + " " * (width - columns(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def clean(text: str) -> str:
    """Text of others on one line: what could rule a terminal is left out."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
