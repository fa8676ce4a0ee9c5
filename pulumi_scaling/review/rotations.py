"""The rotations of one schedule before and after, each with its place, as two rotas.

Decides nothing anew: which rank wins and from when turns are counted is asked of the core, which
decides it in the run itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from pulumi_scaling.core import (
    Setting,
    Start,
    arranged,
    counted_from,
    layer_of,
    wanted_start,
    zone_called,
)
from pulumi_scaling.model import Turns, holds_unknown
from pulumi_scaling.resources import by_name
from pulumi_scaling.rota import Layer, Rota

from .plan import SECRET, holds_secret
from .worlds import Unseen

__all__ = ["Rotation", "Rotations", "rota_after", "rota_before"]

Values = Mapping[str, Any]
TURNS: Final = by_name["RotationLayer"].turns or Turns()
COUNTED: Final = (TURNS.start, TURNS.end, TURNS.clock, TURNS.length, TURNS.people, TURNS.rollout)
"""What has to be known for a rotation to be told."""
UTC: Final = ZoneInfo("UTC")


@dataclass(frozen=True, kw_only=True)
class Rotation:
    """One rotation on both sides, as far as it is there."""

    own: str
    """Its id, or what else tells it from others."""
    before: Values | None = None
    """As the stack has it, with what was noted of its start."""
    rank: int | None = None
    """Where the stack has it."""
    said_rank: bool = False
    """Whether that is where the program wanted it, which may be further back than it stands."""
    after: Values | None = None
    claim: int | None = None
    """Where the program wants it from now on."""
    old: Values | None = None
    """What it goes on as; nothing if it is made."""
    taken_over: Values | None = None
    """What it goes on as, where that was said in another way before."""


@dataclass
class Rotations:
    """All of one schedule that the plan tells of."""

    zone_before: Any = None
    """As the plan has it, be it unknown or secret."""
    zone_after: Any = None
    rows: list[Rotation] = field(default_factory=list[Rotation])

    @property
    def was(self) -> str | None:
        """The zone that it has, as far as it is known."""
        return self.zone_before if isinstance(self.zone_before, str) else None

    @property
    def will(self) -> str | None:
        """The zone that it will have."""
        return self.zone_after if isinstance(self.zone_after, str) else None


def rota_before(all_: Rotations, who: Callable[[str], str]) -> tuple[Rota, list[Unseen]]:
    """Who takes turns as it is, without what cannot be seen, and what that is."""
    seen = _Seen(all_.zone_before, who)
    for place, one in enumerate(_standing(all_.rows)):
        if one is None or one.before is None:
            seen.missing(place)
        elif seen.counts(one.before):
            start = counted_from(TURNS, one.before, all_.was)
            seen.add(one.before, start, place)
    return seen.rota()


def rota_after(
    all_: Rotations, who: Callable[[str], str], now: datetime
) -> tuple[Rota, list[Unseen], frozenset[str]]:
    """Who takes turns once it is applied, likewise; and in which rotations a turn is kept."""
    seen, setting = _Seen(all_.zone_after, who), Setting(all_.was, all_.will, now, who)
    for place, one in enumerate(_in_order(all_.rows)):
        if one is None or one.after is None:
            seen.missing(place)
        elif seen.counts(one.after):
            start = _start(one, one.after, setting)
            seen.add(one.after, start.at if start else None, place, kept=bool(start and start.kept))
    return *seen.rota(), frozenset(seen.kept)


def _start(one: Rotation, said: Values, setting: Setting) -> Start | None:
    if (there := _plain(one.taken_over)) is not None:
        there = {**there, TURNS.anchored: counted_from(TURNS, there, setting.was)}
        return wanted_start(TURNS, None, said, setting, there)
    return wanted_start(TURNS, _plain(one.old), said, setting)


def _plain(old: Values | None) -> Values | None:
    """What it was, if nothing of it is hidden that a decision would rest on."""
    if old is None or holds_secret(_counted(old)) or holds_unknown(_counted(old)):
        return None
    return old


def _standing(rows: Sequence[Rotation]) -> list[Rotation | None]:
    """Those that are there, in order; None for one that nobody tells of, and that must be there."""
    found: list[Rotation | None] = []
    there = [each for each in rows if each.before is not None]
    for each in sorted(there, key=lambda row: (row.rank is None, row.rank or 0)):
        while each.rank is not None and not each.said_rank and len(found) < each.rank:
            found.append(None)
        found.append(each)
    return found


def _in_order(rows: Sequence[Rotation]) -> list[Rotation | None]:
    """Those that will be there: claims first, and all others fill the gaps as they stand."""
    by = {each.own: each for each in rows if each.after is not None}
    order: list[str] = []
    for place, each in enumerate(_standing(rows)):
        if each is None:
            order.append(f"{place}?")
        elif each.own in by:
            order.append(each.own)
    order += [own for own in by if own not in order]
    wanted = {own: each.claim for own, each in by.items() if each.claim is not None}
    return [by.get(own) for own in arranged(order, wanted)]


def _counted(values: Values) -> Values:
    return {name: values.get(name) for name in COUNTED}


class _Seen:
    """What of one side can be told."""

    def __init__(self, zone: Any, who: Callable[[str], str]) -> None:
        self._zone = zone if isinstance(zone, str) else None
        self._hidden: Literal["secret", "unknown"] = "secret" if zone is SECRET else "unknown"
        self._who = who
        self.kept: set[str] = set()
        """Those whose start was moved for a running turn."""
        self._layers: list[Layer] = []
        self._unseen: list[Unseen] = []

    def counts(self, values: Values) -> bool:
        """Whether it can be told; what stands in the way is noted."""
        counted = _counted(values)
        name = values.get("name")
        called = f"the rotation {name!r}" if isinstance(name, str) else "a rotation"
        if holds_secret(counted):
            self._unseen.append(Unseen(what=called, why="secret"))
        elif holds_unknown(counted):
            people = holds_unknown(values.get(TURNS.people))
            part = "the people of " if people else ""
            self._unseen.append(Unseen(what=f"{part}{called}", why="unknown"))
        else:
            return True
        return False

    def missing(self, place: int) -> None:
        """Note one that is there and that no plan tells of."""
        self._unseen.append(Unseen(what=f"the rotation at rank {place}", why="elsewhere"))

    def add(self, values: Values, start: str | None, place: int, *, kept: bool = False) -> None:
        """Note one that can be told."""
        layer = layer_of(TURNS, values, start, self._zone, self._who, place)
        if layer is None:
            what = f"the rotation {values.get('name')!r}"
            self._unseen.append(Unseen(what=what, why="unknown"))
            return
        taken = {each.name for each in self._layers}
        name = layer.name if layer.name not in taken else f"{layer.name} ({place})"
        self._layers.append(replace(layer, name=name))
        if kept:
            self.kept.add(name)

    def rota(self) -> tuple[Rota, list[Unseen]]:
        """All of it."""
        zone = zone_called(self._zone)
        if zone is None:
            unseen = Unseen(what="the time zone", why=self._hidden)
            return Rota(zone=UTC), [*self._unseen, unseen]
        return Rota(zone=zone, layers=tuple(self._layers)), self._unseen
