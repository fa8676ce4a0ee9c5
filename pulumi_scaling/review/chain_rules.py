"""Rules about chains: that they reach somebody, and not only those who did not answer before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Reach, Reached, Rota, reaches

from .case import Case
from .climbs import ChainReview
from .directory import Interval
from .gaps import without
from .outcome import Finding
from .saying import Said, listed, said, strong
from .walls import Wall, city, counted, length
from .worlds import Chain

__all__ = ["silent_chains", "woken_twice"]


def silent_chains(case: Case) -> Iterator[Finding]:
    """Chains that reach nobody at some time, and links that reach nobody now."""
    for one in _changed(case):
        fresh = _fresh(one, case, lambda reach: reach.nobody)
        if fresh:
            told = said("The policy ", strong(one.name), " wakes nobody ", _when(one, fresh, case))
            yield Finding(rule="gap", level="warning", said=told)
            continue
        empty = [each for each in one.after if each.known and not each.people]
        if empty and not any(each.known and not each.people for each in one.before):
            times = [f"after {length(each.after)}" if each.after else "at once" for each in empty]
            told = said(
                "The policy ",
                strong(one.name),
                " wakes nobody ",
                listed(times),
                ", if it burns now: nobody is on call there",
            )
            yield Finding(rule="gap", level="warning", said=told)


def woken_twice(case: Case) -> Iterator[Finding]:
    """Links that wake only people who were woken right before, and did not answer."""
    for one in _changed(case):
        fresh = _fresh(one, case, lambda reach: bool(reach.again))
        if not fresh or one.will is None:
            continue
        first = next(reaches(one.will.links, _rotas(case, after=True), fresh[0].start, case.until))
        again = first.reach.again[0]
        told = said(
            "The policy ",
            strong(one.name),
            " wakes nobody but ",
            listed(map(case.called, again.people), most=3),
            f" again after {length(again.after)}, ",
            _when(one, fresh, case),
        )
        yield Finding(rule="double-duty", level="warning", said=told)


def _changed(case: Case) -> Iterator[ChainReview]:
    """Those that can be told and that wake others than before, at some time."""
    moved = {each.key for each in case.setting.schedules.values() if each.differences}
    for one in case.chains:
        paged = {link.schedule for link in one.will.links} if one.will else set[str | None]()
        seen = one.will and not one.will.unseen and one.told
        if seen and (one.relinked or paged & moved):
            yield one


def _fresh(one: ChainReview, case: Case, holds: Callable[[Reach], bool]) -> list[Interval]:
    """When it holds, and did not before."""
    after, before = (
        [
            Interval(each.start, each.end)
            for each in _reaches(chain, case, after=side)
            if holds(each.reach)
        ]
        for chain, side in ((one.will, True), (one.was, False))
    )
    return without(after, before)


def _reaches(chain: Chain | None, case: Case, *, after: bool) -> Iterator[Reached]:
    if chain:
        yield from reaches(chain.links, _rotas(case, after=after), case.setting.now, case.until)


def _rotas(case: Case, *, after: bool) -> dict[str, Rota]:
    """Of what is seen whole."""
    sides = (
        (key, each.will if after else each.was) for key, each in case.setting.schedules.items()
    )
    return {key: side.rota for key, side in sides if side and not side.unseen}


def _when(one: ChainReview, fresh: list[Interval], case: Case) -> Said:
    wall = _wall(one, case)
    zone = f" {city(wall.zone)}" if case.setting.home != wall.zone else ""

    def moment(at: datetime) -> str:
        return "now" if at == case.setting.now else wall.moment(at) + zone

    first = fresh[0]
    end = "on" if first.end >= case.until else f"until {moment(first.end)}"
    times = f", {counted(len(fresh), 'time')} in all" if len(fresh) > 1 else ""
    return said(f"if it burns from {moment(first.start)} {end}{times}")


def _wall(one: ChainReview, case: Case) -> Wall:
    """The clock of the first schedule that it pages."""
    keys = [link.schedule for link in one.will.links if link.schedule] if one.will else []
    known = [case.setting.schedules[key] for key in keys if key in case.setting.schedules]
    zone = case.setting.wall(known[0]).zone if known else case.setting.home or ZoneInfo("UTC")
    return Wall(zone, case.setting.now)
