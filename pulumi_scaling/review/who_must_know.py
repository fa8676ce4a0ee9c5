"""The table that says to each person what they did not know: who, until now, from now on, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .alike import Alike, alike, row
from .cells import words
from .outcome import PersonReview, PersonRow
from .saying import Said, Sayable, joined, listed, said, strong
from .setting import Setting
from .stints import Stint, Track, role_of
from .walls import Wall, city, notice

__all__ = ["rows"]

NOTHING: Final = "–"
SCHEDULES: Final = 3
"""Of one person that are told of one by one."""


def rows(people: Iterable[PersonReview], setting: Setting) -> Iterator[PersonRow]:
    """A row a person."""
    people = tuple(people)
    several = len({track.schedule for each in people for track in each.tracks}) > 1
    elsewhere = any(each.zone != setting.home for each in people)
    for each in alike(people, setting):
        if isinstance(each, Alike):
            name = setting.schedules[each.people[0].tracks[0].schedule].name
            where = f"{name}: " if several else ""
            yield row(each, setting, where=where, elsewhere=elsewhere)
            continue
        told = tuple(_told(each, setting, several=several))
        now = each.first == setting.now
        yield PersonRow(
            who=strong(each.name) if now else said(each.name),
            until_now=tuple(cells[0] for cells in told),
            from_now_on=tuple(cells[1] for cells in told),
            first=_first(each, setting, elsewhere=elsewhere),
            people=(each.person,),
        )


def _told(one: PersonReview, setting: Setting, *, several: bool) -> Iterator[tuple[Said, Said]]:
    """Two cells a schedule; schedules on which they say the same are told of together."""
    found: dict[tuple[Said, Said], list[str]] = {}
    for key in dict.fromkeys(track.schedule for track in one.tracks):
        own = [track for track in one.tracks if track.schedule == key]
        cells = [words(track, setting, _other(track, setting)) for track in _owner_first(own)]
        both = _both(each[0] for each in cells), _both(each[1] for each in cells)
        found.setdefault(both, []).append(setting.schedules[key].name)
    for (before, after), names in list(found.items())[:SCHEDULES]:
        where: Sayable = said(listed(names, most=SCHEDULES), ": ") if several else ""
        yield said(where, before), after
    if len(found) > SCHEDULES:
        yield said(f"… and on {len(found) - SCHEDULES} more schedules"), said("…")


def _owner_first(tracks: Iterable[Track]) -> list[Track]:
    return sorted(tracks, key=lambda each: each.role != "owner")


def _both(cells: Iterable[Said]) -> Said:
    """What is said of two roles; nothing is said only where it is all there is."""
    told = [each for each in cells if each]
    return joined("; ", [each for each in told if str(each) != NOTHING] or told[:1])


def _other(track: Track, setting: Setting) -> tuple[Stint, ...]:
    """What they will have in the other role on this schedule."""
    duties = setting.schedules[track.schedule].after
    return tuple(
        Stint(start=each.start, end=each.end)
        for each in duties
        if role_of(track.person, each.on_call) not in {None, track.role}
    )


def _first(one: PersonReview, setting: Setting, *, elsewhere: bool) -> Said:
    if one.first == setting.now:
        return strong("now")
    wall = Wall(one.zone, setting.now)
    where = f" {city(one.zone)}" if elsewhere else ""
    cell = f"{wall.moment(one.first)}{where}, {notice(one.notice)}"
    short = (
        setting.directory.rules.notice is not None and one.notice < setting.directory.rules.notice
    )
    return strong(cell) if short else said(cell)
