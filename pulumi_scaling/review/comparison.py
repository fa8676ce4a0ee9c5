"""Two worlds side by side: what differs for people, and what to say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Rota, compare, timeline

from .case import Case
from .cells import Window
from .directory import Directory
from .handoffs import handoff_move, odd_starts
from .hints import kept_turn
from .movements import movement
from .names import Names
from .outcome import PersonReview, Review, ScheduleReview
from .quiet_changes import quiet
from .rules import findings
from .saying import Said
from .schedule_lines import Speaker
from .stints import Track, tracks
from .telling import Telling, Walls
from .verdicts import Told, verdict
from .walls import Wall
from .who_must_know import rows
from .worlds import Chain, Refused, Schedule, Unseen, World

__all__ = ["compared"]


def compared(  # noqa: PLR0913 - each is asked for by name, and has what most people need
    before: World,
    after: World,
    *,
    stack: str,
    now: datetime,
    until: datetime,
    directory: Directory | None = None,
    zone: ZoneInfo | None = None,
    refused: Sequence[Refused] = (),
    names: Mapping[str, str] | None = None,
    initials: bool = False,
) -> Review:
    """Say all there is to say about what is between `now` and `until`.

    `zone` is that of all times, if they are not to be each schedule's own; `names` are those the
    account knows, by e-mail.
    """
    known = directory or Directory()
    schedules = tuple(_schedules(before, after, now, until))
    home = zone or _home(schedules)
    called = _names(before, after, known, names or {}, initials=initials)
    window = Window(now, until, _holidays(known, now, until))
    everything = {each.key: each for each in schedules}

    def walls(track: Track) -> tuple[Wall, Wall]:
        one = everything[track.schedule]
        ours, theirs = (zone or _zone(each) for each in (one.was or one.will, one.will or one.was))
        return Wall(ours, now), Wall(theirs, now)

    people = tuple(_people(schedules, known, called, walls, now))
    telling = Telling(
        window=window,
        schedules=everything,
        least=known.rules.notice,
        walls=walls,
        home=home.key if home else "",
    )
    told = tuple(_told(schedules, window, known, called, zone, say_zone=home is None))
    found = tuple(
        findings(
            Case(
                schedules=schedules,
                movements=tuple(each.movement for each, _ in told),
                people=people,
                refused=refused,
                directory=known,
                called=called,
                now=now,
                until=until,
                say_zone=home is None,
            )
        )
    )
    return Review(
        stack=stack,
        now=now,
        until=until,
        zone=home or ZoneInfo("UTC"),
        before=before,
        after=after,
        schedules=schedules,
        people=people,
        table=tuple(rows(people, telling)),
        findings=found,
        refused=tuple(refused),
        unseen=tuple(_unseen(before, after)),
        verdict=verdict(
            [each for each, _ in told],
            refused=refused,
            quiet=quiet(before, after, now, until),
            chains="",
            warned=any(each.level == "warning" for each in found),
            unseen=any(each.unseen for each in schedules),
        ),
        hints=tuple(hint for _, hint in told if hint),
    )


def _told(
    schedules: Iterable[ScheduleReview],
    window: Window,
    known: Directory,
    called: Names,
    zone: ZoneInfo | None,
    *,
    say_zone: bool,
) -> Iterator[tuple[Told, Said | None]]:
    """What to say of each schedule that changes for people, and what would spare them."""

    def wall(one: ScheduleReview) -> Wall:
        return Wall(zone or _zone(one.will or one.was), window.now)

    speaker = Speaker(
        called=called, now=window.now, until=window.until, say_zone=say_zone, zone_of=wall
    )
    for each in schedules:
        moved = movement(each, known.promise(each.name))
        if moved is None:
            continue
        handoffs = handoff_move(each, window.now, window.until)
        notes = tuple(odd_starts(each, window.now))
        hint = kept_turn(
            moved, called=called, wall=wall(each), until=window.until, say_zone=say_zone
        )
        yield Told(moved, handoffs, speaker.line(moved, handoffs), notes), hint


def _schedules(
    before: World, after: World, now: datetime, until: datetime
) -> Iterator[ScheduleReview]:
    for key in {**before.schedules, **after.schedules}:
        was, will = before.schedules.get(key), after.schedules.get(key)
        here = will or was
        if here is None:
            continue
        rotas = _rota(was, here), _rota(will, here)
        ours = tuple(timeline(rotas[0], now, until))
        same = rotas[0] == rotas[1]
        theirs = ours if same else tuple(timeline(rotas[1], now, until))
        differences = () if same else tuple(compare(*rotas, now, until))
        unseen = tuple(dict.fromkeys(one for each in (was, will) if each for one in each.unseen))
        told = _hidden(was) == _hidden(will)
        yield ScheduleReview(
            key=key,
            name=here.name,
            was=was,
            will=will,
            before=ours,
            after=theirs,
            differences=differences,
            tracks=tracks(key, rotas, (ours, theirs), differences) if told else (),
            unseen=unseen,
            told=told,
        )


def _people(
    schedules: Iterable[ScheduleReview],
    known: Directory,
    called: Names,
    walls: Walls,
    now: datetime,
) -> Iterator[PersonReview]:
    """Those whose pager it is first, the others as they change."""
    found: dict[str, list[Track]] = {}
    for each in schedules:
        for track in each.tracks:
            found.setdefault(track.person, []).append(track)
    told: list[PersonReview] = []
    for person, own in found.items():
        soonest = min(own, key=lambda each: each.first)
        zone, first = known.person(person).zone or walls(soonest)[1].zone, soonest.first
        told.append(
            PersonReview(
                person=person,
                name=called(person),
                zone=zone,
                tracks=tuple(own),
                first=first,
                notice=Wall(zone, now).days_until(first),
            )
        )
    yield from sorted(told, key=lambda each: (each.first, not _loses(each), each.name))


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


def _zone(schedule: Schedule | None) -> ZoneInfo:
    return schedule.rota.zone if schedule else ZoneInfo("UTC")


def _hidden(schedule: Schedule | None) -> frozenset[str]:
    return frozenset(each.what for each in schedule.unseen) if schedule else frozenset()


def _home(schedules: Iterable[ScheduleReview]) -> ZoneInfo | None:
    """The one zone of all that differs, if it is one."""
    every = tuple(schedules)
    some = [each for each in every if each.differences] or every
    zones = {
        one.rota.zone.key: one.rota.zone for each in some for one in (each.was, each.will) if one
    }
    return next(iter(zones.values())) if len(zones) == 1 else None


def _unseen(before: World, after: World) -> Iterator[tuple[str, Unseen]]:
    found: dict[tuple[str, Unseen], None] = {}
    for world in (before, after):
        told: tuple[Schedule | Chain, ...] = (*world.schedules.values(), *world.chains.values())
        for each in told:
            found.update(dict.fromkeys((each.name, one) for one in each.unseen))
    yield from found


def _names(
    before: World, after: World, known: Directory, given: Mapping[str, str], *, initials: bool
) -> Names:
    people: set[str] = set()
    for world in (before, after):
        people |= set(world.members)
        for schedule in world.schedules.values():
            people.update(who for layer in schedule.rota.layers for who in layer.participants)
            people.update(each.user for each in schedule.rota.overrides)
        for chain in world.chains.values():
            people.update(who for link in chain.links for who in link.users)
    own = {who: name for who in people if (name := known.person(who).name)}
    return Names(people, {**given, **own}, initials=initials)


def _holidays(known: Directory, now: datetime, until: datetime) -> dict[date, str]:
    """Those in the window; without a list of them the two that most people mean."""
    if known.holidays is not None:
        return dict(known.holidays)
    years = range(now.year, until.year + 1)
    both = ((12, 25, "Christmas"), (1, 1, "New Year"))
    return {date(year, month, day): name for year in years for month, day, name in both}
