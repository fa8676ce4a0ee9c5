"""One person on two schedules at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from pulumi_scaling.rota import Duty

from .directory import Interval

__all__ = ["Both", "Owned", "doubled", "owned"]


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
