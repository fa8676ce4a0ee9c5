"""What renderers say besides: whose clock it is, what was not seen, what rules have to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .outcome import Review, Section
from .saying import Said, said, strong
from .walls import counted

__all__ = ["clock_note", "hints", "more_warnings", "notes", "unseen", "warnings"]

WARNED: Final = 8
HINTS: Final = 3
HIDDEN: Final = 5
"""Things that were not seen and are named."""
WHY: Final = {
    "secret": "kept secret by the program",
    "unknown": "known only once it is applied",
    "elsewhere": "not in what was looked at",
}


def warnings(review: Review) -> tuple[Said, ...]:
    """What neither verdict nor table says; the first of it."""
    every = _warnings(review)
    more = len(every) - WARNED
    return (*every[:WARNED], said(f"… and {more} more like it.")) if more > 0 else every


def more_warnings(review: Review) -> Section | None:
    """All of it, if that is more."""
    every = _warnings(review)
    return Section(title="All warnings", lines=every) if len(every) > WARNED else None


def hints(review: Review) -> tuple[Said, ...]:
    """Ways out; where there are many alike, the first ones."""
    more = len(review.hints) - HINTS
    rest = said(f"The same holds for {more} more rotations.")
    return (*review.hints[:HINTS], rest) if more > 0 else review.hints


def _warnings(review: Review) -> tuple[Said, ...]:
    return tuple(
        each.said for each in review.findings if each.level == "warning" and not each.in_verdict
    )


def notes(review: Review) -> Section | None:
    """What was so before, and is nobody's doing now."""
    lines = tuple(each.said for each in review.findings if each.level == "note")
    return Section(title="So before, and still so", lines=lines) if lines else None


def unseen(review: Review) -> Iterator[Said]:
    """What cannot be told, and why."""
    found: dict[tuple[str, str], list[str]] = {}
    for name, each in review.unseen:
        found.setdefault((name, each.why), []).append(each.what)
    for (name, why), what in list(found.items())[:HIDDEN]:
        told = ", ".join(dict.fromkeys(what))
        yield said("Not seen of ", strong(name), f": {told} ({WHY[why]}).")
    if len(found) > HIDDEN:
        more = counted(len(found) - HIDDEN, "more schedule or policy", "more schedules or policies")
        yield said(f"Not seen either: parts of {more}.")


def clock_note(review: Review) -> Said:
    """Whose clock times are read from."""
    if review.zone is None:
        return said("Each time names the city whose clock it is read from.")
    here = review.zone.key
    if any(each.zone.key != here for each in review.people):
        return said(f"Times are those of {here}, unless another city is named.")
    return said(f"Times are those of {here}.")
