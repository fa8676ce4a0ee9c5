"""Each schedule of two worlds beside itself, and everybody whose duty differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Rota, differences, timeline

from .outcome import PersonReview, ScheduleReview
from .setting import Setting
from .stints import Track, tracks
from .walls import Wall
from .worlds import Chain, Schedule, Unseen, World

__all__ = ["home_of", "people_of", "schedules_of", "unseen_in"]


def schedules_of(
    before: World, after: World, now: datetime, until: datetime
) -> Iterator[ScheduleReview]:
    """All of both."""
    for key in {**before.schedules, **after.schedules}:
        was, will = before.schedules.get(key), after.schedules.get(key)
        here = will or was
        if here is None:
            continue
        rotas = _rota(was, here), _rota(will, here)
        ours = tuple(timeline(rotas[0], now, until))
        same = rotas[0] == rotas[1]
        theirs = ours if same else tuple(timeline(rotas[1], now, until))
        differing = () if same else tuple(differences(ours, theirs))
        told = _hidden(was) == _hidden(will)
        yield ScheduleReview(
            key=key,
            name=here.name,
            was=was,
            will=will,
            before=ours,
            after=theirs,
            differences=differing,
            tracks=tracks(key, rotas, (ours, theirs), differing) if told else (),
            unseen=tuple(dict.fromkeys(one for each in (was, will) if each for one in each.unseen)),
            told=told,
        )


def home_of(schedules: Iterable[ScheduleReview]) -> ZoneInfo | None:
    """The one zone of all that differs, if it is one."""
    every = tuple(schedules)
    some = [each for each in every if each.differences] or every
    sides = (one for each in some for one in (each.was, each.will) if one)
    zones = {one.rota.zone.key: one.rota.zone for one in sides}
    return next(iter(zones.values())) if len(zones) == 1 else None


def people_of(setting: Setting) -> Iterator[PersonReview]:
    """Those whose pager it is first, the others as they change."""
    found: dict[str, list[Track]] = {}
    for each in setting.schedules.values():
        for track in each.tracks:
            found.setdefault(track.person, []).append(track)
    told = [_person(person, own, setting) for person, own in found.items()]
    yield from sorted(told, key=lambda each: (each.first, not _loses(each), each.name))


def unseen_in(before: World, after: World) -> Iterator[tuple[str, Unseen]]:
    """What cannot be told, once for both sides, by the name of what it is about."""
    found: dict[tuple[str, Unseen], None] = {}
    for world in (before, after):
        every: tuple[Schedule | Chain, ...] = (*world.schedules.values(), *world.chains.values())
        for each in every:
            found.update(dict.fromkeys((each.name, one) for one in each.unseen))
    yield from found


def _person(person: str, own: list[Track], setting: Setting) -> PersonReview:
    soonest = min(own, key=lambda each: each.first)
    theirs = setting.directory.person(person).zone
    zone = theirs or setting.wall(setting.schedules[soonest.schedule]).zone
    return PersonReview(
        person=person,
        name=setting.called(person),
        zone=zone,
        tracks=tuple(own),
        first=soonest.first,
        notice=Wall(zone, setting.now).days_until(soonest.first),
    )


def _loses(one: PersonReview) -> bool:
    """Whether they have it and give it away, rather than take it."""
    return any(
        stint.start <= track.first < stint.end
        for track in one.tracks
        if track.first == one.first
        for stint in track.before
    )


def _rota(schedule: Schedule | None, other: Schedule) -> Rota:
    return schedule.rota if schedule else Rota(zone=other.rota.zone)


def _hidden(schedule: Schedule | None) -> frozenset[str]:
    return frozenset(each.what for each in schedule.unseen) if schedule else frozenset()
