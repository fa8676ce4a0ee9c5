"""A picture as text: a line a week, for terminals and for comments. Knows no colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from .days import Days, day_of, midnight
from .harmless import columns, fitted
from .picture import Bar, Picture, Row
from .spoken import labels

__all__ = ["text"]

CELL: Final = 8
"""Characters of a day: three hours each."""
SIDE: Final = 9
FILLS: Final = {"turn": "─", "gap": "░", "quiet": " ", "unknown": "?"}
MARKED: Final = {"comes": "━", "goes": "╌"}


def text(picture: Picture) -> Iterator[str]:
    """Each row of the picture with its label, and below it its weeks from Monday to Sunday.

    A turn begins with `│` and a name and is drawn out; what comes is drawn with `▲`
    and heavy, what goes with a broken line, and a gap with `░`.
    """
    weeks = list(_weeks(picture))
    for number, (label, row) in enumerate(zip(labels(picture), picture.rows, strict=True)):
        if row.thin:
            continue
        if number:
            yield ""
        yield label
        yield " " * SIDE + "".join(f"{day:<{CELL}}" for day in _WEEK).rstrip()
        for week in weeks:
            yield _line(row, week, picture)


@dataclass(frozen=True)
class _Week:
    days: Days
    start: datetime
    """Of what is shown of it."""
    end: datetime

    def column(self, instant: datetime) -> int:
        return round(self.days.place(min(max(instant, self.start), self.end)) * CELL)


def _weeks(picture: Picture) -> Iterator[_Week]:
    first = picture.start.astimezone(picture.zone).date()
    monday = first - timedelta(days=first.weekday())
    while (start := midnight(monday, picture.zone)) < picture.end:
        following = monday + timedelta(weeks=1)
        end = midnight(following, picture.zone)
        days = Days(start, end, picture.zone)
        yield _Week(days, max(start, picture.start), min(end, picture.end))
        monday = following


def _line(row: Row, week: _Week, picture: Picture) -> str:
    """A bar that is too short to be seen gives way to its neighbours."""
    drawn, at = "", 0
    for bar in row.bars:
        if bar.end <= week.start or bar.start >= week.end:
            continue
        begin, end = week.column(bar.start), week.column(bar.end)
        drawn += " " * (begin - at) + _piece(bar, end - begin, begins=_begins(bar, week, picture))
        at = max(at, end)
    return f"{day_of(week.days.dates[0])[4:]:<{SIDE}}{drawn}".rstrip()


def _begins(bar: Bar, week: _Week, picture: Picture) -> bool:
    """Here and in this week; what goes on since before the picture does not begin in it."""
    return bar.start >= week.start and (bar.start > picture.start or bar.mark == "comes")


def _piece(bar: Bar, wide: int, *, begins: bool) -> str:
    if wide < 1:
        return ""
    edge = "" if not begins else "▲" if bar.mark == "comes" else "│"
    name = fitted(bar.text, wide - len(edge)) if bar.kind != "quiet" else ""
    fill = MARKED.get(bar.mark, FILLS[bar.kind]) if bar.kind == "turn" else FILLS[bar.kind]
    return edge + name + fill * (wide - len(edge) - columns(name))


_WEEK: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
