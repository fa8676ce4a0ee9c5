"""One class a kind. GENERATED from `pulumi_scaling/resources`: `make generate`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal, TypedDict

import pulumi

if TYPE_CHECKING:
    from typing_extensions import NotRequired

from .plain import clock, entries, fields, instant, whole
from .resource import ScalingResource

__all__ = [
    "Component",
    "EscalationPolicy",
    "InboundIntegration",
    "Member",
    "PolicyLayer",
    "PolicyLayerArgs",
    "RotationLayer",
    "RotationLayerArgs",
    "RoutingPolicy",
    "RoutingRule",
    "RoutingSelector",
    "Schedule",
    "ScheduleTarget",
    "SelectorMatcher",
    "UsersTarget",
    "WorkingHours",
    "WorkingHoursCondition",
    "WorkingHoursWindow",
]


class RotationLayerArgs(TypedDict):
    """One repeating cycle of people inside a schedule."""

    name: pulumi.Input[str]
    """Unique in the schedule."""

    rotation_type: pulumi.Input[Literal["daily", "weekly", "custom"]]
    """How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number of days."""

    rotation_length_days: pulumi.Input[int] | timedelta
    """Days of one turn."""

    handoff_time: pulumi.Input[str] | time
    """When a turn ends, `HH:MM` on the wall clock of the schedule's zone."""

    effective_from: pulumi.Input[str] | datetime | date
    """When the first person starts, an instant such as `2026-01-05T08:00:00Z`."""

    effective_until: NotRequired[pulumi.Input[str] | datetime | date]
    """When the layer ends. Left out, it never does."""

    participants: pulumi.Input[Sequence[pulumi.Input[str]]]
    """People in the order of their turns, by e-mail or user id; the first one starts."""

    rollout: NotRequired[pulumi.Input[Literal["now", "keep_turn"]]]
    """What becomes of the running turn when people, length or handoff change. `now`, as without it:
    turns are counted on from the start that holds (`anchored_from`), and the pager may change
    hands at once. `keep_turn`: whoever is on call stays until their turn ends, and the others
    follow in the new order; who is taken off is off at once.
    """


class ScheduleTarget(TypedDict):
    """Pages whoever is on call on a schedule."""

    type: Literal["schedule"]
    """`schedule`."""

    schedule_id: pulumi.Input[str]
    """The schedule whose on-call people are paged."""


class UsersTarget(TypedDict):
    """Pages people by name, all at once."""

    type: Literal["users"]
    """`users`."""

    users: pulumi.Input[Sequence[pulumi.Input[str]]]
    """E-mails or user ids, in any order."""


class WorkingHoursCondition(TypedDict):
    """When a layer pages: an escalation that reaches it at another time passes it by."""

    working_hours_id: pulumi.Input[str]
    """The working hours it goes by."""

    when: pulumi.Input[Literal["during", "outside"]]
    """`during` them, or `outside` of them."""


class PolicyLayerArgs(TypedDict):
    """One link of an escalation chain: whom to page, and how long to wait for them."""

    ack_timeout_minutes: pulumi.Input[int] | timedelta
    """Minutes without an acknowledgement before the next layer is paged, a week at the most."""

    target: pulumi.Input[ScheduleTarget | UsersTarget]
    """Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users", "users": […]}`.
    """

    condition: NotRequired[pulumi.Input[WorkingHoursCondition]]
    """When it pages; left out, always. For accounts whose policies hold steps: others refuse it."""


class WorkingHoursWindow(TypedDict):
    """Days of the week, and the hours of each of them."""

    days: pulumi.Input[Sequence[pulumi.Input[int]]]
    """ISO weekdays: Monday is 1, Sunday 7."""

    start: pulumi.Input[str] | time
    """When it begins, `HH:MM` on the wall clock of the zone."""

    end: pulumi.Input[str] | time
    """When it ends, likewise."""


class RoutingRule(TypedDict):
    """What one severity leads to."""

    severity: pulumi.Input[Literal["critical", "high", "medium", "low"]]
    """How bad the alert says it is."""

    outcome: pulumi.Input[Literal["incident", "provisional_page", "notification", "drop"]]
    """An incident, a page that becomes one when somebody takes it, a notification, or nothing."""

    escalation_policy_id: NotRequired[pulumi.Input[str]]
    """Whose chain is climbed; left out, that of the component."""


class SelectorMatcher(TypedDict):
    """An attribute of an alert, and the value it must have; capitals do not count."""

    key: pulumi.Input[str]
    """The attribute."""

    value: pulumi.Input[str]
    """Its value."""


