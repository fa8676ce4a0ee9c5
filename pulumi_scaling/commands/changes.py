"""When the answer to "who is on call" changes next, as the API itself gives it.

The rota says where changes can be, and the API is asked at each: so an answer of the API is never
replaced by our arithmetic. What the layers do not show is an override; its edge is searched for
between two instants at which the API says different things. One that begins and ends between two
handoffs is seen only by chance, since the API lists no overrides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pulumi_scaling import rota
from pulumi_scaling.client import ScheduleWithLayers
from pulumi_scaling.errors import Unreadable

__all__ = ["AHEAD", "Change", "next_change", "rota_of"]

Answer = TypeVar("Answer")

AHEAD: Final = timedelta(days=92)
"""How far is looked."""
EDGES: Final = 12
"""Handoffs that are asked about, besides the first one where somebody else should take over."""
TICK: Final = timedelta(seconds=1)


@dataclass(frozen=True)
class Change(Generic[Answer]):
    """From then on it is another answer."""

    at: datetime
    answer: Answer


def next_change(
    ask: Callable[[datetime], Answer], seen: rota.Rota, at: datetime, now: Answer
) -> Change[Answer] | None:
    """The first change after an instant; None if none was found as far as it looks."""
    low = at
    for edge in _edges(seen, at):
        answer = ask(edge)
        if answer == now:
            low = edge
            continue
        if edge - TICK <= low or ask(edge - TICK) == now:
            return Change(edge, answer)
        return _narrowed(ask, low, edge - TICK, now)
    return None


def rota_of(schedule: ScheduleWithLayers) -> rota.Rota:
    """The layers of a schedule as a rota, without the overrides that nobody lists."""
    try:
        return _rota_of(schedule)
    except (ValueError, ZoneInfoNotFoundError) as error:
        said = error.args[0]
        raise Unreadable(f"the schedule {schedule.name!r} cannot be read: {said}") from None


def _rota_of(schedule: ScheduleWithLayers) -> rota.Rota:
    return rota.Rota(
        zone=ZoneInfo(schedule.timezone),
        layers=tuple(
            rota.Layer(
                name=layer.id,
                position=place,
                length_days=layer.rotation_length_days,
                handoff_time=time.fromisoformat(layer.handoff_time),
                effective_from=layer.effective_from,
                effective_until=layer.effective_until,
                participants=layer.participant_ids,
            )
            for place, layer in enumerate(schedule.layers)
            if layer.participant_ids
        ),
    )


def _edges(seen: rota.Rota, at: datetime) -> Iterator[datetime]:
    """The next handoffs, and after them the first at which the layers have somebody else."""
    end = at + AHEAD
    near = list(islice(_handoffs(seen, at, end), EDGES))
    yield from near
    first = next(rota.timeline(seen, at, end), None)
    if first and near and near[-1] < first.end < end:
        yield first.end


def _handoffs(seen: rota.Rota, at: datetime, end: datetime) -> Iterator[datetime]:
    edge = rota.next_handoff(seen, at)
    while edge is not None and edge < end:
        yield edge
        edge = rota.next_handoff(seen, edge)


def _narrowed(
    ask: Callable[[datetime], Answer], low: datetime, high: datetime, now: Answer
) -> Change[Answer]:
    """The edge between an instant with this answer and one with another, to the second."""
    answer = ask(high)
    while high - low > TICK:
        middle = (low + (high - low) / 2).replace(microsecond=0)
        middle = min(max(middle, low + TICK), high - TICK)
        if (then := ask(middle)) == now:
            low = middle
        else:
            high, answer = middle, then
    return Change(high.replace(microsecond=0), answer)
