"""A long window cut into strips that fit on a page: four weeks wide, and not too many rows high."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Final

from .days import Days, midnight
from .picture import Bar, Picture, Row

__all__ = ["DAYS", "strips"]

DAYS: Final = 28
SPARE: Final = 7
"""Days at the end that are added to the last strip and make none of their own."""
ROWS: Final = 24


def strips(picture: Picture, *, days: int = DAYS, rows: int = ROWS) -> Iterator[Picture]:
    """The same picture in pieces, by time and then by rows; each has its own bars only."""
    dates = Days(picture.start, picture.end, picture.zone).dates
    cuts = [at for at in range(days, len(dates), days) if len(dates) - at > SPARE]
    edges = [picture.start, *(midnight(dates[at], picture.zone) for at in cuts), picture.end]
    groups = list(_groups(picture.rows, rows))
    for start, end in pairwise(edges):
        for group in groups:
            here = tuple(replace(row, bars=_inside(row.bars, start, end)) for row in group)
            yield replace(picture, start=start, end=end, rows=here)


def _groups(rows: tuple[Row, ...], most: int) -> Iterator[list[Row]]:
    """Rows that belong together stay so: one without a label is more of that above."""
    group: list[Row] = []
    for row in rows:
        if row.label and len(group) >= most:
            yield group
            group = []
        group.append(row)
    yield group


def _inside(bars: tuple[Bar, ...], start: datetime, end: datetime) -> tuple[Bar, ...]:
    """Whole bars, so that whoever is told until when hears the real end."""
    first = bisect_right(bars, start, key=lambda bar: bar.end)
    return bars[first : bisect_left(bars, end, key=lambda bar: bar.start)]
