"""Who is on call, and in which time zone."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import (
    OFF_WIRE,
    Fields,
    Hold,
    Inline,
    Kind,
    Length,
    Mark,
    TimeZone,
    Values,
    rule,
)

from .awaiting import Awaiting
from .repeats import repeated
from .rotation_layer import ROTATION_LAYER, RotationLayerArgs


class ScheduleInputs(Fields):
    """Who is on call, and in which time zone their handoffs are read.

    A schedule alone pages nobody: its layers name the people, here as a list or one by one as
    rotation layers, and an escalation policy that targets it decides when they are woken.
    """

    name: Annotated[str, Length(1, 255)]
    """Unique in the organization."""
    timezone: Annotated[str, TimeZone]
    """An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read in it."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""
    layers: list[RotationLayerArgs] | None = None
    """Who takes turns. Each layer in force has one person on call; that of the first owns new
    incidents. A layer that is not in the list is removed. Left out, the layers are not this
    resource's; an empty list is a schedule with nobody on it."""

    @staticmethod
    @rule("layers")
    def _names_differ(values: Values) -> str | None:
        names = repeated([str(each.get("name")) for each in values["layers"]])
        return names and f"{names} is the name of more than one layer; names are unique in here"


class ScheduleState(ScheduleInputs, Awaiting):
    """A schedule as the API keeps it."""

    org_id: str
    """The organization it belongs to."""
    layer_ids: list[str] | None = None
    """The ids of `layers`, in the same order; where they are not said any more, of those let go."""
    participant_ids: list[str] | None = None
    """The user ids of all people in `layers`, one after the other."""
    anchored_from: Annotated[list[str] | None, OFF_WIRE] = None
    """The instants that the server counts the turns of `layers` from, in the same order."""
    kept_turns: Annotated[dict[str, dict[str, str]] | None, OFF_WIRE] = None
    """By the id of a layer whose running turn was kept: the `effective_from` that was said then,
    and the `start` that the server counts from instead."""
    created_by: str | None = None
    """The user or key that made it."""
    created_at: str
    """When it was made."""


SCHEDULE = Kind(
    name="Schedule",
    path="/oncall/schedules",
    inputs=ScheduleInputs,
    state=ScheduleState,
    updates=("PATCH", "PUT"),
    inline=Inline(field="layers", kind=ROTATION_LAYER),
    bookkeeping=(
        "layers",
        "layer_ids",
        "participant_ids",
        "waiting",
        "anchored_from",
        "kept_turns",
    ),
    notes={
        "create": "Nobody is on call on it yet.",
        "delete": "A policy layer that targets it will page nobody.",
    },
    held=(
        Hold(
            path="/escalation/policies",
            inside="layers",
            at=("target", "scheduleId"),
            sentence="is still targeted by the escalation policy {holders}, which would page "
            "nobody; point it elsewhere first",
        ),
    ),
    beyond=("Overrides", "Business hours", "Shifts of hours", "A backup who is paged later"),
    example={
        "name": "Primary",
        "timezone": "Europe/Paris",
        "description": "Payments, first line",
    },
)
