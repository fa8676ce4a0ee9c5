"""Questions about who is woken by a program, answered by arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.review.plan import plan_of
from pulumi_scaling.review.worlds import Chain, Schedule, World
from pulumi_scaling.review.worlds_read import worlds
from pulumi_scaling.rota import Duty, Layer, OnCall, Promise, cover, on_call, reach, timeline

from .mocked_program import Outputs, Source, registered

__all__ = ["ProgramRota", "UncoveredTime", "Woken", "rota_of"]

Named = TypeVar("Named", Schedule, Chain)
Moment = datetime | str
"""Aware, or text; without an offset it is read on the schedule's own clock."""


class UncoveredTime(NamedTuple):
    """Nobody owns incidents of a schedule, though that was promised."""

    schedule: str
    start: datetime
    end: datetime
    paged: tuple[str, ...]
    """Who is woken all the same."""


class Woken(NamedTuple):
    """One step of an escalation that nobody answers."""

    minutes: float
    """After the incident was opened."""
    people: tuple[str, ...]


class ProgramRota:
    """Everybody who is on call by one program, at any time."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rotas = {key: each.rota for key, each in world.schedules.items()}

    @property
    def schedules(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(sorted(each.name for each in self._world.schedules.values()))

    @property
    def policies(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(sorted(each.name for each in self._world.chains.values()))

    def on_call(self, schedule: str, at: Moment) -> OnCall:
        """Who owns incidents at a moment (`.owner`), and everybody who is paged."""
        found = self._schedule(schedule)
        return on_call(found.rota, _moment(at, found.rota.zone))

    def layers(self, schedule: str) -> list[tuple[ZoneInfo, Layer]]:
        """The rotations of a schedule by rank, each with the zone of its handoffs."""
        found = self._schedule(schedule).rota
        return [(found.zone, layer) for layer in found.layers]

    def duties(self, schedule: str, start: Moment, end: Moment) -> list[Duty]:
        """All turns of a window, first to last."""
        found = self._schedule(schedule)
        zone = found.rota.zone
        return list(timeline(found.rota, _moment(start, zone), _moment(end, zone)))

    def gaps(
        self,
        schedule: str | None = None,
        *,
        promise: str = "24x7",
        start: Moment | None = None,
        weeks: int = 52,
    ) -> list[UncoveredTime]:
        """When nobody owns incidents inside what is promised, as `Mon-Fri 09:00-18:00`.

        From now on, or from `start`; of all schedules, or of one.
        """
        asked = [self._schedule(schedule)] if schedule else list(self._world.schedules.values())
        found = list[UncoveredTime]()
        for each in asked:
            begin = _moment(start or datetime.now(timezone.utc), each.rota.zone)
            kept = cover(each.rota, Promise.parse(promise), begin, begin + timedelta(weeks=weeks))
            found += [UncoveredTime(each.name, gap.start, gap.end, gap.paged) for gap in kept.gaps]
        return found

    def reach(self, policy: str, at: Moment) -> list[Woken]:
        """Whom an incident wakes that is opened at a moment and that nobody answers."""
        chain = self._chain(policy)
        if unknown := [each.what for each in chain.unseen]:
            raise ScalingError(f"{policy!r} cannot be told: {', '.join(unknown)} is not known")
        zones = [self._rotas[link.schedule].zone for link in chain.links if link.schedule]
        found = reach(chain.links, _moment(at, zones[0] if zones else None), self._rotas)
        return [Woken(after / timedelta(minutes=1), people) for after, people, _ in found.woken]

    def _schedule(self, name: str) -> Schedule:
        return _named(name, self._world.schedules, "schedule")

    def _chain(self, name: str) -> Chain:
        return _named(name, self._world.chains, "policy")


def rota_of(
    program: Source,
    *,
    config: Mapping[str, str] | None = None,
    stack: str = "test",
    outputs: Outputs | None = None,
) -> ProgramRota:
    """Run a program (its file, its folder or a function) and reckon with what it registers.

    `config` is the stack's, as `{"team:timezone": "Europe/Paris"}`; `outputs` is what resources of
    other providers answer with, by their types. A mistake that a preview would find offline is an
    error here, too. What a program looks up in an account (`get_user`) takes an account: let it be
    a simulator.
    """
    plan = plan_of(registered(program, config or {}, stack, outputs or {}), "the program")
    return ProgramRota(worlds([plan], now=datetime.now(timezone.utc)).after)


def _moment(at: Moment, zone: ZoneInfo | None) -> datetime:
    read = datetime.fromisoformat(at.replace("Z", "+00:00")) if isinstance(at, str) else at
    if read.utcoffset() is not None:
        return read
    if zone is None:
        raise ScalingError(f"{at} is no moment: say an offset, since no schedule lends its clock")
    return read.replace(tzinfo=zone)


def _named(name: str, among: Mapping[str, Named], what: str) -> Named:
    found = [each for each in among.values() if each.name == name]
    if len(found) != 1:
        known = ", ".join(sorted(each.name for each in among.values())) or "none"
        raise ScalingError(f"the program has no {what} {name!r}; it has: {known}")
    return found[0]
