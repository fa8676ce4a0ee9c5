"""The table that says to each person what they did not know: who, until now, from now on, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from .alike import Alike, alike, row
from .cells import words
from .outcome import PersonReview, PersonRow
from .saying import Said, Sayable, joined, listed, said, strong
from .stints import Track
from .telling import Telling
from .walls import Wall, city, notice

__all__ = ["rows"]

SCHEDULES: Final = 3
"""Of one person that are told of one by one."""


def rows(people: Iterable[PersonReview], telling: Telling) -> Iterator[PersonRow]:
    """A row a person."""
    people = tuple(people)
    several = len({track.schedule for each in people for track in each.tracks}) > 1
    elsewhere = any(each.zone.key != telling.home for each in people)
    for each in alike(people, telling):
        if isinstance(each, Alike):
            name = telling.schedules[each.people[0].tracks[0].schedule].name
            where = f"{name}: " if several else ""
            yield row(each, telling, where=where, elsewhere=elsewhere)
            continue
        told = tuple(_told(each, telling, several=several))
        now = each.first == telling.window.now
        yield PersonRow(
            who=strong(each.name) if now else said(each.name),
            until_now=tuple(cells[0] for cells in told),
            from_now_on=tuple(cells[1] for cells in told),
            first=_first(each, telling, elsewhere=elsewhere),
            people=(each.person,),
        )


def _told(one: PersonReview, telling: Telling, *, several: bool) -> Iterator[tuple[Said, Said]]:
    """Two cells a schedule; schedules on which they say the same are told of together."""
    found: dict[tuple[Said, Said], list[str]] = {}
    for key in dict.fromkeys(track.schedule for track in one.tracks):
        own = [track for track in one.tracks if track.schedule == key]
        cells = [_cells(track, telling) for track in own]
        both = joined("; ", (each[0] for each in cells)), joined("; ", (each[1] for each in cells))
        found.setdefault(both, []).append(telling.schedules[key].name)
    for (before, after), names in list(found.items())[:SCHEDULES]:
        where: Sayable = said(listed(names, most=SCHEDULES), ": ") if several else ""
        yield said(where, before), after
    if len(found) > SCHEDULES:
        yield said(f"… and on {len(found) - SCHEDULES} more schedules"), said("…")


def _cells(track: Track, telling: Telling) -> tuple[Said, Said]:
    return words(track, telling.walls(track), telling.window, say_zone=not telling.home)


def _first(one: PersonReview, telling: Telling, *, elsewhere: bool) -> Said:
    if one.first == telling.window.now:
        return strong("now")
    wall = Wall(one.zone, telling.window.now)
    where = f" {city(one.zone)}" if elsewhere else ""
    cell = f"{wall.moment(one.first)}{where}, {notice(one.notice)}"
    short = telling.least is not None and one.notice < telling.least
    return strong(cell) if short else said(cell)
