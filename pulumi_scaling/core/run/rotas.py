"""What the rotations of each schedule were and will be, as a run comes across them one by one.

Only a run that compares knows both sides, and only at its end is it known who else is in a
schedule. A rotation that nobody compared is on neither side: it stays as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.core.words import Told, named_by, nobody_named, told, zone_called
from pulumi_scaling.rota import Layer, Rota

from .ranks import arranged

__all__ = ["Rotas", "Sides", "handoffs_of", "told_of"]

Zones = tuple[str | None, str]
"""The zone before the run, as far as it is known, and after it."""
NEWCOMER: Final = "new:"
"""Before the name of one that has no id yet."""


@dataclass
class Sides:
    """One schedule, before and after; each rotation by its id."""

    called: str = ""
    before: dict[str, Layer] = field(default_factory=dict[str, Layer])
    """Each where it stands."""
    after: dict[str, Layer] = field(default_factory=dict[str, Layer])
    wanted: dict[str, int] = field(default_factory=dict[str, int])
    """The ranks that the program gives."""
    spelled: dict[str, str] = field(default_factory=dict[str, str])
    """How people are written, by what stands for them."""
    unclear: bool = False
    """Whether something in it is not known yet."""
    hidden: bool = False
    """Whether the program keeps secret who somebody in it is."""

    def names(self) -> Callable[[str], str]:
        """What to call somebody."""
        return nobody_named if self.hidden else named_by(self.spelled)

    def rotas(self, was: ZoneInfo, will: ZoneInfo) -> tuple[Rota, Rota] | None:
        """Both, as far as they are known; None if that is not far enough to compare them."""
        ranks = {own: layer.position for own, layer in self.before.items()}
        # Where only newcomers are known, nobody can tell what is there before them.
        if self.unclear or not ranks or len(set(ranks.values())) < len(ranks):
            return None
        # Where nobody compared some that stand here, their places are kept for them.
        there = {rank: own for own, rank in ranks.items()}
        row = [there.get(rank, f"{rank}?") for rank in range(max(ranks.values(), default=-1) + 1)]
        row += [own for own in self.after if own not in ranks]
        order = arranged(row, {own: rank for own, rank in self.wanted.items() if own in row})
        # Whose owner is not known has none on either side.
        hidden = 1 if row and row[0] == "0?" else 0
        old = [replace(each, position=each.position + hidden) for each in self.before.values()]
        new = [
            replace(self.after[own], position=rank + hidden)
            for rank, own in enumerate(order)
            if own in self.after
        ]
        return _rota(was, old), _rota(will, new)


def _rota(zone: ZoneInfo, layers: list[Layer]) -> Rota:
    named = [replace(layer, name=f"{layer.name} {layer.position}") for layer in layers]
    return Rota(zone=zone, layers=tuple(named))


class Rotas:
    """All schedules whose rotations are resources of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sides: dict[str, Sides] = {}

    def called(self, schedule: str, name: object) -> None:
        """Note what people call it."""
        with self._lock:
            self._sides.setdefault(schedule, Sides()).called = str(name or "")

    def note(
        self,
        schedule: str,
        own: str | None,
        *,
        before: Layer | None,
        after: Layer | None,
        wanted: int | None,
        spelled: Mapping[str, str],
        hidden: bool = False,
    ) -> Sides:
        """Note one rotation, and what is known of its schedule then."""
        with self._lock:
            sides = self._sides.setdefault(schedule, Sides())
            key = own or f"{NEWCOMER}{after.name if after else ''}"
            if own and before:
                sides.before[key] = before
            if after:
                sides.after[key] = after
            if wanted is not None:
                sides.wanted[key] = wanted
            sides.unclear = sides.unclear or after is None or (bool(own) and before is None)
            sides.spelled |= spelled
            sides.hidden = sides.hidden or hidden
            return replace(sides, before={**sides.before}, after={**sides.after})

    def all(self) -> dict[str, Sides]:
        """Each schedule, with what is known of it."""
        with self._lock:
            return dict(self._sides)


def told_of(sides: Sides, zones: Zones | None, now: datetime) -> Told | None:
    """What the run means for the people of one schedule; None where that cannot be told."""
    was, will = zones or (None, None)
    here, there = zone_called(was or will), zone_called(will)
    rotas = sides.rotas(here, there) if here and there and sides.after else None
    return told(sides.called, *rotas, now, sides.names()) if rotas else None


def handoffs_of(
    sides: Mapping[str, Sides], zones: Callable[[str], Zones | None], now: datetime
) -> Iterator[str]:
    """The same of all schedules whose rotations were noted one by one."""
    for schedule, each in sides.items():
        if found := told_of(each, zones(schedule), now):
            yield from found.lines
