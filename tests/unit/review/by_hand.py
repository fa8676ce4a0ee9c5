"""Worlds made by hand, at one moment: Thu 26 Nov 2026, 10:12 in Paris."""

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from pulumi_scaling.review.comparison import compared
from pulumi_scaling.review.directory import Directory
from pulumi_scaling.review.worlds import Chain, Schedule, World
from pulumi_scaling.rota import Layer, Link, Rota

UTC = timezone.utc
NOW = datetime(2026, 11, 26, 9, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
NEW_YORK = ZoneInfo("America/New_York")
FIVE = ("ada", "ben", "cho", "dov", "eva")
# Ada has the week that Thu 26 Nov is in, of five and of fifteen.
START = datetime(2026, 8, 10, 7, tzinfo=UTC)


def mail(name):
    return name if "@" in name else f"{name}@example.com"


def layer(*people, name="weekly", position=0, **changes):
    values = {"length_days": 7, "handoff_time": time(9), "effective_from": START, **changes}
    return Layer(name=name, position=position, participants=tuple(map(mail, people)), **values)


def schedule(name, *layers, zone=PARIS, key=None, unseen=(), description=None):
    """One with the layers, or with one layer of these people."""
    made = (
        layers if layers and isinstance(layers[0], Layer) else (layer(*layers),) if layers else ()
    )
    return Schedule(
        key=key or name,
        name=name,
        timezone=zone.key,
        rota=Rota(zone=zone, layers=made),
        unseen=tuple(unseen),
        description=description,
    )


def chain(name, *links, **values):
    return Chain(key=name, name=name, links=links, **values)


def link(target, minutes=5):
    """To a schedule, which is named, or to people, who are a tuple."""
    wait = timedelta(minutes=minutes)
    if isinstance(target, tuple):
        return Link(wait=wait, users=tuple(map(mail, target)))
    return Link(wait=wait, schedule=target)


def world(*parts, members=()):
    return World(
        schedules={each.key: each for each in parts if isinstance(each, Schedule)},
        chains={each.key: each for each in parts if isinstance(each, Chain)},
        members={mail(each): "member" for each in members},
    )


def review(before, after, *, now=NOW, weeks=12, directory=None, **values):
    return compared(
        before,
        after,
        stack="prod",
        now=now,
        until=now + timedelta(weeks=weeks),
        directory=directory or Directory(),
        **values,
    )


def changed(before, after, name="Payments primary", zone=PARIS, zone_after=None, **values):
    """A review of one schedule, by its layers before and after."""
    return review(
        world(schedule(name, *before, zone=zone)),
        world(schedule(name, *after, zone=zone_after or zone)),
        **values,
    )


def rows(found):
    """The table as text: who, until now, from now on, first change."""
    return {
        str(row.who): (
            " / ".join(map(str, row.until_now)),
            " / ".join(map(str, row.from_now_on)),
            str(row.first),
        )
        for row in found.table
    }


def said(found):
    """Verdict, warnings and hints as text."""
    lines = [found.verdict.headline, *map(str, found.verdict.lines)]
    lines += [each.sentence for each in found.findings]
    return "\n".join([*lines, *map(str, found.hints)])
