"""The schedules of a world, to be shown: what a plan or a stack says is, or will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.review.worlds import Schedule, World

from .rota_seen import Seen, SeenSchedule

__all__ = ["seen_in"]

WHY: Final = {
    "secret": "kept secret by the program",
    "unknown": "known only once it is applied",
    "elsewhere": "not in what was looked at",
}


def seen_in(world: World, names: Iterable[str], where: str) -> Seen:
    """Those that are named, by name, id or resource, or all of them."""
    wanted = [_named(world, name, where) for name in dict.fromkeys(names)]
    found = wanted or sorted(
        world.schedules.values(), key=lambda each: (each.name.casefold(), each.key)
    )
    return Seen(where, tuple(map(_seen, found)))


def _seen(schedule: Schedule) -> SeenSchedule:
    return SeenSchedule(
        schedule.name,
        schedule.rota.zone.key,
        schedule.rota,
        schedule.id or schedule.key,
        remarks=tuple(_remarks(schedule)),
    )


def _remarks(schedule: Schedule) -> Iterator[str]:
    for unseen in schedule.unseen:
        yield f"{schedule.name}: {unseen.what}: {WHY[unseen.why]}, so those turns are not shown"


def _named(world: World, name: str, where: str) -> Schedule:
    for each in world.schedules.values():
        if name in {each.name, each.id, each.key, each.resource}:
            return each
    there = sorted({each.name for each in world.schedules.values()})
    near = get_close_matches(name, there, n=3, cutoff=0.4) or there[:3]
    said = f"; near it there are {', '.join(map(repr, near))}" if near else ""
    raise ScalingError(f"no schedule {name!r} {where}{said}")
