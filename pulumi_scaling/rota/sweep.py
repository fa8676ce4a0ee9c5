"""What a rota answers all through a window: the turns of all layers, merged in one walk.

Asking `on_call` at each edge would find every layer's turn anew; here each layer tells its next
turn once. A window of ten years needs no more memory than one of a day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from heapq import merge
from zoneinfo import ZoneInfo

from .clock import utc
from .duty import OnCall
from .layer import Layer
from .rota import Override, Rota
from .shifts import turns

Change = tuple[datetime, int, str | None]
"""From when a seat is somebody's, or nobody's: layers have the first seats, overrides the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """An interval in which the answer is the same."""

    start: datetime
    end: datetime
    on_call: OnCall


def timeline(rota: Rota, start: datetime, end: datetime) -> Iterator[Duty]:
    """The whole window, in the fewest intervals; those when nobody is on call are among them."""
    for begin, until, answer in sweep(rota, start, end):
        yield Duty(start=begin, end=until, on_call=answer)


def sweep(
    rota: Rota, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, OnCall]]:
    """The same without a `Duty` each, for those who only walk along."""
    begin, stop = utc(start), utc(end)
    if begin >= stop:
        return
    # Each answer asks every override, so those of other years are left out first.
    near = [each for each in rota.overrides if max(each.start, begin) < min(each.end, stop)]
    seats: list[str | None] = [None] * (len(rota.layers) + len(near))
    answer = _with_overrides(rota, near) if near else _of_layers(rota)
    since, at, now = begin, begin, None
    for moment, seat, user in merge(*_changes(rota, near, begin, stop)):
        if moment != at:
            then = answer(tuple(seats))
            if then is not now and then != now:
                if now is not None:
                    yield since, at, now
                since, now = at, then
            at = moment
        seats[seat] = user
    then = answer(tuple(seats))
    if now is None or then == now:
        yield since, stop, then
    else:
        yield since, at, now
        yield at, stop, then


def _changes(
    rota: Rota, overrides: list[Override], begin: datetime, stop: datetime
) -> Iterator[Iterator[Change]]:
    """Of each seat, in the order of time."""
    for seat, layer in enumerate(rota.layers):
        yield _of_layer(seat, layer, rota.zone, begin, stop)
    for seat, override in enumerate(overrides, len(rota.layers)):
        yield _of_override(seat, override, begin, stop)


def _of_layer(
    seat: int, layer: Layer, zone: ZoneInfo, begin: datetime, stop: datetime
) -> Iterator[Change]:
    end = stop
    for since, end, user in turns(layer, zone, begin, stop):  # noqa: B007 - asked for below
        yield since, seat, user
    if end < stop:
        yield end, seat, None


def _of_override(
    seat: int, override: Override, begin: datetime, stop: datetime
) -> Iterator[Change]:
    yield max(override.start, begin), seat, override.user
    if override.end < stop:
        yield override.end, seat, None


def _of_layers(rota: Rota) -> Callable[[tuple[str | None, ...]], OnCall]:
    owned = bool(rota.layers) and rota.layers[0].position == 0
    return _answer_owned if owned else _answer_ownerless


def _with_overrides(
    rota: Rota, overrides: list[Override]
) -> Callable[[tuple[str | None, ...]], OnCall]:
    """Of two for one place, the one given later wins."""
    positions = {layer.name: layer.position for layer in rota.layers}
    places = [layer.position for layer in rota.layers]
    places += [0 if each.layer is None else positions.get(each.layer, -1) for each in overrides]
    everywhere = sorted({0, *places} - {-1})

    def answer(seats: tuple[str | None, ...]) -> OnCall:
        taken = {place: user for place, user in zip(places, seats, strict=True) if user is not None}
        return _answer_owned(tuple(taken.get(place) for place in everywhere))

    return answer


# A year has far fewer answers than edges, and before and after share most of them.
@lru_cache(maxsize=4096)
def _answer_owned(users: tuple[str | None, ...]) -> OnCall:
    return OnCall(users[0], _paged(users))


@lru_cache(maxsize=4096)
def _answer_ownerless(users: tuple[str | None, ...]) -> OnCall:
    return OnCall(None, _paged(users))


def _paged(users: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(user for user in users if user is not None))
