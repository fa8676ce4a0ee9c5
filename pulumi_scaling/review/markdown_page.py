"""A review as a comment: Markdown that any forge shows. Knows no rule.

What a forge takes is limited. So a comment is made of blocks in the order of their weight, and
those at the end are left out first, with a line that says which. The verdict always stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from .asides import clock_note, hints, more_warnings, notes, unseen, warnings
from .blocks import Block, fitted
from .markdown_text import cell, escaped, fenced, in_html, inline
from .outcome import PersonRow, Review, Section
from .saying import Said

__all__ = ["LONGEST", "markdown"]

LONGEST: Final = 59_000
"""Characters of a comment: under 60,000 with what a workflow adds. Forges take a little more."""
BULLETS: Final = 3
"""From so many lines on they are a list."""
TITLES: Final = 6
HEAD: Final = ("who must know", "until now", "from now on", "first change, their time")


def markdown(reviews: Sequence[Review]) -> str:
    """All of them, one below the other; each has its share of the room."""
    room = LONGEST // max(len(reviews), 1) - 3
    pages = (fitted(tuple(_blocks(each)), room, _dropped) for each in reviews)
    return "\n\n".join(pages) + "\n"


def _blocks(review: Review) -> Iterator[Block]:
    mark = f"{review.verdict.mark} " if review.verdict.mark else ""
    # A name cannot end the comment that the marker is.
    stack = escaped(review.stack).replace("--", "-\u200b-")
    yield Block(
        title="the verdict",
        head=(
            f"<!-- pulumi-scaling review: {stack} -->",
            f"### {mark}On-call: {escaped(review.verdict.headline)}",
        ),
        rows=tuple(_paragraphs([*review.verdict.lines, *unseen(review)])),
        cut=lambda left: f"\n… and {left} more lines.",
    )
    if review.table:
        note = clock_note(review)
        yield Block(
            title="the rest of who must know",
            head=(f"| {' | '.join(HEAD)} |", "| " + " | ".join(["---"] * len(HEAD)) + " |"),
            rows=tuple(map(_row, review.table)),
            tail=("", inline(note)) if note else (),
            cut=lambda left: f"| … and {left} more rows | | | |",
        )
    if said := [*warnings(review), *hints(review)]:
        yield Block(title="warnings", rows=tuple(_paragraphs(said)), keep=True)
    for section in (more_warnings(review), *review.sections, notes(review)):
        if section:
            yield _section(section)


def _paragraphs(lines: Sequence[Said]) -> Iterator[str]:
    for number, each in enumerate(lines):
        if len(lines) >= BULLETS:
            yield f"- {inline(each)}"
        else:
            yield ("\n" if number else "") + inline(each)


def _row(row: PersonRow) -> str:
    cells = (cell(row.who), cell(*row.until_now), cell(*row.from_now_on), cell(row.first))
    return f"| {' | '.join(cells)} |"


def _section(one: Section) -> Block:
    shown, folded = f"**{escaped(one.title)}**", in_html(one.title)
    head = [f"<details><summary>{folded}</summary>" if one.folded else shown, ""]
    rows = [f"- {inline(each)}" for each in one.lines]
    if one.head:
        head += [f"| {' | '.join(one.head)} |", "| " + " | ".join(["---"] * len(one.head)) + " |"]
        rows = [f"| {' | '.join(map(cell, each))} |" for each in one.rows]
    elif one.drawn:
        rows = fenced(one.drawn)
    tail = ("", "</details>") if one.folded else ()
    return Block(
        title=one.title,
        head=tuple(head),
        rows=tuple(rows),
        tail=tail,
        cut=None if one.drawn else partial(_cut, len(one.head)),
    )


def _cut(columns: int, left: int) -> str:
    return f"| … and {left} more |{' |' * (columns - 1)}" if columns else f"- … and {left} more"


def _dropped(titles: Sequence[str]) -> str:
    named = [escaped(each[:80]) for each in titles[:TITLES]]
    more = f" and {len(titles) - TITLES} more parts" if len(titles) > TITLES else ""
    return (
        f"Left out, since a comment holds no more: {', '.join(named)}{more}. "
        "`--format html` and `--format json` have all of it."
    )
