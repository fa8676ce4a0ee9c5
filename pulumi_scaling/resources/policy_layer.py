"""One link of an escalation chain."""

from __future__ import annotations

from typing import Annotated, Literal

from pulumi_scaling.model import (
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
    Values,
    advice,
)

from .awaiting import Awaiting
from .climbing import climbing
from .repeats import named, repeated


class ScheduleTarget(Fields):
    """Pages whoever is on call on a schedule."""

    type: Literal["schedule"]
    """`schedule`."""
    schedule_id: Annotated[str, Length(1), Ref("Schedule")]
    """The schedule whose on-call people are paged."""


class UsersTarget(Fields):
    """Pages people by name, all at once."""

    type: Literal["users"]
    """`users`."""
    users: Annotated[
        list[Annotated[str, Must(named)]],
        Length(1),
        OnWire("userIds"),
        Person(ids="target_user_ids"),
        Mark.UNORDERED,
    ]
    """E-mails or user ids, in any order."""

    @staticmethod
    @advice("users")
    def _repeats(values: Values) -> str | None:
        names = repeated(values["users"])
        return names and f"{names} is named more than once and will be paged once"


class _Link(Fields):
    """Whom to page, and how long to wait for them."""

    ack_timeout_minutes: Annotated[int, Between(1, 10080), Span("minutes")]
    """Minutes without an acknowledgement before the next layer is paged, a week at the most."""
    target: ScheduleTarget | UsersTarget
    """Whom to page: `{"type": "schedule", "schedule_id": …}`, or
    `{"type": "users", "users": […]}`."""


class WorkingHoursCondition(Fields):
    """When a layer pages: an escalation that reaches it at another time passes it by."""

    working_hours_id: Annotated[str, Length(1), Ref("WorkingHours")]
    """The working hours it goes by."""
    when: Literal["during", "outside"]
    """`during` them, or `outside` of them."""


class PolicyLayerArgs(_Link):
    """One link of an escalation chain: whom to page, and how long to wait for them."""

    condition: WorkingHoursCondition | None = None
    """When it pages; left out, always. For accounts whose policies hold steps: others refuse it."""


class PolicyLayerInputs(_Link):
    """One link of an escalation chain: whom to page, and how long to wait for them."""

    policy_id: Annotated[str, Length(1), Ref("EscalationPolicy")]
    """The policy it belongs to, as the resource or its id. Another policy means a new layer."""
    position: Annotated[int, Between(1)]
    """Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3 without holes."""


class PolicyLayerState(PolicyLayerInputs, Awaiting):
    """A policy layer as the API keeps it."""

    layer_id: Annotated[str, OnWire("id")]
    """The server's own id; the resource's id is `policy_id/layer_id`."""
    target_user_ids: list[str] | None = None
    """The user ids of a users target, in the order of `users`."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


POLICY_LAYER = Kind(
    name="PolicyLayer",
    path="/escalation/policies/{policy_id}/layers",
    inputs=PolicyLayerInputs,
    state=PolicyLayerState,
    found_in="layers",
    order=Order(first=1, posted=True),
    natural_key=None,
    notes={
        "update": "For more than one move, `reorder` is surer.",
        "reorder": "The first one is paged first.",
    },
    held=(climbing("policy_id", refused_by_api=False),),
    beyond=(
        "Business hours",
        "A backup who is paged later",
        "Repeating a chain",
        "Groups of people",
    ),
    example={
        "policy_id": "9a4c7f0e-52d1-4b3a-8c6e-0f1d2e3a4b5c",
        "position": 1,
        "ack_timeout_minutes": 5,
        "target": {"type": "users", "users": ["bo@example.com"]},
    },
)
