"""One person on two schedules at the same time, and how much one person carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Duty

from .directory import Interval

__all__ = ["doubled", "nights", "owned", "shares"]

Owned = Mapping[str, Mapping[str, Sequence[Interval]]]
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


def doubled(everything: Owned) -> Iterator[tuple[str, str, str, tuple[Interval, ...]]]:
    """Who owns two at once, and when: once for each schedule, with the first that it overlaps."""
    for person, schedules in everything.items():
        edges = sorted(
            (each.start, each.end, key) for key, some in schedules.items() for each in some
        )
        open_until: tuple[datetime, str] | None = None
        found: dict[tuple[str, str], list[Interval]] = {}
        for start, end, key in edges:
            if open_until and start < open_until[0] and key != open_until[1]:
                overlap = Interval(start, min(end, open_until[0]))
                found.setdefault((open_until[1], key), []).append(overlap)
            if open_until is None or end > open_until[0]:
                open_until = end, key
        for (one, other), some in found.items():
            yield person, one, other, tuple(some)


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
