"""Who is on call, and in which time zone."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import Fields, Hold, Kind, Length, Mark, TimeZone


class ScheduleInputs(Fields):
    """Who is on call, and in which time zone their handoffs are read.

    A schedule alone pages nobody: its rotation layers name the people, and a policy layer that
    targets it decides when they are woken.
    """

    name: Annotated[str, Length(1, 255)]
    """Unique in the organization."""
    timezone: Annotated[str, TimeZone]
    """An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read in it."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""


class ScheduleState(ScheduleInputs):
    """A schedule as the API keeps it."""

    org_id: str
    """The organization it belongs to."""
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
    held=(
        Hold(
            path="/escalation/policies",
            inside="layers",
            at=("target", "scheduleId"),
            sentence="is still targeted by the escalation policy {holders}, which would page "
            "nobody; point it elsewhere first",
        ),
    ),
    example={
        "name": "Primary",
        "timezone": "Europe/Paris",
        "description": "Payments, first line",
    },
)
