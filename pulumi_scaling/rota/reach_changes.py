"""What a chain answers all through a window, and where two chains give different answers.

The answer changes where a condition or a schedule does, as long before that as the escalation
takes to get there. So each link is walked along with the start of the incident, shifted by the
time it takes to come to it; a link that can be reached after several times is walked with each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from .chain import Condition, Link
from .clock import BEGINNING, END, utc
from .intervals import Piece, filled, side_by_side
from .reached import People, Reach, climb
from .rota import Rota
from .sweep import sweep

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reached:
    """An interval: wherever in it an incident is opened, the escalation goes the same way."""

    start: datetime
    end: datetime
    reach: Reach


@dataclass(frozen=True, kw_only=True, slots=True)
class ReachDifference:
    """An interval in which an incident wakes others, or the same people after another time."""

    start: datetime
    end: datetime
    before: Reach
    """As it is at the start: the way through links that wake nobody may differ later on."""
    after: Reach


def reaches(
    links: Sequence[Link], rotas: Mapping[str, Rota], start: datetime, end: datetime
) -> Iterator[Reached]:
    """`reach` at every instant of a window, in the fewest intervals."""
    for begin, until, found in _pieces(links, rotas, start, end):
        yield Reached(start=begin, end=until, reach=found)


def reach_changes(
    before: Sequence[Link],
    after: Sequence[Link],
    rotas_before: Mapping[str, Rota],
    rotas_after: Mapping[str, Rota],
    start: datetime,
    end: datetime,
) -> Iterator[ReachDifference]:
    """Where in a window others are woken than before, in the fewest intervals."""
    named = {link.schedule for link in before if link.schedule is not None}
    if tuple(before) == tuple(after) and all(
        rotas_before.get(name) == rotas_after.get(name) for name in named
    ):
        return
    ours = _pieces(before, rotas_before, start, end)
    theirs = _pieces(after, rotas_after, start, end)
    found: ReachDifference | None = None
    for begin, until, was, will in side_by_side(ours, theirs):
        if found and begin == found.end and _alike(found, was, will):
            found = replace(found, end=until)
            continue
        if found:
            yield found
        differs = was.woken != will.woken
        found = ReachDifference(start=begin, end=until, before=was, after=will) if differs else None
    if found:
        yield found


def _alike(found: ReachDifference, was: Reach, will: Reach) -> bool:
    return found.before.woken == was.woken and found.after.woken == will.woken


def _pieces(
    links: Sequence[Link], rotas: Mapping[str, Rota], start: datetime, end: datetime
) -> Iterator[Piece[Reach]]:
    # An escalation that the calendar has no room for is none.
    waits = min(sum((link.wait for link in links), timedelta(0)), END - BEGINNING)
    at, stop = utc(start), min(utc(end), END - waits)
    found: Piece[Reach] | None = None
    walk = _Walk(links, rotas, stop)
    while at < stop:
        reach, until = walk.at(at)
        if found and found[2] == reach:
            found = (found[0], until, reach)
        else:
            if found:
                yield found
            found = (at, until, reach)
        at = until
    if found:
        yield found


class _Walk:
    """A chain whose start moves through a window, forwards only."""

    def __init__(self, links: Sequence[Link], rotas: Mapping[str, Rota], stop: datetime) -> None:
        self._links, self._rotas, self._stop = links, rotas, stop
        self._conditions: dict[tuple[int, timedelta], _Along[bool]] = {}
        self._people: dict[tuple[str, timedelta], _Along[People]] = {}
        self._now, self._until = stop, stop

    def at(self, now: datetime) -> tuple[Reach, datetime]:
        """The answer for an incident that is opened then, and until when it stays true."""
        self._now, self._until = now, self._stop
        return climb(self._links, self._rotas, self._holds, self._paged), self._until

    def _holds(self, link: Link, after: timedelta) -> bool:
        if link.condition is None:
            return True
        key = (id(link.condition), after)
        if key not in self._conditions:
            begin, stop = self._now + after, self._stop + after
            self._conditions[key] = _Along(_held(link.condition, begin, stop))
        return self._ask(self._conditions[key], after)

    def _paged(self, schedule: str, after: timedelta) -> People:
        key = (schedule, after)
        if key not in self._people:
            begin, stop = self._now + after, self._stop + after
            self._people[key] = _Along(_on_call(self._rotas[schedule], begin, stop))
        return self._ask(self._people[key], after)

    def _ask(self, along: _Along[T], after: timedelta) -> T:
        """What is true there, which bounds how long the whole answer is."""
        _, until, found = along.at(self._now + after)
        self._until = min(self._until, until - after)
        return found


class _Along(Generic[T]):
    """Pieces without a gap, asked for at instants inside them that only go forwards."""

    def __init__(self, pieces: Iterator[Piece[T]]) -> None:
        self._pieces = pieces
        self._piece = next(pieces)

    def at(self, moment: datetime) -> Piece[T]:
        while self._piece[1] <= moment:
            self._piece = next(self._pieces)
        return self._piece


def _held(condition: Condition, begin: datetime, stop: datetime) -> Iterator[Piece[bool]]:
    for since, until, on in filled(condition.hours.intervals(begin, stop), begin, stop):
        yield since, until, on is (condition.when == "during")


def _on_call(rota: Rota, begin: datetime, stop: datetime) -> Iterator[Piece[People]]:
    for since, until, answer in sweep(rota, begin, stop):
        yield since, until, answer.paging_targets
