"""What a whole rota answers at an instant: its layers side by side, with overrides on top."""

from dataclasses import dataclass
from datetime import datetime

from .clock import utc
from .layer import Layer
from .rota import Rota
from .shifts import handoff, turn_number


@dataclass(frozen=True, slots=True)
class OnCall:
    """Who answers for the schedule, and everybody it pages."""

    owner: str | None
    """Whoever has position 0, and nobody else: a layer behind it never moves up."""

    paging_targets: tuple[str, ...]
    """One for each active layer, by position; who is on two layers is paged once."""


def on_call(rota: Rota, at: datetime) -> OnCall:
    """Who is on call at an instant, at the same cost decades after the start.

    >>> from datetime import datetime, time, timezone
    >>> from zoneinfo import ZoneInfo
    >>> primary = Layer(
    ...     name="primary",
    ...     position=0,
    ...     length_days=7,
    ...     handoff_time=time(9),
    ...     effective_from=datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
    ...     participants=("bo", "cy"),
    ... )
    >>> rota = Rota(zone=ZoneInfo("Europe/Paris"), layers=(primary,))
    >>> on_call(rota, datetime(2026, 7, 6, 6, 59, tzinfo=timezone.utc)).owner
    'cy'
    >>> on_call(rota, datetime(2026, 7, 6, 7, 0, tzinfo=timezone.utc)).owner
    'bo'
    """
    instant = utc(at)
    places = {layer.position: _turn(rota, layer, instant) for layer in rota.layers}
    positions = {layer.name: layer.position for layer in rota.layers}
    for override in rota.overrides:
        position = 0 if override.layer is None else positions.get(override.layer)
        if position is not None and override.in_force(instant):
            places[position] = override.user
    paged = (places[position] for position in sorted(places))
    return OnCall(places.get(0), tuple(dict.fromkeys(user for user in paged if user is not None)))


def next_handoff(rota: Rota, at: datetime) -> datetime | None:
    """The first instant after `at` when a turn or an override begins or ends; None if none does.

    Until then `on_call` does not change. At it somebody may follow themselves, as the only
    participant of a layer does.
    """
    instant = utc(at)
    edges = [
        edge
        for override in rota.overrides
        if override.start < override.end
        for edge in (override.start, override.end)
    ]
    for layer in rota.layers:
        if not layer.active(max(instant, layer.effective_from)):
            continue  # over, or ended before it began: nothing of it is still to come
        if layer.effective_until is not None:
            edges.append(layer.effective_until)
        if instant < layer.effective_from:
            edges.append(layer.effective_from)
        else:
            following = handoff(layer, rota.zone, turn_number(layer, rota.zone, instant) + 1)
            if following is not None:
                edges.append(following)
    return min((edge for edge in edges if edge > instant), default=None)


def _turn(rota: Rota, layer: Layer, at: datetime) -> str | None:
    if not layer.active(at):
        return None
    return layer.participants[turn_number(layer, rota.zone, at) % len(layer.participants)]
