"""Pieces of a page. Whatever is not `Markup` yet is text, and text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .harmless import PROSE, escaped

__all__ = ["Markup", "details", "heading", "markup", "named", "note", "section", "strong", "table"]


class Markup(str):
    """HTML that is safe to put in a page; put together with other text it is text again."""

    __slots__ = ()


def markup(*pieces: str | Markup, between: str = "") -> Markup:
    """Pieces in a row: text is escaped, markup stays what it is."""
    return Markup(escaped(between).join(map(_one, pieces)))


def named(text: str) -> Markup:
    """A name in the middle of a sentence: read from the right, it turns nothing around it."""
    return Markup(f"<bdi>{escaped(text)}</bdi>")


def strong(text: str) -> Markup:
    """What must not be overlooked."""
    return Markup(f"<strong>{_one(text)}</strong>")


def heading(text: str, level: int = 2, *, anchor: str = "") -> Markup:
    """The title of what follows, and the name to jump to it by."""
    id_ = f' id="{escaped(anchor)}"' if anchor else ""
    return Markup(f"<h{level}{id_}>{escaped(text)}</h{level}>")


def note(*pieces: str | Markup, kind: str = "plain") -> Markup:
    """A paragraph; `good`, `warning` and `bad` have an edge, beside what their words say."""
    return Markup(f'<p class="{escaped(kind)}">{markup(*pieces)}</p>')


def section(title: str, *parts: Markup) -> Markup:
    """A part of the page with a title."""
    return Markup(f"<section>{heading(title)}{''.join(parts)}</section>")


def details(summary: str, *parts: Markup) -> Markup:
    """What is folded until somebody wants it; on paper it is open."""
    return Markup(f"<details><summary>{escaped(summary)}</summary>{''.join(parts)}</details>")


def table(
    head: Sequence[str], rows: Iterable[Sequence[str | Markup]], *, caption: str = ""
) -> Markup:
    """Rows under a head; the first cell of each says what the row is about."""
    titles = "".join(f'<th scope="col">{escaped(each)}</th>' for each in head)
    body = "".join(
        f'<tr><th scope="row">{_one(first)}</th>'
        f"{''.join(f'<td>{_one(cell)}</td>' for cell in rest)}</tr>"
        for first, *rest in rows
    )
    said = f"<caption>{escaped(caption)}</caption>" if caption else ""
    return Markup(
        f'<div class="wide"><table>{said}<thead><tr>{titles}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _one(piece: str | Markup) -> str:
    if isinstance(piece, Markup):
        return piece
    # Between two pieces a space is part of the sentence.
    before, after = (" " if piece[at : at + 1 or None].isspace() else "" for at in (0, -1))
    return f"{before}{escaped(piece, PROSE)}{after}" if piece.strip() else before
