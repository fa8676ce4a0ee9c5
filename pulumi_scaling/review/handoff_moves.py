"""When the pager is handed over, as people say it; and starts that are no handoff."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Layer, Rota, shifts

from .outcome import ScheduleReview
from .saying import Said, code, said, strong
from .walls import Wall, ago, city, every, whole_day

__all__ = ["HandoffMove", "handoff_move", "odd_starts"]


@dataclass(frozen=True, slots=True)
class HandoffMove:
    """Turns that begin on another weekday, at another hour, or are of another length."""

    said: Said
    weekday: str | None
    """The day of the week that turns begin on from now on, if it was another."""
    length: str | None
    """`turns of a week become turns of 3 days`."""


def handoff_move(one: ScheduleReview, now: datetime, until: datetime) -> HandoffMove | None:
    """What is said of the first layer whose handoffs move."""
    if one.was is None or one.will is None:
        return None
    was, will = one.was.rota, one.will.rota
    ours = {each.name: each for each in was.layers}
    for layer in will.layers:
        old = ours.get(layer.name)
        if old and (found := _moved((old, was), (layer, will), now, until)):
            return found
    return None


def odd_starts(one: ScheduleReview, now: datetime) -> Iterator[Said]:
    """Starts that this change brings and that are no handoff on the schedule's own clock."""
    if one.will is None:
        return
    zone = one.will.rota.zone
    old = one.was.rota if one.was else Rota(zone=zone)
    before = {(each.name, each.effective_from, each.handoff_time, old.zone) for each in old.layers}
    for layer in one.will.rota.layers:
        if (layer.name, layer.effective_from, layer.handoff_time, zone) in before:
            continue
        local = layer.effective_from.astimezone(zone)
        if local.time() == layer.handoff_time:
            continue
        written = layer.effective_from.astimezone(timezone.utc)
        spelled = written.isoformat(timespec="seconds").replace("+00:00", "Z")
        if local.date() != written.date() and written.time() == time():
            yield said(
                code("effective_from"),
                f' "{spelled}" is {whole_day(local)} {_part(local)} in {city(zone)}. '
                "Meant is probably ",
                code(f'effective_from="{written.date()}"'),
                ": that day, at the handoff time, on the schedule's own clock.",
            )
        elif layer.effective_from > now:
            wall = Wall(zone, now)
            yield said(
                f"The first turn of {layer.name} begins {wall.moment(layer.effective_from)}, which "
                f"is no handoff: those are at {layer.handoff_time:%H:%M}. ",
                code(f'effective_from="{local.date()}"'),
                " is that day, at the handoff time.",
            )


def _moved(
    ours: tuple[Layer, Rota], theirs: tuple[Layer, Rota], now: datetime, until: datetime
) -> HandoffMove | None:
    (old, was), (new, will) = ours, theirs
    length = None
    if old.length_days != new.length_days:
        one, other = every(old.length_days, one="a "), every(new.length_days, one="a ")
        length = f"turns of {one} become turns of {other}"
    before, after = _handoff(old, was.zone), _handoff(new, will.zone)
    zones = was.zone.key != will.zone.key
    next_before, next_after = _next(old, was.zone, now, until), _next(new, will.zone, now, until)
    if not next_before or not next_after or (before == after and not zones):
        return HandoffMove(said(length), None, length) if length else None
    wall = Wall(will.zone, now)
    there = f" {city(was.zone)}" if zones else ""
    here = f" {city(will.zone)}" if zones else ""
    clock = Wall(was.zone, now).clock(next_after)
    back = f" ({clock}{there})" if zones else ""
    moved = next_after - next_before
    near = timedelta(0) < abs(moved) < timedelta(days=new.length_days) / 2
    told = said(
        f"{length} · " if length else "",
        f"handoffs from {before}{there} to ",
        strong(f"{after}{here}"),
        f"{back} · first {wall.day(next_after)}",
        f", {ago(moved)} than planned" if near else "",
    )
    day, other_day = (_weekday(*each) for each in ((old, was.zone), (new, will.zone)))
    return HandoffMove(told, other_day if day and other_day != day else None, length)


def _next(layer: Layer, zone: ZoneInfo, now: datetime, until: datetime) -> datetime | None:
    """The next handoff; a turn that runs began before."""
    return next((each.start for each in shifts(layer, zone, now, until) if each.start > now), None)


def _handoff(layer: Layer, zone: ZoneInfo) -> str:
    day = _weekday(layer, zone)
    return f"{f'{day[:3]} ' if day else ''}{layer.handoff_time:%H:%M}"


def _weekday(layer: Layer, zone: ZoneInfo) -> str | None:
    return None if layer.length_days % 7 else whole_day(layer.effective_from.astimezone(zone))


def _part(local: datetime) -> str:
    hours = ((5, "night"), (12, "morning"), (18, "afternoon"), (24, "evening"))
    return next(name for until, name in hours if local.hour < until)
