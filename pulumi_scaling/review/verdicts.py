"""The verdict: one sentence that holds if nothing else is read, and a line a schedule below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .handoff_moves import HandoffMove
from .movements import Movement
from .outcome import Mark, Verdict
from .refused_once import refused_once
from .saying import Said, said
from .walls import counted
from .worlds import Refused

__all__ = ["Told", "verdict"]

LINES: Final = 10
"""Schedules that have a line of their own."""
SEVERE: Final = 5
"""Below it a line of a schedule is a warning."""


@dataclass(frozen=True, slots=True)
class Told:
    """A schedule that changes, with what there is to say of it."""

    movement: Movement
    handoffs: HandoffMove | None
    line: Said
    notes: tuple[Said, ...] = ()
    """What to say right below it."""


def verdict(
    told: Sequence[Told],
    *,
    refused: Sequence[Refused],
    quiet: Said,
    chains: str,
    goes: Sequence[Said],
    warned: bool,
    unseen: bool,
) -> Verdict:
    """What has to be said first.

    `quiet` is said where nothing happens to anybody's turns; `chains` is what happens to chains,
    as a headline; `goes` what is no more; `warned` is whether a rule has something to say.
    """
    worst = sorted(told, key=lambda each: _severity(each)[0])
    lines = [line for each in worst[:LINES] for line in (each.line, *each.notes)]
    if len(worst) > LINES:
        lines.append(said(f"… and {len(worst) - LINES} more schedules change: the table has all."))
    lines += [said(f"{chains[:1].upper()}{chains[1:]}.")] if chains and worst else []
    lines += goes
    if refused:
        every = [_refusal(*each) for each in refused_once(refused)]
        why, more = tuple(every[:LINES]), len(every) - LINES
        rest = (said(f"… and {more} more, below."),) if more > 0 else ()
        headline = "this will be refused when it is applied"
        return Verdict(mark="⛔", headline=headline, lines=(*why, *rest, *lines))
    if not worst:
        if chains:
            return Verdict(
                mark="⚠️" if warned else "",
                headline=chains,
                lines=(said("Nobody's turns change."), *goes),
            )
        doubt = ", as far as can be seen" if unseen else ""
        mark: Mark = "⚠️" if warned else "" if unseen else "✅"
        return Verdict(mark=mark, headline=f"nobody's turns change{doubt}", lines=(quiet,))
    severity = _severity(worst[0])[0]
    alike = [each for each in worst if _severity(each)[0] == severity]
    good = _severity(worst[0])[1] and not unseen
    mark = "⚠️" if severity < SEVERE or warned else "✅" if good else ""
    return Verdict(mark=mark, headline=_headline(alike), lines=tuple(lines))


def _severity(each: Told) -> tuple[int, bool]:
    """What comes first, and whether it is good news."""
    one = each.movement
    there = one.review.was and one.review.will
    checks = (
        (bool(there) and one.owner_now, False),
        (not one.review.will and one.now, False),
        (bool(there) and bool(one.uncovered or one.ownerless), False),
        (bool(there) and one.now, False),
        (bool(there) and each.handoffs is not None, False),
        (not one.review.will, False),
        (bool(there) and bool(one.swaps), False),
        (bool(there) and one.owner_moves, True),
        (not one.review.was, False),
    )
    return next(
        ((place, good) for place, (holds, good) in enumerate(checks) if holds), (len(checks), True)
    )


def _headline(alike: Sequence[Told]) -> str:
    one, several = alike[0], len(alike) > 1
    on = f" on {len(alike)} schedules" if several else ""
    place = _severity(one)[0]
    schedules = counted(len(alike), "schedule goes", "schedules go")
    return (
        f"the pager changes hands{on} when this is applied",
        f"{schedules}, and with it who is on call now",
        _missing(alike, on),
        f"others are paged{on} from the moment this is applied",
        _handoffs(one, on),
        schedules,
        _swaps(alike),
        "nobody's current turn changes",
        f"{counted(len(alike), 'schedule')} {'are' if several else 'is'} new",
        "nobody's current turn changes",
    )[place]


def _missing(alike: Sequence[Told], on: str) -> str:
    if any(each.movement.uncovered for each in alike):
        return f"there will be hours when nobody is on call{on}"
    return f"there will be hours when nobody owns incidents{on}"


def _handoffs(one: Told, on: str) -> str:
    if on or one.handoffs is None:
        return f"handoffs move{on}"
    if one.handoffs.weekday:
        return f"every handoff moves, and turns now begin on {one.handoffs.weekday}"
    return one.handoffs.length or "every handoff moves"


def _swaps(alike: Sequence[Told]) -> str:
    number = sum(len(each.movement.swaps) for each in alike)
    head = "two turns swap" if number == 1 else f"{number} pairs swap their turns"
    return f"{head}, nobody is on call now who was not"


def _refusal(names: Said, reason: str, remedy: str) -> Said:
    remedy = remedy[:1].upper() + remedy[1:]
    return said(names, f": {reason}. {remedy}{'' if remedy[-1:] in '.`' else '.'}")
