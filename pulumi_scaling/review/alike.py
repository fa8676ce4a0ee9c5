"""People whose turns move by the same: `a week later each` is read faster than six rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from .cells import holidays_in, shown
from .outcome import PersonReview, PersonRow
from .saying import said, strong
from .setting import Setting
from .stints import Stint, Track
from .walls import Wall, ago, city, every, notice

__all__ = ["Alike", "alike", "row"]

FEWEST: Final = 3
DATES: Final = 8
"""Dates in one cell; every shift is told further below."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Those of one row, first to change first."""

    people: tuple[PersonReview, ...]
    moved: timedelta


@dataclass(frozen=True, slots=True)
class _Move:
    """What has to be the same."""

    schedule: str
    role: str
    zone: str
    moved: timedelta
    rhythms: tuple[int | None, int | None]
    span: timedelta


def alike(people: Iterable[PersonReview], setting: Setting) -> list[PersonReview | Alike]:
    """Everybody, in the order given; a group stands where the first of it does."""
    every_one = tuple(people)
    moves = {each.person: _move(each, setting) for each in every_one}
    groups: dict[_Move, list[PersonReview]] = {}
    for each in every_one:
        if move := moves[each.person]:
            groups.setdefault(move, []).append(each)
    found: list[PersonReview | Alike] = []
    for each in every_one:
        move = moves[each.person]
        group = groups[move] if move else []
        if move is None or len(group) < FEWEST:
            found.append(each)
        elif group[0] is each:
            found.append(Alike(tuple(group), move.moved))
    return found


def row(group: Alike, setting: Setting, *, where: str, elsewhere: bool) -> PersonRow:
    """Their row: dates in the order of their names."""
    tracks = [each.tracks[0] for each in group.people]
    first, walls = group.people[0], setting.walls(setting.schedules[tracks[0].schedule])
    cells: list[str] = []
    for side in (0, 1):
        wall = walls[side]
        starts = [_date(shown(each)[side][0], wall, setting) for each in tracks[:DATES]]
        more = ", …" if len(tracks) > DATES else ""
        says_clock = setting.say_zone or walls[0].zone.key != walls[1].zone.key
        clock = f" {wall.clock(shown(tracks[0])[side][0].start)}" if says_clock else ""
        zone = f"{clock} {city(wall.zone)}" if says_clock else ""
        days = tracks[0].every_after if side else tracks[0].every_before
        rhythm = f", then every {every(days)}" if days else ""
        role = " as backup" if tracks[0].role == "backup" else ""
        cells.append(f"from {', '.join(starts)}{more}{zone}{role}{rhythm}")
    wall = Wall(first.zone, setting.now)
    city_ = f" {city(first.zone)}" if elsewhere else ""
    short = (
        setting.directory.rules.notice is not None and first.notice < setting.directory.rules.notice
    )
    told = f"{wall.moment(first.first)}{city_} ({first.name}: {notice(first.notice)})"
    return PersonRow(
        who=said(", ".join(each.name for each in group.people)),
        until_now=(said(where, cells[0]),),
        from_now_on=(said(f"{ago(group.moved)} each: {cells[1]}"),),
        first=strong(told) if short else said(told),
        people=tuple(each.person for each in group.people),
    )


def _move(one: PersonReview, setting: Setting) -> _Move | None:
    """Nothing for those to whom it happens now, or to whom more happens than a shift of turns."""
    if len(one.tracks) != 1 or one.first == setting.now:
        return None
    track = one.tracks[0]
    sides = shown(track)
    if not all(_tellable(some, setting) for some in sides):
        return None
    ours, theirs = sides[0][0], sides[1][0]
    walls = setting.walls(setting.schedules[track.schedule])
    moved = theirs.start - ours.start
    if walls[0].zone.key == walls[1].zone.key:
        # By the calendar: a week over a change of clocks is a week.
        local = (wall.local(each.start) for wall, each in zip(walls, (ours, theirs), strict=True))
        before, after = (each.replace(tzinfo=None) for each in local)
        moved = after - before
    rhythms = track.every_before, track.every_after
    several = max(len(sides[0]), len(sides[1])) > 1
    if not moved or (several and None in rhythms):
        return None
    spans = {_days(each, track, setting) for each in (ours, theirs)}
    if len(spans) > 1:
        return None
    return _Move(track.schedule, track.role, one.zone.key, moved, rhythms, spans.pop())


def _tellable(some: Sequence[Stint], setting: Setting) -> bool:
    return bool(some) and some[0].start > setting.now and some[0].end < setting.until


def _days(one: Stint, track: Track, setting: Setting) -> timedelta:
    wall = setting.walls(setting.schedules[track.schedule])[1]
    return wall.local(one.end).replace(tzinfo=None) - wall.local(one.start).replace(tzinfo=None)


def _date(one: Stint, wall: Wall, setting: Setting) -> str:
    names = holidays_in(one, wall, setting.holidays)
    return wall.day(one.start) + (f" ({', '.join(names)})" if names else "")
