"""One person on two schedules at the same time, and how much one person carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Duty

from .directory import Interval

__all__ = ["Both", "Owned", "doubled", "nights", "owned", "shares"]


@dataclass(frozen=True, slots=True)
class Both:
    """From when until when, and the schedules."""

    start: datetime
    end: datetime
    schedules: tuple[str, ...]


Owned: TypeAlias = Mapping[str, Mapping[str, Sequence[Interval]]]
"""By person and schedule: when they own."""


def owned(timelines: Mapping[str, Sequence[Duty]]) -> Owned:
    """What everybody owns, by schedule."""
    found: dict[str, dict[str, list[Interval]]] = {}
    for key, duties in timelines.items():
        for each in duties:
            if each.on_call.owner is not None:
                own = found.setdefault(each.on_call.owner, {}).setdefault(key, [])
                own.append(Interval(each.start, each.end))
    return found


def doubled(before: Owned, after: Owned) -> Iterator[tuple[str, tuple[Both, ...]]]:
    """Who will own two at once where they do not now, and when."""
    for person, schedules in after.items():
        if len(schedules) > 1:
            found = tuple(_both(before.get(person, {}), schedules))
            if found:
                yield person, found


def _both(
    before: Mapping[str, Sequence[Interval]], after: Mapping[str, Sequence[Interval]]
) -> Iterator[Both]:
    """One walk along all that begins or ends on either side."""
    edges: list[tuple[datetime, bool, int, str]] = []
    for side, schedules in enumerate((before, after)):
        for key, some in schedules.items():
            for each in some:
                edges += [(each.start, True, side, key), (each.end, False, side, key)]
    edges.sort()
    held: tuple[set[str], set[str]] = set(), set()
    for place, (at, begins, side, key) in enumerate(edges):
        (held[side].add if begins else held[side].discard)(key)
        until = edges[place + 1][0] if place + 1 < len(edges) else at
        if at < until and len(held[1]) > 1 and not held[1] <= held[0]:
            yield Both(at, until, tuple(sorted(held[1])))


def shares(duties: Sequence[Duty]) -> dict[str, float]:
    """How much of the owned time each has."""
    held: dict[str, timedelta] = {}
    for each in duties:
        if each.on_call.owner is not None:
            span = each.end - each.start
            held[each.on_call.owner] = held.get(each.on_call.owner, timedelta()) + span
    whole = sum(held.values(), timedelta())
    return {who: span / whole for who, span in held.items()} if whole else {}


def nights(some: Sequence[Interval], zone: ZoneInfo) -> tuple[int, date | None]:
    """The most nights in a row, and the evening of the first: whoever owns at 03:00 has a night."""
    found = sorted({night for each in some for night in _nights(each, zone)})
    best, first, run = 0, None, 0
    for place, night in enumerate(found):
        follows = place and night - found[place - 1] == timedelta(days=1)
        run = run + 1 if follows else 1
        if run > best:
            best, first = run, night - timedelta(days=run)
    return best, first


def _nights(one: Interval, zone: ZoneInfo) -> Iterator[date]:
    day = one.start.astimezone(zone).date()
    while (at := datetime(day.year, day.month, day.day, 3, tzinfo=zone)) < one.end:
        if one.start <= at:
            yield day
        day += timedelta(days=1)
