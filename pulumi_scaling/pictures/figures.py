"""A picture inside a page: strips of weeks, each with the same in a table below it."""

from __future__ import annotations

from collections.abc import Iterator

from .days import span
from .drawing import inline_svg, key
from .markup import Markup, details, heading, markup, named, note, table
from .picture import Picture
from .spoken import SIGNS, ends, labels
from .strips import strips

__all__ = ["figures"]

MANY = 4
"""Strips of time from which on there is a list of them to jump from."""
HEAD = ("whose turns", "who", "from", "until", "")


def figures(picture: Picture) -> Markup:
    """All of it; a long one begins with a list of its months."""
    windows: dict[str, list[Picture]] = {}
    for strip in strips(picture):
        windows.setdefault(span(strip.start, strip.end, strip.zone), []).append(strip)
    pieces = list[Markup]()
    if len(windows) >= MANY:
        pieces.append(_list(windows))
    for number, (window, here) in enumerate(windows.items(), 1):
        anchor = f"weeks-{number}" if len(windows) >= MANY else ""
        title = heading(window, 3, anchor=anchor) if len(windows) > 1 else Markup()
        pieces += [title, *(_figure(strip, picture) for strip in here)]
    pieces += [note(line, kind="small") for line in (*picture.note.splitlines(), *key(picture))]
    return markup(*pieces)


def _list(windows: dict[str, list[Picture]]) -> Markup:
    links = " · ".join(
        f'<a href="#weeks-{at}">{window}</a>' for at, window in enumerate(windows, 1)
    )
    return Markup(f'<nav aria-label="weeks">{links}</nav>')


def _figure(strip: Picture, whole: Picture) -> Markup:
    drawing = inline_svg(strip, whole, "The table below says the same.")
    turns = table(HEAD, _turns(strip, whole), caption=f"{strip.title}, times in {strip.zone.key}")
    # Whoever has no mouse scrolls it with the keyboard, for which it must be reachable.
    return Markup(
        f'<figure><div class="wide" tabindex="0">{drawing}</div>'
        f"{details('The same as a table', turns)}</figure>"
    )


def _turns(strip: Picture, whole: Picture) -> Iterator[tuple[str | Markup, ...]]:
    for label, row in zip(labels(strip), strip.rows, strict=True):
        for bar in row.bars:
            yield label, named(bar.text), *ends(bar, whole), SIGNS[bar.mark]
