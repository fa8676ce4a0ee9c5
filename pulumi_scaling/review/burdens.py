"""Rules about what one person carries: twice at once, twice in a row, away, too much of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from pulumi_scaling.rota import Layer

from .case import Case
from .directory import Interval
from .gaps import inside
from .loads import loads
from .outcome import Finding, Level, ScheduleReview
from .overlaps import doubled
from .saying import listed, said, strong
from .stints import stints
from .walls import city, counted

__all__ = ["away", "back_to_back", "double_duty", "nights_in_a_row", "share"]

NAMED: Final = 4
SLACK: Final = 0.005
"""Half a percent more is no other share."""


def away(case: Case) -> Iterator[Finding]:
    """Turns at a time when somebody cannot be woken."""
    for one in case.told:
        before = stints(one.before)
        for (person, role), some in stints(one.after).items():
            absent = sorted(case.directory.person(person).away, key=lambda each: each.start)
            if not absent:
                continue
            turns = [Interval(each.start, each.end) for each in some]
            hit = inside(turns, absent)
            if not hit:
                continue
            own = [Interval(each.start, each.end) for each in before.get((person, role), ())]
            was = inside(own, absent)
            fresh = [each for each in hit if each not in was]
            shown = (fresh or hit)[0]
            told = said(
                strong(case.called(person)),
                f" is away from {case.moment(one, shown.start)}, and has the turn of ",
                strong(one.name),
                " then" if fresh else " then, as before",
            )
            yield Finding(rule="away", level=_level(fresh), said=told, schedule=one.key)


def double_duty(case: Case) -> Iterator[Finding]:
    """Two schedules or more that one person owns at once, where they did not before."""
    everything = case.setting.schedules
    for person, fresh in doubled(case.owned("before"), case.owned("after")):
        first = fresh[0]
        names = [strong(everything[key].name) for key in first.schedules]
        often = f", {counted(len(fresh), 'time')} in all" if len(fresh) > 1 else ""
        told = said(
            strong(case.called(person)),
            " has the pager of ",
            listed(names, most=NAMED),
            f" at once, first {case.moment(everything[first.schedules[0]], first.start)}{often}",
        )
        yield Finding(rule="double-duty", level="warning", said=told, schedule=first.schedules[0])


def back_to_back(case: Case) -> Iterator[Finding]:
    """Two turns of one person with nobody's between them, where the roster has others."""
    for one in case.told:
        layers = one.will.rota.layers if one.will else ()
        for layer in layers:
            old = next((each for each in _layers(one) if each.name == layer.name), None)
            people = layer.participants
            if len(set(people)) < 2:
                continue
            twice = _neighbours(people)
            fresh = twice - (_neighbours(old.participants) if old else set[str]())
            for person in sorted(twice):
                told = said(
                    strong(case.called(person)),
                    " has two turns in a row on ",
                    strong(one.name),
                    "" if person in fresh else ", as before",
                )
                yield Finding(
                    rule="back-to-back",
                    level=_level(person in fresh),
                    said=told,
                    schedule=one.key,
                )


def nights_in_a_row(case: Case, most: int) -> Iterator[Finding]:
    """More nights than a person should have without a night off, on all schedules together."""
    every = [each for each in case.setting.schedules.values() if each.told]
    before, after = (loads(every, case.setting, after=side) for side in (False, True))
    for person, own in after.items():
        number = own.owner.nights_in_a_row
        if number > most:
            was = before[person].owner.nights_in_a_row if person in before else 0
            told = said(
                strong(case.called(person)),
                f" has {counted(number, 'night')} in a row ({city(own.zone)}), more than {most}",
                f"; it was {was}" if number > was else ", as before",
            )
            yield Finding(rule="nights-in-a-row", level=_level(number > was), said=told)


def share(case: Case, most: float) -> Iterator[Finding]:
    """Too much of one schedule for one person."""
    for one in case.told:
        before, after = (_shares([one], case, after=side) for side in (False, True))
        for person, part in after.items():
            if part > most + SLACK:
                was = before.get(person, 0.0)
                worse = part > was + SLACK
                told = said(
                    strong(case.called(person)),
                    f" has {part:.0%} of the hours of ",
                    strong(one.name),
                    f", more than {most:.0%}",
                    f"; it was {was:.0%}" if worse else ", as before",
                )
                yield Finding(rule="share", level=_level(worse), said=told, schedule=one.key)


def _shares(some: list[ScheduleReview], case: Case, *, after: bool) -> dict[str, float]:
    held = {who: each.owner.time for who, each in loads(some, case.setting, after=after).items()}
    whole = sum(held.values(), timedelta())
    return {who: time / whole for who, time in held.items()} if whole else {}


def _layers(one: ScheduleReview) -> tuple[Layer, ...]:
    return one.was.rota.layers if one.was else ()


def _neighbours(people: tuple[str, ...]) -> set[str]:
    return {
        who for who, other in zip(people, (*people[1:], people[0]), strict=True) if who == other
    }


def _level(fresh: object) -> Level:
    return "warning" if fresh else "note"
