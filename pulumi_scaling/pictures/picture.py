"""What a picture shows, as values: rows of bars over days. Knows neither shape nor colour."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

__all__ = ["Bar", "BarKind", "Mark", "Picture", "Row"]

BarKind = Literal["turn", "gap", "quiet", "unknown"]
"""Somebody's turn; nobody's; nobody's on purpose; not to be told."""
Mark = Literal["", "goes", "comes"]
"""Of two rotas side by side: what was and will not be, and what comes in its place."""


@dataclass(frozen=True, slots=True)
class Bar:
    """An interval in which one person, or nobody, is on call."""

    start: datetime
    end: datetime
    text: str
    """What is written on it."""
    who: str | None = None
    """What tells people apart, such as an address: the colour is theirs wherever they appear."""
    kind: BarKind = "turn"
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A schedule or a person."""

    label: str
    bars: tuple[Bar, ...]
    """In the order of time, none over another; what lies outside the picture is not drawn."""
    detail: str = ""
    """In small below the label: the time zone, or "until now"."""
    thin: bool = False
    """It belongs to the row above: who else is paged."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A window of time, on the calendar of one zone."""

    title: str
    start: datetime
    end: datetime
    zone: ZoneInfo
    rows: tuple[Row, ...]
    note: str = ""
    """Lines below it."""
    now: datetime | None = None
    """Where the line is."""
    holidays: frozenset[date] = frozenset()
    """Days that are shaded as weekends are."""

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"the picture {self.title!r} ends before it begins")
