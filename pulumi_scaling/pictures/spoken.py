"""What a picture says, in words: for whoever hears it, and for search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from .days import span, wall
from .harmless import PROSE, harmless, isolated
from .picture import Bar, Picture, Row

__all__ = ["SIGNS", "ends", "labels", "said", "sentences"]

SIGNS: Final = {"": "", "goes": "until now", "comes": "from now on"}
"""What a mark is called."""


def sentences(picture: Picture) -> Iterator[str]:
    """The window, then each row with all of its bars."""
    window = span(picture.start, picture.end, picture.zone)
    yield f"{window}, on the clocks of {picture.zone.key}."
    for label, row in zip(labels(picture), picture.rows, strict=True):
        turns = "; ".join(said(bar, picture) for bar in row.bars)
        yield f"{label}: {turns or 'nothing'}."
    if picture.note:
        yield harmless(picture.note, PROSE)


def said(bar: Bar, picture: Picture) -> str:
    """One bar: who, from when, until when."""
    mark = f" ({SIGNS[bar.mark]})" if bar.mark else ""
    return f"{isolated(bar.text)}, {' – '.join(ends(bar, picture))}{mark}"


def ends(bar: Bar, picture: Picture) -> tuple[str, str]:
    """From when until when; `…` where it goes on beyond what is looked at."""
    return (
        "…" if bar.start == picture.start != picture.now else _moment(bar.start, picture),
        "…" if bar.end == picture.end else _moment(bar.end, picture),
    )


def _moment(at: datetime, picture: Picture) -> str:
    return "now" if at == picture.now else wall(at, picture.zone)


def labels(picture: Picture) -> Iterator[str]:
    """What each row is called where it stands alone: with the label of the row it belongs to."""
    above = ""
    for row in picture.rows:
        above = row.label or above
        yield _label(above, row)


def _label(above: str, row: Row) -> str:
    detail = f" ({isolated(row.detail)})" if row.detail else ""
    return isolated(above) + detail
