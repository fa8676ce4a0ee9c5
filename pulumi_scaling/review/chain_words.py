"""Chains in words: if it burns and nobody answers, until now and from now on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from .climbs import ChainReview, Rung
from .names import Names
from .outcome import Section
from .saying import Said, joined, listed, said, strong
from .walls import length

__all__ = ["chain_headline", "chain_section"]

HEAD: Final = ("if it burns and nobody answers", "until now", "from now on")


def chain_section(one: ChainReview, called: Names, *, folded: bool) -> Section:
    """A row each time somebody else would be woken."""
    ours, theirs = one.before, one.after
    times = sorted({each.after for each in (*ours, *theirs)})
    was, will = ({who for each in some for who in each.people} for some in (ours, theirs))
    moved = {who for who in was & will if _when(ours, who) != _when(theirs, who)}
    rows: list[tuple[Said, ...]] = []
    for at in times:
        left = _cell(ours, at, called, moved=moved, gone=was - will, fresh=set())
        right = _cell(theirs, at, called, moved=moved, gone=set(), fresh=will - was)
        rows.append((said(f"after {length(at)}" if at else "at once"), left, right))
    return Section(title=f"The policy {one.name}", head=HEAD, rows=tuple(rows), folded=folded)


def chain_headline(changed: Sequence[ChainReview], called: Names) -> str:
    """What happens to chains, if that is all that happens."""
    if not changed:
        return ""
    if len(changed) > 1:
        return f"{len(changed)} policies change whom they wake, or when"
    one = changed[0]
    if one.was is None or one.will is None:
        return f"the policy {one.name} {'is new' if one.was is None else 'goes'}"
    was, will = (
        {who: _when(some, who) for each in some for who in each.people}
        for some in (one.before, one.after)
    )
    for verb, people in (
        ("no longer wakes", [who for who in was if who not in will]),
        ("escalates more slowly to", [who for who in was if who in will and will[who] > was[who]]),
        ("escalates faster to", [who for who in was if who in will and will[who] < was[who]]),
        ("also wakes", [who for who in will if who not in was]),
    ):
        if people:
            return f"{one.name} {verb} {listed(map(called, people), most=3)}"
    return f"{one.name} changes, and wakes the same people at the same times now"


def _cell(
    rungs: Sequence[Rung],
    at: timedelta,
    called: Names,
    *,
    moved: set[str],
    gone: set[str],
    fresh: set[str],
) -> Said:
    here = [each for each in rungs if each.after == at]
    if not here:
        over = not rungs or at > rungs[-1].after
        return said("nobody more" if over else "–")
    return joined(", ", (_rung(each, called, moved | gone, fresh) for each in here))


def _rung(one: Rung, called: Names, marked: set[str], fresh: set[str]) -> Said:
    where = f" ({one.where})" if one.where else ""
    if not one.known:
        return said("not seen", where)
    if not one.people:
        return said(strong("nobody"), where)
    names = (strong(called(who)) if who in marked else called(who) for who in one.people)
    new = " ← new" if fresh and set(one.people) <= fresh else ""
    return said(listed(names, most=6), where, new)


def _when(rungs: Sequence[Rung], who: str) -> timedelta:
    return next(each.after for each in rungs if who in each.people)
