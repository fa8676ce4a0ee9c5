"""A review for a terminal: the same as the comment, without what one would have to unfold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Literal, TypeAlias

from pulumi_scaling.commands.table import clean, lines

from .asides import clock_note, hints, unseen, warnings
from .outcome import PersonRow, Review, Section
from .saying import Said

__all__ = ["text"]

Colour = Literal["green", "yellow", "red", "dim", "bold"]
Painting: TypeAlias = Callable[[str, Colour], str]
DRAWN: Final = 3
"""Schedules that are drawn; more would push the verdict off the screen."""
MARKS: Final[dict[str, Colour]] = {"⛔": "red", "⚠️": "yellow", "✅": "green", "": "bold"}


def text(reviews: Sequence[Review], paint: Painting | None = None) -> str:
    """All of them, one below the other."""
    painted = paint or _plain
    return "\n\n".join("\n".join(_review(each, painted)) for each in reviews) + "\n"


def _review(review: Review, paint: Painting) -> Iterator[str]:
    mark = f"{review.verdict.mark} " if review.verdict.mark else ""
    headline = f"{mark}On-call: {clean(review.verdict.headline)}"
    yield paint(headline, MARKS[review.verdict.mark])
    for each in (*review.verdict.lines, *unseen(review)):
        yield _line(each, paint)
    for row in review.table:
        yield ""
        yield from _person(row, paint)
    if review.table:
        yield ""
        yield paint(clean(str(clock_note(review))), "dim")
    for each in (*warnings(review), *hints(review)):
        yield ""
        yield _line(each, paint)
    drawn = [each for each in review.sections if each.drawn]
    for section in review.sections:
        if not section.folded or (section.drawn and len(drawn) <= DRAWN):
            yield ""
            yield from _section(section, paint)


def _person(row: PersonRow, paint: Painting) -> Iterator[str]:
    yield f"{_line(row.who, paint)}: {_line(row.first, paint)}"
    sides = (("until now", row.until_now), ("from now on", row.from_now_on))
    for name, told in sides:
        for number, each in enumerate(told):
            yield f"  {paint(f'{name if not number else str():<11}', 'dim')}  {_line(each, paint)}"


def _section(one: Section, paint: Painting) -> Iterator[str]:
    yield paint(clean(one.title), "bold")
    for each in one.lines:
        yield _line(each, paint)
    if one.head:
        cells = [tuple(clean(str(each)) for each in row) for row in one.rows]
        head, *rest = lines([one.head, *cells])
        yield paint(head, "dim")
        yield from rest
    yield from one.drawn


def _line(what: Said, paint: Painting) -> str:
    """Pieces on one line; what is strong is bold."""
    told: list[str] = []
    for each in what.pieces:
        lead, tail = " " * each.text[:1].isspace(), " " * each.text[-1:].isspace()
        body = clean(each.text)
        if body:
            told.append(lead + (paint(body, "bold") if each.look == "strong" else body) + tail)
        elif each.text:
            told.append(" ")
    return "".join(told)


def _plain(words: str, _: Colour) -> str:
    return words