class RoutingSelector(TypedDict):
    """What an alert must look like, and the routing policy it then leaves by."""

    matchers: pulumi.Input[Sequence[pulumi.Input[SelectorMatcher]]]
    """All of them must fit."""

    routing_policy_id: pulumi.Input[str]
    """By which it is routed."""


if TYPE_CHECKING:
    _ScheduleLayers = pulumi.Output[list[RotationLayerArgs] | None]
else:
    _ScheduleLayers = pulumi.Output[list[dict[str, Any]] | None]


if TYPE_CHECKING:
    _EscalationPolicyLayers = pulumi.Output[list[PolicyLayerArgs] | None]
else:
    _EscalationPolicyLayers = pulumi.Output[list[dict[str, Any]] | None]


if TYPE_CHECKING:
    _PolicyLayerTarget = pulumi.Output[ScheduleTarget | UsersTarget]
else:
    _PolicyLayerTarget = pulumi.Output[dict[str, Any]]


if TYPE_CHECKING:
    _WorkingHoursWindows = pulumi.Output[list[WorkingHoursWindow]]
else:
    _WorkingHoursWindows = pulumi.Output[list[dict[str, Any]]]


if TYPE_CHECKING:
    _RoutingPolicyRules = pulumi.Output[list[RoutingRule]]
else:
    _RoutingPolicyRules = pulumi.Output[list[dict[str, Any]]]


if TYPE_CHECKING:
    _InboundIntegrationSelectors = pulumi.Output[list[RoutingSelector] | None]
else:
    _InboundIntegrationSelectors = pulumi.Output[list[dict[str, Any]] | None]


