"""What the rotations of each schedule were and will be, as a run comes across them one by one.

Only a run that compares knows both sides, and only at its end is it known who else is in a
schedule. A rotation that nobody compared is on neither side: it stays as it is.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from pulumi_scaling.core.words import Told, named_by, nobody_named, told, zone_called
from pulumi_scaling.rota import Layer, Rota

from .ranks import arranged

__all__ = ["Rotas", "Sides", "Zones", "handoffs_of", "told_of"]

State = Mapping[str, Any]
NEWCOMER: Final = "new:"
"""Before the name of one that has no id yet."""


class Zones(NamedTuple):
    """In which zone handoffs in a schedule were read before this run, and will be after it."""

    was: str
    """Of a schedule that is made, as it will be."""
    will: str


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
    gone: set[str] = field(default_factory=set[str])
    """Those that are deleted."""
    joined: bool = False
    """Whether all are said with the schedule from now on, and go on there."""
    unclear: bool = False
    """Whether something in it is not known yet."""
    hidden: bool = False
    """Whether the program keeps secret who somebody in it is."""

    def names(self) -> Callable[[str], str]:
        """What to call somebody."""
        return nobody_named if self.hidden else named_by(self.spelled)

    @property
    def deleted(self) -> str:
        """What has to happen for it to be true: an engine may keep what the program left out."""
        gone = [layer for own, layer in self.before.items() if own in self.gone and not self.joined]
        names = [repr(layer.name) for layer in sorted(gone, key=lambda layer: layer.position)]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return f", with {', '.join(names[:3])}{more} deleted" if names else ""

    def rotas(self, was: ZoneInfo, will: ZoneInfo) -> tuple[Rota, Rota] | None:
        """Both, as far as they are known; None if that is not far enough to compare them."""
        ranks = {own: layer.position for own, layer in self.before.items()}
        # Where only newcomers are known, nobody can tell what is there before them.
        if self.unclear or not ranks or len(set(ranks.values())) < len(ranks):
            return None
        # Where nobody compared some that stand here, their places are kept for them.
        there = {rank: own for own, rank in ranks.items()}
        row = [there.get(rank, f"{rank}?") for rank in range(max(ranks.values(), default=-1) + 1)]
        row = [own for own in row if own not in self.gone]
        row += [own for own in self.after if own not in ranks]
        order = arranged(row, {own: rank for own, rank in self.wanted.items() if own in row})
        # Whose owner is not known has none on either side.
        hidden = 1 if 0 not in there else 0
        old = [replace(each, position=each.position + hidden) for each in self.before.values()]
        new = [
            replace(self.after[own], position=rank + hidden)
            for rank, own in enumerate(order)
            if own in self.after
        ]
        return _rota(was, old), _rota(will, new)

    def without(
        self, own: str, layer: Layer | None, *, spelled: Mapping[str, str], hidden: bool
    ) -> Sides:
        """The same once one of them is deleted."""
        before = self.before if layer is None else {**self.before, own: layer}
        unclear = self.unclear or layer is None
        after = {other: each for other, each in self.after.items() if other != own}
        return replace(
            self,
            before=before,
            after=after,
            spelled={**spelled, **self.spelled},
            gone={*self.gone, own},
            unclear=unclear,
            hidden=self.hidden or hidden,
        )


def _rota(zone: ZoneInfo, layers: list[Layer]) -> Rota:
    named = [replace(layer, name=f"{layer.name} {layer.position}") for layer in layers]
    return Rota(zone=zone, layers=tuple(named))


class Rotas:
    """All schedules whose rotations are resources of their own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sides: dict[str, Sides] = {}
        self._let_go: dict[str, dict[str, tuple[str, State]]] = {}
        self._joining: dict[str, Callable[[Sequence[State]], None]] = {}
        self._conclude: Callable[[], None] | None = None

    # ---------------------------------------------------------------- what the stack holds
    def told_by(self, conclude: Callable[[], None]) -> None:
        """Note who can tell what the stack holds of rotations that nobody compares."""
        with self._lock:
            self._conclude = conclude

    def conclude(self) -> None:
        """Take that in, once all was compared."""
        if self._conclude:
            self._conclude()

    # ---------------------------------------------------------------- notes
    def lets_go(self, schedule: str, layers: Mapping[str, tuple[str, State]]) -> None:
        """What was said with a schedule, by name and with ids, is said one by one from now on."""
        with self._lock:
            self._let_go[schedule] = dict(layers)

    def let_go(self, schedule: str, name: str) -> tuple[str, State] | None:
        """The id, and what was said with it, of a rotation that is said by itself now."""
        with self._lock:
            return self._let_go.get(schedule, {}).get(name)

    def becomes(self, schedule: str, sides: Sides) -> None:
        """Note what is known of one from now on."""
        with self._lock:
            self._sides[schedule] = sides

    def joins(self, schedule: str, note: Callable[[Sequence[State]], None]) -> None:
        """Rotations are said with the schedule from now on; noted once it is known which."""
        with self._lock:
            self._joining[schedule] = note
            self._sides.setdefault(schedule, Sides()).joined = True

    def joining(self, schedule: str) -> Callable[[Sequence[State]], None] | None:
        """How to note them."""
        with self._lock:
            return self._joining.get(schedule)

    def blurs(self, schedule: str) -> None:
        """Something in it may be deleted or may stay."""
        with self._lock:
            self._sides.setdefault(schedule, Sides()).unclear = True

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

    # ---------------------------------------------------------------- questions
    def of(self, schedule: str) -> Sides:
        """One schedule, with what is known of it."""
        with self._lock:
            return self._sides.get(schedule, Sides())

    def all(self) -> dict[str, Sides]:
        """Each schedule, with what is known of it."""
        with self._lock:
            return dict(self._sides)


def told_of(sides: Sides, zones: Zones | None, now: datetime) -> Told | None:
    """What the run means for the people of one schedule; None where that cannot be told."""
    was, will = zones or (None, None)
    here, there = zone_called(was), zone_called(will)
    known = here and there and (sides.after or sides.gone)
    rotas = sides.rotas(here, there) if here and there and known else None
    return told(f"{sides.called}{sides.deleted}", *rotas, now, sides.names()) if rotas else None


def handoffs_of(
    sides: Mapping[str, Sides], zones: Callable[[str], Zones | None], now: datetime
) -> Iterator[str]:
    """The same of all schedules whose rotations were noted one by one."""
    for schedule, each in sides.items():
        if found := told_of(each, zones(schedule), now):
            yield from found.lines
