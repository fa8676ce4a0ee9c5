"""A picture as SVG: the only place that draws.

The days are columns of one width, so that strips line up. A bar is a rectangle with its text, cut
off where the bar ends; whatever the text is, it reaches into nobody's turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from textwrap import wrap
from typing import Final

from .bar_shapes import bar_shape
from .days import Days, month_of
from .harmless import PROSE, escaped, fitted, harmless
from .hues import look
from .looks import DEFINITIONS, style
from .picture import Picture, Row
from .spoken import sentences
from .strips import strips

__all__ = ["inline_svg", "key", "looks_of", "svg"]

LEFT, DAY, RIGHT = 176, 32, 12
TITLE, AXIS, HEAD, ROW, THIN, AIR, LINE = 34, 48, 32, 29, 18, 7, 16
LABEL: Final = 21
"""Letters of a label that fit on the left."""
SMALL: Final = 6
"""Pixels of a letter of 10 pixels."""
KEY: Final = {
    "comes": "▲ hatched, with an outline: from now on",
    "goes": "crossed out, with a broken outline: until now",
    "gap": "✕ crossed: nobody",
    "unknown": "? dotted: known only once it is applied",
}


def svg(picture: Picture) -> str:
    """A file that stands alone: title, strips of four weeks one below the other, and a key."""
    drawn: list[str] = []
    y, width = TITLE, 0
    for strip in strips(picture):
        drawn += [f'<g transform="translate(0 {y})">', *_strip(strip, picture), "</g>"]
        y += _height(strip) + LINE
        width = max(width, _width(strip))
    for line in _foot(picture, width):
        drawn.append(f'<text class="small" x="10" y="{y}">{escaped(line, PROSE)}</text>')
        y += LINE
    title = f'<text class="title" x="10" y="22">{escaped(picture.title)}</text>'
    own = f"<style>{style(looks_of(picture))}</style>{DEFINITIONS}"
    words = " ".join(sentences(picture))
    return "\n".join(
        [*_opened(picture, width, y, words), own, _paper(width, y), title, *drawn, "</svg>\n"]
    )


def inline_svg(strip: Picture, whole: Picture, words: str) -> str:
    """One strip inside a page, which has the style, the patterns and the same in words."""
    width, height = _width(strip), _height(strip)
    opened = _opened(strip, width, height, words)
    return "\n".join([*opened, _paper(width, height), *_strip(strip, whole), "</svg>"])


def looks_of(picture: Picture) -> set[str]:
    """The classes of colour that its bars have."""
    return {look(bar.who) for row in picture.rows for bar in row.bars if bar.who is not None}


def _opened(picture: Picture, width: int, height: int, words: str) -> Iterator[str]:
    title = escaped(picture.title)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="rota" role="img" aria-label="{title}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    )
    # The words are made of harmless pieces; what isolates a name in them must stay.
    yield f"<title>{title}</title><desc>{escape(words)}</desc>"


def _paper(width: int, height: int) -> str:
    return f'<rect class="paper" width="{width}" height="{height}"/>'


def _strip(strip: Picture, whole: Picture) -> Iterator[str]:
    days = Days(strip.start, strip.end, strip.zone)
    bottom = AXIS + _rows_height(strip.rows)
    yield from _calendar(strip, days, bottom)
    y = AXIS
    for row in strip.rows:
        yield from _row(strip, row, days, y, whole)
        y += _high(row)
    yield from _now(strip, days, bottom)


def _calendar(strip: Picture, days: Days, bottom: int) -> Iterator[str]:
    """Weekdays and dates above, weekends and holidays in another shade, Mondays with a line."""
    high = bottom - AXIS + HEAD
    lines: list[str] = []
    for at, day in enumerate(days.dates):
        x = LEFT + DAY * at
        if day.weekday() > 4 or day in strip.holidays:
            yield f'<rect class="rest" x="{x}" y="{AXIS - HEAD}" width="{DAY}" height="{high}"/>'
        monday = day.weekday() == 0
        lines.append(
            f'<path class="{"week" if monday else "line"}" d="M{x} {AXIS - HEAD}V{bottom}"/>'
        )
        if at == 0 or day.day == 1:
            month = month_of(day) if len(days.dates) - at > 3 else ""
            yield f'<text class="small" x="{x + 2}" y="11">{month}</text>'
        middle, name = x + DAY // 2, _WEEK[day.weekday()]
        yield (
            f'<text class="small" text-anchor="middle" x="{middle}" y="{AXIS - 20}">'
            f'{name}<tspan class="date" x="{middle}" dy="13">{day.day}</tspan></text>'
        )
    yield from lines
    for edge, (start, end) in {
        "start": (0.0, days.place(strip.start)),
        "end": (days.place(strip.end), float(len(days.dates))),
    }.items():
        if end - start > 0.01:
            left, wide = LEFT + DAY * start, DAY * (end - start)
            yield (
                f'<rect class="past {edge}" x="{left:.1f}" y="{AXIS}" width="{wide:.1f}" '
                f'height="{bottom - AXIS}"/>'
            )


def _row(strip: Picture, row: Row, days: Days, y: int, whole: Picture) -> Iterator[str]:
    high = _high(row)
    if row.label:
        yield f'<path class="line" d="M0 {y}H{LEFT + DAY * len(days.dates)}"/>'
        below = 0 if row.detail else 5
        yield (
            f'<text class="label" x="10" y="{y + 13 + below}">{escaped(fitted(row.label, LABEL))}'
            f"<title>{escaped(row.label)}</title></text>"
        )
    if row.detail:
        base = y + (25 if row.label else high - (6 if row.thin else 10))
        yield f'<text class="small" x="10" y="{base}">{escaped(fitted(row.detail, 27))}</text>'
    top, tall = y + (2 if row.thin else AIR // 2), high - (4 if row.thin else AIR)
    for bar in row.bars:
        start, end = max(bar.start, strip.start), min(bar.end, strip.end)
        if start < end:
            left, right = LEFT + DAY * days.place(start), LEFT + DAY * days.place(end)
            yield bar_shape(bar, left, top, right - left, tall, whole)


def _now(strip: Picture, days: Days, bottom: int) -> Iterator[str]:
    if not _has_now(strip) or strip.now is None:
        return
    x = LEFT + DAY * days.place(strip.now)
    yield f'<path class="now" d="M{x:.1f} {AXIS - 2}V{bottom + 2}"/>'
    yield f'<path class="marker" d="M{x - 4:.1f} {AXIS - 5}h8l-4 6z"/>'
    yield f'<text class="small alarm" text-anchor="middle" x="{x:.1f}" y="{bottom + 12}">now</text>'


def _has_now(strip: Picture) -> bool:
    return strip.now is not None and strip.start <= strip.now < strip.end


def _foot(picture: Picture, width: int) -> Iterator[str]:
    """What stands below, in lines that are no longer than the drawing is wide."""
    for line in (*picture.note.splitlines(), *key(picture)):
        yield from wrap(harmless(line, PROSE), (width - 20) // SMALL)


def key(picture: Picture) -> Iterator[str]:
    """What the shapes mean, as far as they are there."""
    bars = [bar for row in picture.rows for bar in row.bars]
    there = {bar.mark or "turn" for bar in bars} | {bar.kind for bar in bars}
    said = " · ".join(sentence for shape, sentence in KEY.items() if shape in there)
    if said:
        yield said


def _width(strip: Picture) -> int:
    return LEFT + DAY * len(Days(strip.start, strip.end, strip.zone).dates) + RIGHT


def _height(strip: Picture) -> int:
    return AXIS + _rows_height(strip.rows) + (LINE if _has_now(strip) else 4)


def _rows_height(rows: Iterable[Row]) -> int:
    return sum(map(_high, rows))


def _high(row: Row) -> int:
    return THIN if row.thin else ROW


_WEEK: Final = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