class Schedule(ScalingResource, module="scaling", name="Schedule"):
    """Who is on call, and in which time zone their handoffs are read.

    A schedule alone pages nobody: its layers name the people, here as a list or one by one as
    rotation layers, and an escalation policy that targets it decides when they are woken.
    """

    kind = "Schedule"
    _kind_outputs = (
        "waiting",
        "org_id",
        "layer_ids",
        "participant_ids",
        "anchored_from",
        "kept_turns",
        "created_by",
        "created_at",
    )
    _delete_first = True
    _unique = "name"
    _inline = "layers"
    _writes = {
        "layers": entries(fields({
            "rotation_length_days": whole("days"),
            "handoff_time": clock,
            "effective_from": instant,
            "effective_until": instant,
        })),
    }

    name: pulumi.Output[str]
    """Unique in the organization."""

    timezone: pulumi.Output[str]
    """An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read in it."""

    description: pulumi.Output[str | None]
    """For people."""

    layers: _ScheduleLayers
    """Who takes turns. Each layer in force has one person on call; that of the first owns new
    incidents. A layer that is not in the list is removed. Left out, the layers are not this
    resource's; an empty list is a schedule with nobody on it.
    """

    waiting: pulumi.Output[list[str] | None]
    """Who is named and left out for now, since they have not accepted their invitation yet: the
    next `pulumi up` after they did puts them in their place. Absent where nobody is. Whoever is
    secret in the program is `[secret]` here.
    """

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    layer_ids: pulumi.Output[list[str] | None]
    """The ids of `layers`, in the same order; where they are not said any more, of those let go."""

    participant_ids: pulumi.Output[list[str] | None]
    """The user ids of all people in `layers`, one after the other."""

    anchored_from: pulumi.Output[list[str] | None]
    """The instants that the server counts the turns of `layers` from, in the same order."""

    kept_turns: pulumi.Output[dict[str, dict[str, str]] | None]
    """By the id of a layer whose running turn was kept: the `effective_from` that was said then,
    and the `start` that the server counts from instead.
    """

    created_by: pulumi.Output[str | None]
    """The user or key that made it."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        timezone: pulumi.Input[str],
        description: pulumi.Input[str] | None = None,
        layers: pulumi.Input[Sequence[pulumi.Input[RotationLayerArgs]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a schedule.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read
                in it.
            description: For people.
            layers: Who takes turns. Each layer in force has one person on call; that of the first
                owns new incidents. A layer that is not in the list is removed. Left out, the layers
                are not this resource's; an empty list is a schedule with nobody on it.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "timezone": timezone,
                "description": description,
                "layers": layers,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> Schedule:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "timezone",
                    "description",
                    "layers",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class RotationLayer(ScalingResource, module="scaling", name="RotationLayer"):
    """One repeating cycle of people inside a schedule.

    Every active layer of a schedule has one person on call; the layer at position 0 names the owner
    of new incidents.
    """

    kind = "RotationLayer"
    _kind_outputs = (
        "waiting",
        "layer_id",
        "rank",
        "participant_ids",
        "anchored_from",
        "kept_turn",
        "org_id",
        "created_at",
    )
    _delete_first = True
    _unique = "name"
    _writes = {
        "rotation_length_days": whole("days"),
        "handoff_time": clock,
        "effective_from": instant,
        "effective_until": instant,
    }

    schedule_id: pulumi.Output[str]
    """The schedule it belongs to, as the resource or its id. Another schedule means a new layer."""

    name: pulumi.Output[str]
    """Unique in the schedule."""

    rotation_type: pulumi.Output[Literal["daily", "weekly", "custom"]]
    """How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number of days."""

    rotation_length_days: pulumi.Output[int]
    """Days of one turn."""

    handoff_time: pulumi.Output[str]
    """When a turn ends, `HH:MM` on the wall clock of the schedule's zone."""

    effective_from: pulumi.Output[str]
    """When the first person starts, an instant such as `2026-01-05T08:00:00Z`."""

    effective_until: pulumi.Output[str | None]
    """When the layer ends. Left out, it never does."""

    participants: pulumi.Output[list[str]]
    """People in the order of their turns, by e-mail or user id; the first one starts."""

    rollout: pulumi.Output[Literal["now", "keep_turn"] | None]
    """What becomes of the running turn when people, length or handoff change. `now`, as without it:
    turns are counted on from the start that holds (`anchored_from`), and the pager may change
    hands at once. `keep_turn`: whoever is on call stays until their turn ends, and the others
    follow in the new order; who is taken off is off at once.
    """

    position: pulumi.Output[int | None]
    """Wanted rank in the schedule: 0 comes first and owns incidents. Left out, the rank is left
    alone.
    """

    waiting: pulumi.Output[list[str] | None]
    """Who is named and left out for now, since they have not accepted their invitation yet: the
    next `pulumi up` after they did puts them in their place. Absent where nobody is. Whoever is
    secret in the program is `[secret]` here.
    """

    layer_id: pulumi.Output[str]
    """The server's own id; the resource's id is `schedule_id/layer_id`."""

    rank: pulumi.Output[int]
    """Where the server has it now, 0 first."""

    participant_ids: pulumi.Output[list[str]]
    """The user ids of `participants`, in the same order."""

    anchored_from: pulumi.Output[str | None]
    """The instant that the server counts turns from."""

    kept_turn: pulumi.Output[dict[str, str] | None]
    """Where a running turn was kept: the `effective_from` that was said then, and the `start` that
    the server counts from instead.
    """

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        schedule_id: Schedule | pulumi.Input[str],
        name: pulumi.Input[str],
        rotation_type: pulumi.Input[Literal["daily", "weekly", "custom"]],
        rotation_length_days: pulumi.Input[int] | timedelta,
        handoff_time: pulumi.Input[str] | time,
        effective_from: pulumi.Input[str] | datetime | date,
        participants: pulumi.Input[Sequence[pulumi.Input[str]]],
        effective_until: pulumi.Input[str] | datetime | date | None = None,
        rollout: pulumi.Input[Literal["now", "keep_turn"]] | None = None,
        position: pulumi.Input[int] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a rotation layer.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            schedule_id: The schedule it belongs to, as the resource or its id. Another schedule
                means a new layer.
            name: Unique in the schedule.
            rotation_type: How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number
                of days.
            rotation_length_days: Days of one turn. A `timedelta` of whole days will do as well.
            handoff_time: When a turn ends, `HH:MM` on the wall clock of the schedule's zone. A
                `time` will do as well.
            effective_from: When the first person starts, an instant such as `2026-01-05T08:00:00Z`.
                A `datetime` with a time zone will do as well, or a `date` or its text,
                `2026-01-05`: the handoff time of that day on the schedule's own clock, whatever
                zone that is in.
            participants: People in the order of their turns, by e-mail or user id; the first one
                starts.
            effective_until: When the layer ends. Left out, it never does. A `datetime` with a time
                zone will do as well, or a `date` or its text, `2026-01-05`: the handoff time of
                that day on the schedule's own clock, whatever zone that is in.
            rollout: What becomes of the running turn when people, length or handoff change. `now`,
                as without it: turns are counted on from the start that holds (`anchored_from`), and
                the pager may change hands at once. `keep_turn`: whoever is on call stays until
                their turn ends, and the others follow in the new order; who is taken off is off at
                once.
            position: Wanted rank in the schedule: 0 comes first and owns incidents. Left out, the
                rank is left alone.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "schedule_id": schedule_id,
                "name": name,
                "rotation_type": rotation_type,
                "rotation_length_days": rotation_length_days,
                "handoff_time": handoff_time,
                "effective_from": effective_from,
                "effective_until": effective_until,
                "participants": participants,
                "rollout": rollout,
                "position": position,
            },
            opts,
            parent="schedule_id",
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> RotationLayer:
        """Read one that exists, by schedule_id/layer_id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "schedule_id",
                    "name",
                    "rotation_type",
                    "rotation_length_days",
                    "handoff_time",
                    "effective_from",
                    "effective_until",
                    "participants",
                    "rollout",
                    "position",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class EscalationPolicy(ScalingResource, module="scaling", name="EscalationPolicy"):
    """The chain an alarm climbs until somebody acknowledges it.

    Its layers say who is paged, in which order, and how long each is given: here, as a list, or one
    by one as policy layers.
    """

    kind = "EscalationPolicy"
    _kind_outputs = (
        "waiting",
        "org_id",
        "layer_ids",
        "target_user_ids",
        "created_by",
        "created_at",
    )
    _delete_first = True
    _unique = "name"
    _inline = "layers"
    _writes = {
        "layers": entries(fields({
            "ack_timeout_minutes": whole("minutes"),
        })),
    }

    name: pulumi.Output[str]
    """Unique in the organization."""

    description: pulumi.Output[str | None]
    """For people."""

    layers: _EscalationPolicyLayers
    """Who is paged, in this order. A layer that is not in the list is removed. Left out, the layers
    are not this resource's; an empty list is a chain that pages nobody.
    """

    waiting: pulumi.Output[list[str] | None]
    """Who is named and left out for now, since they have not accepted their invitation yet: the
    next `pulumi up` after they did puts them in their place. Absent where nobody is. Whoever is
    secret in the program is `[secret]` here.
    """

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    layer_ids: pulumi.Output[list[str] | None]
    """The ids of `layers`, in the same order; where they are not said any more, of those let go."""

    target_user_ids: pulumi.Output[list[str] | None]
    """The user ids of all people in `layers`, one after the other."""

    created_by: pulumi.Output[str | None]
    """The user or key that made it."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        description: pulumi.Input[str] | None = None,
        layers: pulumi.Input[Sequence[pulumi.Input[PolicyLayerArgs]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare an escalation policy.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: Unique in the organization.
            description: For people.
            layers: Who is paged, in this order. A layer that is not in the list is removed. Left
                out, the layers are not this resource's; an empty list is a chain that pages nobody.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "description": description,
                "layers": layers,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> EscalationPolicy:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "description",
                    "layers",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class PolicyLayer(ScalingResource, module="scaling", name="PolicyLayer"):
    """One link of an escalation chain: whom to page, and how long to wait for them."""

    kind = "PolicyLayer"
    _kind_outputs = (
        "waiting",
        "layer_id",
        "target_user_ids",
        "org_id",
        "created_at",
    )
    _writes = {
        "ack_timeout_minutes": whole("minutes"),
    }

    policy_id: pulumi.Output[str]
    """The policy it belongs to, as the resource or its id. Another policy means a new layer."""

    position: pulumi.Output[int]
    """Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3 without holes."""

    ack_timeout_minutes: pulumi.Output[int]
    """Minutes without an acknowledgement before the next layer is paged, a week at the most."""

    target: _PolicyLayerTarget
    """Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users", "users": […]}`.
    """

    waiting: pulumi.Output[list[str] | None]
    """Who is named and left out for now, since they have not accepted their invitation yet: the
    next `pulumi up` after they did puts them in their place. Absent where nobody is. Whoever is
    secret in the program is `[secret]` here.
    """

    layer_id: pulumi.Output[str]
    """The server's own id; the resource's id is `policy_id/layer_id`."""

    target_user_ids: pulumi.Output[list[str] | None]
    """The user ids of a users target, in the order of `users`."""

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        policy_id: EscalationPolicy | pulumi.Input[str],
        position: pulumi.Input[int],
        ack_timeout_minutes: pulumi.Input[int] | timedelta,
        target: pulumi.Input[ScheduleTarget | UsersTarget],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a policy layer.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            policy_id: The policy it belongs to, as the resource or its id. Another policy means a
                new layer.
            position: Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3
                without holes.
            ack_timeout_minutes: Minutes without an acknowledgement before the next layer is paged,
                a week at the most. A `timedelta` of whole minutes will do as well.
            target: Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users",
                "users": […]}`.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "policy_id": policy_id,
                "position": position,
                "ack_timeout_minutes": ack_timeout_minutes,
                "target": target,
            },
            opts,
            parent="policy_id",
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> PolicyLayer:
        """Read one that exists, by policy_id/layer_id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "policy_id",
                    "position",
                    "ack_timeout_minutes",
                    "target",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class Member(ScalingResource, module="scaling", name="Member"):
    """A person in the organization: invited by e-mail, later a member with a role.

    The id is the e-mail in lower case. Until the invitation is accepted, `status` is `pending` and
    the person can be on no rotation and no target; the next `pulumi up` after it notices.
    """

    kind = "Member"
    _kind_outputs = (
        "user_id",
        "status",
        "invitation_id",
        "adopted",
        "role_before",
        "org_id",
        "known_by",
    )
    _unique = "email"

    email: pulumi.Output[str]
    """Where the invitation goes. Another address is another person, and means a new member."""

    role: pulumi.Output[Literal["org:admin", "org:member"]]
    """`org:admin` may manage the team, `org:member` may not."""

    on_delete: pulumi.Output[Literal["remove", "leave", "demote"] | None]
    """What becomes of the person when this resource goes: `remove` takes them out of the
    organization, `leave` leaves them as they are, `demote` leaves them as `org:member`. Left
    out, who was invited by this stack is removed, and who was found is left with the role they
    had.
    """

    user_id: pulumi.Output[str | None]
    """The id of the member; absent while the invitation is pending."""

    status: pulumi.Output[str]
    """`pending` until the invitation is accepted, then `active`."""

    invitation_id: pulumi.Output[str | None]
    """The id of the pending invitation."""

    adopted: pulumi.Output[bool]
    """Whether the person was found and not invited by this stack, as far as it knows; such a person
    is left in place on destroy unless `on_delete` says otherwise.
    """

    role_before: pulumi.Output[str | None]
    """The role an adopted person was found with, and gets back on destroy."""

    org_id: pulumi.Output[str | None]
    """The organization; absent where it had nothing yet that tells its id."""

    known_by: pulumi.Output[str | None]
    """The id of somebody else in it, to recognise it by."""

    def __init__(
        self,
        resource_name: str,
        *,
        email: pulumi.Input[str],
        role: pulumi.Input[Literal["org:admin", "org:member"]],
        on_delete: pulumi.Input[Literal["remove", "leave", "demote"]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a member.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            email: Where the invitation goes. Another address is another person, and means a new
                member.
            role: `org:admin` may manage the team, `org:member` may not.
            on_delete: What becomes of the person when this resource goes: `remove` takes them out
                of the organization, `leave` leaves them as they are, `demote` leaves them as
                `org:member`. Left out, who was invited by this stack is removed, and who was found
                is left with the role they had.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "email": email,
                "role": role,
                "on_delete": on_delete,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> Member:
        """Read one that exists, by the e-mail, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "email",
                    "role",
                    "on_delete",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class Component(ScalingResource, module="scaling", name="Component"):
    """A part of a system: what an incident affects, and what a status page shows.

    Its operational status and its maintenance are set where incidents are handled, and are no part
    of a program.
    """

    kind = "Component"
    _kind_outputs = (
        "org_id",
        "created_at",
    )
    _delete_first = True
    _unique = "name"

    name: pulumi.Output[str]
    """Unique in the organization."""

    description: pulumi.Output[str | None]
    """For people."""

    group_label: pulumi.Output[str | None]
    """The heading under which status pages show it."""

    aliases: pulumi.Output[list[str] | None]
    """Other names that alerts use for it."""

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        description: pulumi.Input[str] | None = None,
        group_label: pulumi.Input[str] | None = None,
        aliases: pulumi.Input[Sequence[pulumi.Input[str]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a component.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: Unique in the organization.
            description: For people.
            group_label: The heading under which status pages show it.
            aliases: Other names that alerts use for it.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "description": description,
                "group_label": group_label,
                "aliases": aliases,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> Component:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "description",
                    "group_label",
                    "aliases",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class WorkingHours(ScalingResource, module="scaling", name="WorkingHours"):
    """Weekly windows under one name, in the zone they are meant in."""

    kind = "WorkingHours"
    _kind_outputs = (
        "org_id",
        "created_at",
    )
    _delete_first = True
    _unique = "name"
    _writes = {
        "windows": entries(fields({
            "start": clock,
            "end": clock,
        })),
    }

    name: pulumi.Output[str]
    """Unique in the organization."""

    timezone: pulumi.Output[str]
    """An IANA name, such as `Europe/Paris`. The hours of all windows are read in it."""

    windows: _WorkingHoursWindows
    """Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}`."""

    org_id: pulumi.Output[str]
    """The organization they belong to."""

    created_at: pulumi.Output[str]
    """When they were made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        timezone: pulumi.Input[str],
        windows: pulumi.Input[Sequence[pulumi.Input[WorkingHoursWindow]]],
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a working hours.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. The hours of all windows are read in it.
            windows: Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end":
                "18:00"}`.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "timezone": timezone,
                "windows": windows,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> WorkingHours:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "timezone",
                    "windows",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class RoutingPolicy(ScalingResource, module="scaling", name="RoutingPolicy"):
    """What an alert of each severity leads to: an incident, a page, a notification, or nothing."""

    kind = "RoutingPolicy"
    _kind_outputs = (
        "is_default",
        "org_id",
        "created_at",
    )
    _delete_first = True
    _unique = "name"

    name: pulumi.Output[str]
    """Unique in the organization."""

    rules: _RoutingPolicyRules
    """One for each of the four severities, in any order."""

    description: pulumi.Output[str | None]
    """For people."""

    is_default: pulumi.Output[bool | None]
    """Whether it is the one that holds where no other does; such a one cannot be deleted."""

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str],
        rules: pulumi.Input[Sequence[pulumi.Input[RoutingRule]]],
        description: pulumi.Input[str] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare a routing policy.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: Unique in the organization.
            rules: One for each of the four severities, in any order.
            description: For people.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "rules": rules,
                "description": description,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> RoutingPolicy:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "rules",
                    "description",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self


class InboundIntegration(ScalingResource, module="scaling", name="InboundIntegration"):
    """Where alerts come in: found by its name or id, and told how to route them.

    It is made and removed on the API's own pages, never by a program. What a program says is its
    selectors: all of them, so that taking one over replaces those that somebody set by hand.
    """

    kind = "InboundIntegration"
    _kind_outputs = (
        "component_id",
        "routing_policy_id",
        "org_id",
        "created_at",
    )
    _unique = "name"

    name: pulumi.Output[str | None]
    """By which it is found; or say `integration_id`."""

    integration_id: pulumi.Output[str | None]
    """By which it is found, where two have the same name."""

    selectors: _InboundIntegrationSelectors
    """Tried in order, the first that fits decides; an alert that fits none leaves by the policy of
    the integration. Left out, there are none.
    """

    component_id: pulumi.Output[str | None]
    """The component whose alerts come in by it."""

    routing_policy_id: pulumi.Output[str | None]
    """The policy of an alert that fits no selector; absent, it is that of the organization."""

    org_id: pulumi.Output[str]
    """The organization it belongs to."""

    created_at: pulumi.Output[str]
    """When it was made."""

    def __init__(
        self,
        resource_name: str,
        *,
        name: pulumi.Input[str] | None = None,
        integration_id: pulumi.Input[str] | None = None,
        selectors: pulumi.Input[Sequence[pulumi.Input[RoutingSelector]]] | None = None,
        opts: pulumi.ResourceOptions | None = None,
    ) -> None:
        """Declare an inbound integration.

        Args:
            resource_name: What Pulumi calls it; keep it when you change the rest.
            name: By which it is found; or say `integration_id`.
            integration_id: By which it is found, where two have the same name.
            selectors: Tried in order, the first that fits decides; an alert that fits none leaves
                by the policy of the integration. Left out, there are none.
            opts: Pulumi's resource options.
        """
        super().__init__(
            resource_name,
            {
                "name": name,
                "integration_id": integration_id,
                "selectors": selectors,
            },
            opts,
        )

    @classmethod
    def get(
        cls,
        resource_name: str,
        id: pulumi.Input[str],  # noqa: A002 - Pulumi's own name for it
        opts: pulumi.ResourceOptions | None = None,
    ) -> InboundIntegration:
        """Read one that exists, by its id, without managing it."""
        self = cls.__new__(cls)
        ScalingResource.__init__(
            self,
            resource_name,
            dict.fromkeys(
                (
                    "name",
                    "integration_id",
                    "selectors",
                )
            ),
            pulumi.ResourceOptions.merge(opts, pulumi.ResourceOptions(id=id)),
        )
        return self
