"""When nobody is on call who should be: what a team promised, less what it is silent about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Duty

from .directory import Interval, Pledge

__all__ = ["gaps", "inside", "missed", "without"]


def gaps(duties: Sequence[Duty], pledge: Pledge, zone: ZoneInfo) -> tuple[Interval, ...]:
    """Where nobody is paged, first to last. Where nothing was promised every hour counts."""
    empty = (Interval(each.start, each.end) for each in duties if not each.on_call.paging_targets)
    return missed(empty, pledge, zone)


def missed(some: Iterable[Interval], pledge: Pledge, zone: ZoneInfo) -> tuple[Interval, ...]:
    """What of intervals without somebody is not meant to be so."""
    empty = list(some)
    if not empty:
        return ()
    window = empty[0].start, empty[-1].end
    if pledge.cover:
        empty = inside(empty, _intervals(pledge.cover.intervals(zone, *window)))
    for silence in pledge.silence:
        empty = without(empty, _intervals(silence.intervals(zone, *window)))
    return tuple(without(empty, sorted(pledge.pauses, key=lambda each: each.start)))


def inside(some: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in both; each in order."""
    found: list[Interval] = []
    at = 0
    for each in some:
        while at < len(others) and others[at].end <= each.start:
            at += 1
        found.extend(
            Interval(max(each.start, other.start), min(each.end, other.end))
            for other in _from(others, at, each.end)
        )
    return found


def without(some: Iterable[Interval], others: Sequence[Interval]) -> list[Interval]:
    """What lies in no other; each in order."""
    found: list[Interval] = []
    for each in some:
        begin = each.start
        for other in inside([each], others):
            if begin < other.start:
                found.append(Interval(begin, other.start))
            begin = max(begin, other.end)
        if begin < each.end:
            found.append(Interval(begin, each.end))
    return found


def _from(others: Sequence[Interval], at: int, end: datetime) -> Iterator[Interval]:
    while at < len(others) and others[at].start < end:
        yield others[at]
        at += 1


def _intervals(some: Iterable[tuple[datetime, datetime]]) -> list[Interval]:
    return [Interval(*each) for each in some]
