"""One bar of a drawing: its shape says what it is, its text who, its colour whose."""

from __future__ import annotations

from html import escape
from typing import Final

from .harmless import columns, escaped, fitted, harmless
from .hues import look
from .picture import Bar, Picture
from .spoken import said

__all__ = ["bar_shape"]

LETTER: Final = 6.4
"""Pixels of a letter of 11 pixels, rather more than less."""
SIGNS: Final = {"comes": "▲ ", "gap": "✕ ", "unknown": "? "}


def bar_shape(bar: Bar, x: float, y: int, wide: float, high: int, whole: Picture) -> str:
    """The rectangle, what is laid over it, and as much of the text as there is room for.

    What it says when it is pointed at counts in the whole picture, of which a strip is shown.
    """
    shape = " ".join(filter(None, [_look(bar), bar.mark]))
    box = f'x="{x + 0.8:.1f}" y="{y}" width="{max(wide - 1.6, 0.8):.1f}" height="{high}" rx="3"'
    over = "".join(
        f'<rect {box} fill="url(#rota-{pattern})"/>'
        for pattern in (
            *(["hatch"] if bar.mark == "comes" else []),
            *(["cross"] if bar.kind == "gap" else []),
        )
    )
    said_ = f"<title>{escape(said(bar, whole))}</title>"
    return f'<g><rect class="{shape}" {box}/>{over}{_text(bar, x, y, wide, high)}{said_}</g>'


def _look(bar: Bar) -> str:
    return look(bar.who) if bar.kind == "turn" and bar.who is not None else bar.kind


def _text(bar: Bar, x: float, y: int, wide: float, high: int) -> str:
    sign = SIGNS.get(bar.mark, "") + SIGNS.get(bar.kind, "")
    room = int((wide - 9) / LETTER)
    text = _called(bar.text, room - len(sign))
    text = sign + text if text else sign.strip()
    if not text or columns(text) > room:
        return ""
    kind = "was" if bar.mark == "goes" else "alarm halo" if bar.kind == "gap" else ""
    looks = f' class="{kind}"' if kind else ""
    base = high / 2 + 4
    # A drawing inside the drawing cuts off what would reach beyond the bar.
    return (
        f'<svg x="{x + 4.5:.1f}" y="{y}" width="{wide - 6:.1f}" height="{high}">'
        f'<text{looks} y="{base:g}">{escaped(text)}</text></svg>'
    )


def _called(text: str, room: int) -> str:
    """A whole name, a first name, or the beginning of one."""
    first = harmless(text).partition(" ")[0]
    return first if columns(harmless(text)) > room >= columns(first) else fitted(text, room)
