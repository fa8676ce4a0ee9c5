"""The rules a rota is held to, each a question that intervals answer. Knows no renderer.

A rule speaks up where a change makes something worse than it was. What was so before is a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .burdens import away, back_to_back, double_duty, nights_in_a_row, share
from .case import Case
from .chain_rules import silent_chains, woken_twice
from .gaps import gaps, without
from .outcome import Finding, Level
from .refused_once import refused_once
from .saying import listed, said, strong
from .walls import counted, length

__all__ = ["broken", "findings"]

NAMED: Final = 5
"""People or schedules that one sentence names."""


def findings(case: Case) -> Iterator[Finding]:
    """Of all rules that are on, in the order of what they cost."""
    rules = case.directory.rules
    if rules.refused:
        yield from _refused(case)
    if rules.handoff_now:
        yield from _handoff_now(case)
    if rules.gap:
        yield from _gap(case)
        yield from silent_chains(case)
    if rules.notice is not None:
        yield from _notice(case, rules.notice)
    if rules.away:
        yield from away(case)
    if rules.double_duty:
        yield from double_duty(case)
        yield from woken_twice(case)
    if rules.back_to_back:
        yield from back_to_back(case)
    if rules.nights_in_a_row is not None:
        yield from nights_in_a_row(case, rules.nights_in_a_row)
    if rules.share is not None:
        yield from share(case, rules.share)


def broken(found: Sequence[Finding], rules: Sequence[str]) -> tuple[Finding, ...]:
    """Those that are to stop a change; what was so before stops none."""
    return tuple(each for each in found if each.rule in rules and each.level != "note")


def _refused(case: Case) -> Iterator[Finding]:
    for names, reason, remedy in refused_once(case.refused):
        told = said(names, f": {reason}. To do: {remedy}")
        yield Finding(rule="refused", level="failure", said=told, in_verdict=True)


def _handoff_now(case: Case) -> Iterator[Finding]:
    for each in case.movements:
        if not each.now:
            continue
        was, will = (one.owner for one in each.review.now)
        if each.owner_now:
            names = (case.called(one) if one else "nobody" for one in (was, will))
            change = f"the pager goes from {' to '.join(names)} the moment this is applied"
        else:
            change = "others are paged from the moment this is applied"
        told = said(strong(each.review.name), f": {change}")
        yield Finding(
            rule="handoff-now",
            level="warning",
            said=told,
            schedule=each.review.key,
            in_verdict=True,
        )


def _gap(case: Case) -> Iterator[Finding]:
    moves = {each.review.key: each for each in case.movements}
    for one in case.told:
        pledge, zone = case.directory.pledge(one.name), case.setting.wall(one).zone
        found = gaps(one.after, pledge, zone)
        if not found:
            continue
        fresh = without(found, gaps(one.before, pledge, zone) if one.was else ())
        if pledge.cover is None and (not fresh or not one.was):
            continue  # as silent as it was, or as it is before it begins; nobody promised more
        shown = fresh or list(found)
        level: Level = "warning" if fresh else "note"
        hours = length(sum((each.end - each.start for each in shown), shown[0].end - shown[0].end))
        end = "on" if shown[0].end >= case.setting.until else f"to {case.moment(one, shown[0].end)}"
        more = f", {counted(len(shown), 'time')} and {hours} in all" if len(shown) > 1 else ""
        so = "" if fresh else ", as before"
        told = said(
            strong(one.name),
            f": nobody is on call from {case.moment(one, shown[0].start)} {end}{more}{so}",
        )
        move = moves.get(one.key)
        yield Finding(
            rule="gap",
            level=level,
            said=told,
            schedule=one.key,
            in_verdict=bool(move and move.uncovered),
        )
    for move in case.movements:
        if move.ownerless and move.review.will:
            told = said(
                strong(move.review.name),
                f": nobody owns incidents from {case.moment(move.review, move.ownerless.first)}",
            )
            yield Finding(
                rule="gap", level="warning", said=told, schedule=move.review.key, in_verdict=True
            )


def _notice(case: Case, least: int) -> Iterator[Finding]:
    """For people who would learn of it late; those for whom it is now are told of as such."""
    late = [each for each in case.people if each.first > case.setting.now and each.notice < least]
    if late:
        fewest = min(each.notice for each in late)
        verb = "has" if len(late) == 1 else "have"
        days = counted(least, "day")
        told = said(
            strong(listed((each.name for each in late), most=NAMED)),
            f" {verb} less than {days} of notice, {'none' if fewest <= 0 else fewest} at the least",
        )
        yield Finding(rule="notice", level="warning", said=told, in_verdict=True)
