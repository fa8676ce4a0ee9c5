"""A review as a comment: Markdown that any forge shows. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .markdown_text import cell, escaped, inline
from .outcome import PersonRow, Review

__all__ = ["LONGEST", "markdown"]

LONGEST: Final = 60_000
HEAD: Final = ("who must know", "until now", "from now on", "first change, their time")


def markdown(reviews: Sequence[Review]) -> str:
    """All of them, one below the other."""
    return "\n\n".join("\n".join(_review(each)) for each in reviews) + "\n"


def _review(review: Review) -> Iterator[str]:
    yield f"<!-- pulumi-scaling review: {review.stack} -->"
    mark = f"{review.verdict.mark} " if review.verdict.mark else ""
    yield f"### {mark}On-call: {escaped(review.verdict.headline)}"
    yield from _lines(review)
    if review.table:
        yield ""
        yield from _table(review.table)
    for finding in review.findings:
        if finding.level == "warning" and not finding.in_verdict:
            yield ""
            yield f"- {inline(finding.said)}"
    for each in review.hints:
        yield ""
        yield inline(each)


def _lines(review: Review) -> Iterator[str]:
    for number, each in enumerate(review.verdict.lines):
        yield ("" if not number else "\n") + inline(each)


def _table(rows: Sequence[PersonRow]) -> Iterator[str]:
    yield f"| {' | '.join(HEAD)} |"
    yield f"|{' --- |' * len(HEAD)}"
    for row in rows:
        cells = (cell(row.who), cell(*row.until_now), cell(*row.from_now_on), cell(row.first))
        yield f"| {' | '.join(cells)} |"
