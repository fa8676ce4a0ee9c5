"""What may be unfolded: week by week, every shift, and the days on which clocks change."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.pictures import Picture, changed_rows
from pulumi_scaling.pictures import text as drawn
from pulumi_scaling.rota import Duty, OnCall

from .names import Names
from .outcome import ScheduleReview, Section
from .saying import Said, listed, said, strong
from .walls import Wall, city, length

__all__ = ["clock_changes", "every_shift", "week_by_week"]

WEEKS: Final = 12
"""Drawn; what comes later is in the list of every shift."""
HEAD: Final = ("from", "until", "until now", "from now on")


def week_by_week(one: ScheduleReview, wall: Wall, called: Names, until: datetime) -> Section:
    """Bars, a line a week."""
    end = min(until, wall.now + timedelta(weeks=WEEKS))
    rows = changed_rows(one.name, _until(one.before, end), _until(one.after, end), called=called)
    picture = Picture(
        title=one.name, start=wall.now, end=end, zone=wall.zone, rows=rows, now=wall.now
    )
    return Section(title=f"Week by week: {one.name} ({wall.zone.key})", drawn=tuple(drawn(picture)))


def every_shift(one: ScheduleReview, wall: Wall, called: Names) -> Section:
    """All intervals, what changes in strong letters."""
    rows: list[tuple[Said, ...]] = []
    end = one.before[-1].end
    for start, until, was, will in _side_by_side(one.before, one.after):
        ours, theirs = _people(was, called), _people(will, called)
        rows.append(
            (
                said("now" if start == wall.now else wall.moment(start)),
                said("…" if until == end else wall.moment(until)),
                ours,
                theirs if was == will else strong(theirs),
            )
        )
    return Section(title=f"Every shift: {one.name} ({wall.zone.key})", head=HEAD, rows=tuple(rows))


def clock_changes(zones: Iterable[ZoneInfo], wall: Wall, until: datetime) -> Section | None:
    """Days on which a turn has an hour more or less."""
    lines = [
        said(
            strong(city(zone)),
            ": ",
            listed(
                f"{wall.date(day)} ({length(abs(by))} {'less' if by > timedelta(0) else 'more'})"
                for day, by in days
            ),
        )
        for zone in zones
        if (days := [*_changes(zone, wall.now, until)])
    ]
    return Section(title="Days when clocks change", lines=tuple(lines)) if lines else None


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[tuple[date, timedelta]]:
    day = start.astimezone(zone).date()
    last = end.astimezone(zone).date()
    before = _offset(day, zone)
    while day <= last:
        day += timedelta(days=1)
        after = _offset(day, zone)
        if after != before:
            yield day - timedelta(days=1), after - before
        before = after


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    return datetime.combine(day, time(), zone).utcoffset() or timedelta()


def _people(on_call: OnCall, called: Names) -> Said:
    others = [called(each) for each in on_call.paging_targets if each != on_call.owner]
    owner = called(on_call.owner) if on_call.owner else "nobody"
    return said(owner, f" (and {', '.join(others)})" if others else "")


def _until(duties: Sequence[Duty], end: datetime) -> Iterator[Duty]:
    for each in duties:
        if each.start < end:
            yield Duty(start=each.start, end=min(each.end, end), on_call=each.on_call)


def _side_by_side(
    ours: Sequence[Duty], theirs: Sequence[Duty]
) -> Iterator[tuple[datetime, datetime, OnCall, OnCall]]:
    edges = sorted({each.start for each in (*ours, *theirs)} | {ours[-1].end})
    one = other = 0
    for start, end in itertools.pairwise(edges):
        one += ours[one].end <= start
        other += theirs[other].end <= start
        yield start, end, ours[one].on_call, theirs[other].on_call
