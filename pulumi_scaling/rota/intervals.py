"""Walks along intervals that follow one another, whatever is true inside them."""

from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")
Piece = tuple[datetime, datetime, T]
"""From when, until when, and what is true in between."""


def side_by_side(
    ours: Iterator[Piece[T]], theirs: Iterator[Piece[U]]
) -> Iterator[tuple[datetime, datetime, T, U]]:
    """What is true in both, cut wherever either changes; what only one covers is left out."""
    one, other = next(ours, None), next(theirs, None)
    while one and other:
        begin, until = max(one[0], other[0]), min(one[1], other[1])
        if begin < until:
            yield begin, until, one[2], other[2]
        ended = other[1] == until
        if one[1] == until:
            one = next(ours, None)
        if ended:
            other = next(theirs, None)


def filled(
    inside: Iterator[tuple[datetime, datetime]], start: datetime, end: datetime
) -> Iterator[Piece[bool]]:
    """A whole window, told apart into what lies in some intervals of it and what does not."""
    at = start
    for since, until in inside:
        if at < since:
            yield at, since, False
        yield since, until, True
        at = until
    if at < end:
        yield at, end, False
