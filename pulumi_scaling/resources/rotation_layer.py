"""One repeating cycle of people inside a schedule."""

from __future__ import annotations

from typing import Annotated, Literal

from pulumi_scaling.model import (
    OFF_WIRE,
    Between,
    Fields,
    Kind,
    Length,
    Mark,
    Must,
    OnWire,
    Order,
    Person,
    Ref,
    Span,
    Turns,
    Values,
    advice,
    day,
    instant,
    rule,
)

from .awaiting import Awaiting
from .clocks import Moment, WallClock
from .repeats import named, repeated

FIXED_LENGTHS = {"daily": 1, "weekly": 7}


class RotationLayerArgs(Fields):
    """One repeating cycle of people inside a schedule."""

    name: Annotated[str, Length(1, 255)]
    """Unique in the schedule."""
    rotation_type: Literal["daily", "weekly", "custom"]
    """How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number of days."""
    rotation_length_days: Annotated[int, Between(1), Span("days")]
    """Days of one turn."""
    handoff_time: Annotated[str, WallClock, Mark.CLOCK]
    """When a turn ends, `HH:MM` on the wall clock of the schedule's zone."""
    effective_from: Annotated[str, Moment, Mark.INSTANT]
    """When the first person starts, an instant such as `2026-01-05T08:00:00Z`."""
    effective_until: Annotated[str | None, Moment, Mark.INSTANT] = None
    """When the layer ends. Left out, it never does."""
    participants: Annotated[
        list[Annotated[str, Must(named)]],
        Length(1),
        OnWire("participantIds"),
        Person(ids="participant_ids"),
    ]
    """People in the order of their turns, by e-mail or user id; the first one starts."""
    rollout: Annotated[Literal["now", "keep_turn"] | None, OFF_WIRE] = None
    """What becomes of the running turn when people, length or handoff change. `now`, as without it:
    turns are counted on from the start that holds (`anchored_from`), and the pager may change hands
    at once. `keep_turn`: whoever is on call stays until their turn ends, and the others follow in
    the new order; who is taken off is off at once."""

    @staticmethod
    @rule("rotation_length_days", needs=("rotation_type",))
    def _length_fits_type(values: Values) -> str | None:
        fixed = FIXED_LENGTHS.get(values["rotation_type"])
        if fixed is None or values["rotation_length_days"] == fixed:
            return None
        kind = values["rotation_type"]
        return (
            f"must be {fixed} for a {kind} rotation; for other lengths use rotation_type='custom'"
        )

    @staticmethod
    @rule("effective_until", needs=("effective_from",))
    def _ends_after_start(values: Values) -> str | None:
        start, until = values["effective_from"], values.get("effective_until") or ""
        begins, ends = instant(start), instant(until)
        first, last = day(start), day(until)
        if begins and ends:
            return None if ends > begins else f"must be after effective_from, {start}"
        if first and last:
            return None if last > first else f"must be a later day than effective_from, {start}"
        return None  # A day and an instant: only the schedule's clock can tell.

    @staticmethod
    @advice("participants")
    def _repeats(values: Values) -> str | None:
        names = repeated(values["participants"])
        return names and f"{names} takes more than one turn in a cycle; fine if that is meant"


class RotationLayerInputs(RotationLayerArgs):
    """One repeating cycle of people inside a schedule.

    Every active layer of a schedule has one person on call; the layer at position 0 names the owner
    of new incidents.
    """

    schedule_id: Annotated[str, Length(1), Ref("Schedule")]
    """The schedule it belongs to, as the resource or its id. Another schedule means a new layer."""
    position: Annotated[int | None, Between(0)] = None
    """Wanted rank in the schedule: 0 comes first and owns incidents. Left out, the rank is left
    alone."""


class RotationLayerState(RotationLayerInputs, Awaiting):
    """A rotation layer as the API keeps it."""

    layer_id: Annotated[str, OnWire("id")]
    """The server's own id; the resource's id is `schedule_id/layer_id`."""
    rank: Annotated[int, OnWire("position")]
    """Where the server has it now, 0 first."""
    participant_ids: list[str]
    """The user ids of `participants`, in the same order."""
    anchored_from: Annotated[str | None, OFF_WIRE] = None
    """The instant that the server counts turns from."""
    kept_turn: Annotated[dict[str, str] | None, OFF_WIRE] = None
    """Where a running turn was kept: the `effective_from` that was said then, and the `start` that
    the server counts from instead."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


ROTATION_LAYER = Kind(
    name="RotationLayer",
    word="rotation",
    path="/oncall/schedules/{schedule_id}/layers",
    inputs=RotationLayerInputs,
    state=RotationLayerState,
    found_in="layers",
    order=Order(first=0, posted=False),
    turns=Turns(),
    notes={"reorder": "The first one's person owns incidents."},
    updates=("PATCH", "PUT"),
    beyond=("Overrides", "Business hours", "Shifts of hours", "A backup who is paged later"),
    example={
        "schedule_id": "3f0c9a52-7d41-4b8e-9a36-51c2e8d70b14",
        "name": "Weekly",
        "rotation_type": "weekly",
        "rotation_length_days": 7,
        "handoff_time": "09:00",
        "effective_from": "2026-01-05T08:00:00Z",
        "participants": ["bo@example.com", "cy@example.com"],
    },
)
