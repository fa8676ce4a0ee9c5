"""Named weekly windows, such as the hours of an office."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import (
    Between,
    Fields,
    Kind,
    Length,
    Listed,
    Mark,
    TimeZone,
    Values,
    advice,
    clock,
)

from .clocks import WallClock


class WorkingHoursWindow(Fields):
    """Days of the week, and the hours of each of them."""

    days: Annotated[list[Annotated[int, Between(1, 7)]], Length(1), Mark.UNORDERED]
    """ISO weekdays: Monday is 1, Sunday 7."""
    start: Annotated[str, WallClock, Mark.CLOCK]
    """When it begins, `HH:MM` on the wall clock of the zone."""
    end: Annotated[str, WallClock, Mark.CLOCK]
    """When it ends, likewise."""

    @staticmethod
    @advice("end", needs=("start",))
    def _ends_later(values: Values) -> str | None:
        start, end = clock(values["start"]), clock(values["end"])
        if start is None or end is None or end > start:
            return None
        return (
            f"is not after the start, {values['start']}; for hours past midnight say two windows, "
            "one to 23:59 and one from 00:00 of the next day"
        )


class WorkingHoursInputs(Fields):
    """Weekly windows under one name, in the zone they are meant in."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    timezone: Annotated[str, TimeZone]
    """An IANA name, such as `Europe/Paris`. The hours of all windows are read in it."""
    windows: Annotated[list[WorkingHoursWindow], Length(1)]
    """Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}`."""


class WorkingHoursState(WorkingHoursInputs):
    """Working hours as the API keeps them."""

    org_id: str
    """The organization they belong to."""
    created_at: str
    """When they were made."""


WORKING_HOURS = Kind(
    name="WorkingHours",
    path="/working-hours",
    inputs=WorkingHoursInputs,
    state=WorkingHoursState,
    listed=Listed(whole=False),
    beyond=("Business hours",),
    example={
        "name": "Paris office",
        "timezone": "Europe/Paris",
        "windows": [{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}],
    },
)
