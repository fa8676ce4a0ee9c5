"""The rotations inside a schedule: who takes over from whom, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from pulumi_scaling.errors import NotFound

from .area import Area
from .bodies import changed, given
from .keep import KEEP, Keep
from .records import Clock, Instant, Listed, Record, read
from .wire import segment
from .words import RotationType

__all__ = ["RotationLayer", "RotationLayers"]


class RotationLayer(Record):
    """One repeating cycle of people."""

    id: str
    name: str
    schedule_id: str | None = None
    position: int | None = None
    """Counts from 0, which is the layer whose person owns incidents."""
    rotation_type: str
    rotation_length_days: int
    handoff_time: Clock
    """On the clocks of the schedule's zone."""
    effective_from: Instant
    effective_until: Instant | None = None
    participant_ids: Annotated[tuple[str, ...], Listed] = ()
    """In the order they take over."""
    created_at: Instant | None = None
    updated_at: Instant | None = None


_INPUTS = {
    "name", "rotation_type", "rotation_length_days", "handoff_time", "effective_from",
    "effective_until", "participant_ids",
}  # fmt: skip


class RotationLayers(Area):
    """`client.schedules.layers`."""

    def list(self, schedule_id: str) -> tuple[RotationLayer, ...]:
        """The layers of a schedule, that of the owner first."""
        path = f"/oncall/schedules/{segment(schedule_id)}"
        return read(_Layers, self._calls.get(path), f"GET {path}").layers

    def create(
        self,
        schedule_id: str,
        *,
        name: str,
        rotation_type: RotationType,
        rotation_length_days: int,
        handoff_time: str,
        effective_from: datetime | str,
        participant_ids: Sequence[str],
        effective_until: datetime | str | None = None,
    ) -> RotationLayer:
        """Add a layer below the others; `reorder` moves it.

        ```python
        client.schedules.layers.create(
            schedule.id,
            name="Nights",
            rotation_type="daily",
            rotation_length_days=1,
            handoff_time="20:00",
            effective_from="2026-01-05T19:00:00Z",
            participant_ids=["user_cy", "user_dee"],
        )
        ```
        """
        body = given(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            effective_until=effective_until,
            participant_ids=participant_ids,
        )
        return self._one(
            RotationLayer, "POST", f"/oncall/schedules/{segment(schedule_id)}/layers", body
        )

    def update(  # noqa: PLR0913 - a layer has as many fields
        self,
        schedule_id: str,
        layer_id: str,
        *,
        name: str | Keep = KEEP,
        rotation_type: RotationType | Keep = KEEP,
        rotation_length_days: int | Keep = KEEP,
        handoff_time: str | Keep = KEEP,
        effective_from: datetime | str | Keep = KEEP,
        effective_until: datetime | str | Keep | None = KEEP,
        participant_ids: Sequence[str] | Keep = KEEP,
    ) -> RotationLayer:
        """Change what is said and leave the rest; `effective_until=None` removes the end."""
        body = changed(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            effective_until=effective_until,
            participant_ids=participant_ids,
        )
        return self._change(
            RotationLayer,
            "PATCH",
            _path(schedule_id, layer_id),
            body,
            otherwise=("PUT", lambda: self._whole(schedule_id, layer_id) | body),
        )

    def replace(  # noqa: PLR0913 - a layer has as many fields
        self,
        schedule_id: str,
        layer_id: str,
        *,
        name: str,
        rotation_type: RotationType,
        rotation_length_days: int,
        handoff_time: str,
        effective_from: datetime | str,
        participant_ids: Sequence[str],
        effective_until: datetime | str | None = None,
    ) -> RotationLayer:
        """Say the whole layer anew, but for its place; without `effective_until` it has no end."""
        body = changed(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            effective_until=effective_until,
            participant_ids=participant_ids,
        )
        path = _path(schedule_id, layer_id)
        return self._change(RotationLayer, "PUT", path, body, otherwise=("PATCH", lambda: body))

    def delete(self, schedule_id: str, layer_id: str) -> None:
        """Remove a layer; those below it move up."""
        self._calls.delete(_path(schedule_id, layer_id))

    def reorder(self, schedule_id: str, layer_ids: Sequence[str]) -> tuple[RotationLayer, ...]:
        """Put all layers of the schedule in this order; the first one's person owns incidents."""
        path = f"/oncall/schedules/{segment(schedule_id)}/layers/order"
        return self._put_all(RotationLayer, path, given(layer_ids=layer_ids))

    def _whole(self, schedule_id: str, layer_id: str) -> dict[str, Any]:
        for layer in self.list(schedule_id):
            if layer.id == layer_id:
                return layer.model_dump(mode="json", by_alias=True, include=_INPUTS)
        raise NotFound(f"the schedule {schedule_id} has no layer {layer_id}", status=404)


class _Layers(Record):
    layers: Annotated[tuple[RotationLayer, ...], Listed] = ()


def _path(schedule_id: str, layer_id: str) -> str:
    return f"/oncall/schedules/{segment(schedule_id)}/layers/{segment(layer_id)}"
