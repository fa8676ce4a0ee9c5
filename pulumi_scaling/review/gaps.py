"""When nobody is on call who should be: what a schedule promises, less what it is silent about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Duty, Hours

from .directory import Interval, Promise

__all__ = ["gaps", "inside", "missed", "weekly", "without"]


def gaps(duties: Sequence[Duty], promise: Promise) -> tuple[Interval, ...]:
    """Where nobody is paged, first to last. Without a promise every hour counts."""
    empty = (Interval(each.start, each.end) for each in duties if not each.on_call.paging_targets)
    return missed(empty, promise)


def missed(some: Iterable[Interval], promise: Promise) -> tuple[Interval, ...]:
    """What of intervals without anybody is not meant to be so."""
    empty = list(some)
    if not empty:
        return ()
    start, end = empty[0].start, empty[-1].end
    if isinstance(promise.cover, Hours):
        empty = inside(empty, weekly(promise.cover, start, end))
    for silence in promise.silence:
        empty = without(empty, weekly(silence, start, end))
    return tuple(without(empty, sorted(promise.pauses, key=lambda each: each.start)))


def weekly(hours: Hours, start: datetime, end: datetime) -> list[Interval]:
    """The windows of some weeks, first to last and none over another."""
    first = start.astimezone(hours.zone).date() - timedelta(days=1)
    last = end.astimezone(hours.zone).date() + timedelta(days=1)
    found: list[Interval] = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        for each in hours.windows:
            if day.isoweekday() in each.days and each.start < each.end:
                begin = _at(datetime.combine(day, each.start), hours.zone)
                whole = each.end == time.max
                until = datetime.combine(day + timedelta(days=whole), time() if whole else each.end)
                found.append(Interval(begin, _at(until, hours.zone)))
    return _merged(sorted(found, key=lambda each: each.start))


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
            begin = other.end
        if begin < each.end:
            found.append(Interval(begin, each.end))
    return found


def _from(others: Sequence[Interval], at: int, end: datetime) -> Iterator[Interval]:
    while at < len(others) and others[at].start < end:
        yield others[at]
        at += 1


def _merged(some: Iterable[Interval]) -> list[Interval]:
    found: list[Interval] = []
    for each in some:
        if found and each.start <= found[-1].end:
            found[-1] = Interval(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return found


def _at(wall: datetime, zone: ZoneInfo) -> datetime:
    return wall.replace(tzinfo=zone).astimezone(_UTC)


_UTC = ZoneInfo("UTC")
