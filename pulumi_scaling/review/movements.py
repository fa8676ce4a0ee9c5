"""What kind of change a schedule goes through: facts for sentences, and none of the sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Difference, Duty, OnCall, Rota

from .directory import Interval, Pledge
from .gaps import missed
from .outcome import ScheduleReview
from .stints import roles

__all__ = ["Hole", "Movement", "Swap", "hole", "movement"]


@dataclass(frozen=True, slots=True)
class Swap:
    """Two people have each other's turns, and nothing else changes."""

    one: str
    other: str
    first: datetime
    fair: bool
    """Each is in the roster as often as before."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Hours in which somebody is missing who was there before."""

    first: datetime
    end: datetime
    """Of the first of them."""
    whole: timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Movement:
    """All facts of one schedule."""

    review: ScheduleReview
    now: bool
    """Whether somebody's role changes the moment it is applied."""
    owner_now: bool
    moved: int
    """Turns of owners that are not what they were, of those to come."""
    turns: int
    swaps: tuple[Swap, ...]
    uncovered: Hole | None
    """Nobody at all is paged."""
    ownerless: Hole | None
    """Somebody is paged, and nobody owns."""
    owner_moves: bool
    """Whether it is more than who is paged beside the owner."""


def movement(review: ScheduleReview, pledge: Pledge) -> Movement | None:
    """What happens to people; None if nothing does."""
    if not review.tracks:
        return None
    start = review.before[0].start
    was, will = review.now
    to_come = [each for each in review.before if each.on_call.owner and each.start > start]
    owned = [each for each in review.differences if each.owner_changes]
    return Movement(
        review=review,
        now=set(roles(was)) != set(roles(will)),
        owner_now=was.owner != will.owner,
        moved=_overlapping(to_come, owned),
        turns=len(to_come),
        swaps=_swaps(review),
        uncovered=hole(
            missed(
                (
                    Interval(each.start, each.end)
                    for each in review.differences
                    if each.before.paging_targets and not each.after.paging_targets
                ),
                pledge,
                _zone(review),
            )
        ),
        ownerless=hole(
            Interval(each.start, each.end)
            for each in review.differences
            if each.before.owner and not each.after.owner and each.after.paging_targets
        ),
        owner_moves=bool(owned),
    )


def hole(missing: Iterable[Interval]) -> Hole | None:
    """Where it begins, and how much it is."""
    every = tuple(missing)
    if not every:
        return None
    end = every[0].end
    for each in every[1:]:
        if each.start != end:
            break
        end = each.end
    whole = sum((each.end - each.start for each in every), timedelta())
    return Hole(first=every[0].start, end=end, whole=whole)


def _overlapping(duties: Sequence[Duty], differences: Sequence[Difference]) -> int:
    """How many duties differ somewhere; both lists are in order, so one pass tells."""
    found, at = 0, 0
    for duty in duties:
        while at < len(differences) and differences[at].end <= duty.start:
            at += 1
        found += at < len(differences) and differences[at].start < duty.end
    return found


def _swaps(review: ScheduleReview) -> tuple[Swap, ...]:
    """Pairs that exchange their turns, if that is all there is."""
    if review.was is None or review.will is None:
        return ()
    to: dict[str, str] = {}
    first: dict[frozenset[str], datetime] = {}
    for each in review.differences:
        was, will = each.before.owner, each.after.owner
        if was is None or will is None or to.setdefault(was, will) != will:
            return ()
        if was != will:
            first.setdefault(frozenset((was, will)), each.start)
    if not first or any(to.get(other) != one for one, other in to.items()):
        return ()
    if {each.start for each in review.before} != {each.start for each in review.after}:
        return ()  # turns that begin at other times are not exchanged, they move
    if any(_renamed(each.before, to) != each.after for each in review.differences):
        return ()
    fair = _rosters(review.was.rota) == _rosters(review.will.rota)
    # Whose turn it is at the first of them comes first.
    return tuple(
        Swap(one, other, at, fair)
        for pair, at in first.items()
        for one, other in [_in_order(pair, at, review.differences)]
    )


def _in_order(pair: frozenset[str], at: datetime, every: Iterable[Difference]) -> tuple[str, str]:
    one = next(str(each.before.owner) for each in every if each.start == at)
    return one, next(iter(pair - {one}))


def _renamed(on_call: OnCall, to: dict[str, str]) -> OnCall:
    owner = to.get(on_call.owner, on_call.owner) if on_call.owner else None
    return OnCall(owner, tuple(to.get(each, each) for each in on_call.paging_targets))


def _rosters(rota: Rota) -> list[tuple[str, int, list[tuple[str, int]]]]:
    return [
        (each.name, each.length_days, sorted(Counter(each.participants).items()))
        for each in rota.layers
    ]


def _zone(review: ScheduleReview) -> ZoneInfo:
    here = review.will or review.was
    return here.rota.zone if here else ZoneInfo("UTC")
