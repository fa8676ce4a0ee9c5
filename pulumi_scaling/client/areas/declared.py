"""What a script reads and changes of each kind. GENERATED: `make generate`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from pulumi_scaling.client.http import segment

from .area import Area
from .keep import KEEP, Keep
from .records import Clock, Instant, Listed, People, Record
from .sending import changed, given

if TYPE_CHECKING:
    from typing_extensions import NotRequired

__all__ = [
    "Component",
    "ComponentArea",
    "EscalationPolicy",
    "EscalationPolicyArea",
    "EscalationPolicyWithLayers",
    "InboundIntegration",
    "InboundIntegrationArea",
    "MaintenanceWindow",
    "PolicyLayer",
    "PolicyLayerArea",
    "RotationLayer",
    "RotationLayerArea",
    "RoutingPolicy",
    "RoutingPolicyArea",
    "RoutingRule",
    "RoutingRuleInput",
    "RoutingSelector",
    "RoutingSelectorInput",
    "Schedule",
    "ScheduleArea",
    "ScheduleTargetInput",
    "ScheduleWithLayers",
    "SelectorMatcher",
    "SelectorMatcherInput",
    "Target",
    "UsersTargetInput",
    "WorkingHours",
    "WorkingHoursArea",
    "WorkingHoursWindow",
    "WorkingHoursWindowInput",
]


class ScheduleTargetInput(TypedDict):
    """Pages whoever is on call on a schedule."""

    type: Literal["schedule"]
    """`schedule`."""

    schedule_id: str
    """The schedule whose on-call people are paged."""


class UsersTargetInput(TypedDict):
    """Pages people by name, all at once."""

    type: Literal["users"]
    """`users`."""

    user_ids: Sequence[str]
    """User ids, in any order."""


class WorkingHoursWindowInput(TypedDict):
    """Days of the week, and the hours of each of them."""

    days: Sequence[int]
    """ISO weekdays: Monday is 1, Sunday 7."""

    start: str
    """When it begins, `HH:MM` on the wall clock of the zone."""

    end: str
    """When it ends, likewise."""


class RoutingRuleInput(TypedDict):
    """What one severity leads to."""

    severity: Literal["critical", "high", "medium", "low"]
    """How bad the alert says it is."""

    outcome: Literal["incident", "provisional_page", "notification", "drop"]
    """An incident, a page that becomes one when somebody takes it, a notification, or nothing."""

    escalation_policy_id: NotRequired[str | None]
    """Whose chain is climbed; left out, that of the component."""


class SelectorMatcherInput(TypedDict):
    """An attribute of an alert, and the value it must have; capitals do not count."""

    key: str
    """The attribute."""

    value: str
    """Its value."""


class RoutingSelectorInput(TypedDict):
    """What an alert must look like, and the routing policy it then leaves by."""

    matchers: Sequence[SelectorMatcherInput | SelectorMatcher]
    """All of them must fit."""

    routing_policy_id: str
    """By which it is routed."""


class MaintenanceWindow(Record):
    """Planned work on a component."""

    started_at: Instant | None = None
    """When it begins."""

    ends_at: Instant | None = None
    """When it ends."""


class WorkingHoursWindow(Record):
    """Days of the week, and the hours of each of them."""

    days: Annotated[tuple[int, ...], Listed] = ()
    """ISO weekdays: Monday is 1, Sunday 7."""

    start: Clock
    """When it begins, `HH:MM` on the wall clock of the zone."""

    end: Clock
    """When it ends, likewise."""


class RoutingRule(Record):
    """What one severity leads to."""

    severity: str
    """How bad the alert says it is."""

    outcome: str
    """An incident, a page that becomes one when somebody takes it, a notification, or nothing."""

    escalation_policy_id: str | None = None
    """Whose chain is climbed; left out, that of the component."""


class SelectorMatcher(Record):
    """An attribute of an alert, and the value it must have; capitals do not count."""

    key: str
    """The attribute."""

    value: str
    """Its value."""


class RoutingSelector(Record):
    """What an alert must look like, and the routing policy it then leaves by."""

    matchers: Annotated[tuple[SelectorMatcher, ...], Listed] = ()
    """All of them must fit."""

    routing_policy_id: str
    """By which it is routed."""


class Target(Record):
    """What its type says; the rest is empty."""

    type: str
    """Which of its forms it is."""

    schedule_id: str | None = None
    """The schedule whose on-call people are paged."""

    user_ids: People = ()
    """User ids, in any order."""


class RotationLayer(Record):
    """One repeating cycle of people inside a schedule.

    Every active layer of a schedule has one person on call; the layer at position 0 names the owner
    of new incidents.
    """

    id: str
    """The server's own id."""

    name: str
    """Unique in the schedule."""

    rotation_type: str
    """How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number of days."""

    rotation_length_days: int
    """Days of one turn."""

    handoff_time: Clock
    """When a turn ends, `HH:MM` on the wall clock of the schedule's zone."""

    effective_from: Instant
    """When the first person starts, an instant such as `2026-01-05T08:00:00Z`."""

    effective_until: Instant | None = None
    """When the layer ends. Left out, it never does."""

    participant_ids: People = ()
    """People in the order of their turns, by user id; the first one starts."""

    schedule_id: str | None = None
    """The schedule it belongs to."""

    position: int | None = None
    """Where the server has it now, 0 first."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class PolicyLayer(Record):
    """One link of an escalation chain: whom to page, and how long to wait for them."""

    id: str
    """The server's own id."""

    ack_timeout_minutes: int
    """Minutes without an acknowledgement before the next layer is paged, a week at the most."""

    target: Target
    """Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users", "user_ids":
    […]}`.
    """

    policy_id: str | None = None
    """The escalation policy it belongs to."""

    position: int | None = None
    """Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3 without holes."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class Schedule(Record):
    """Who is on call, and in which time zone their handoffs are read.

    A schedule alone pages nobody: its layers name the people, here as a list or one by one as
    rotation layers, and an escalation policy that targets it decides when they are woken.
    """

    id: str
    """The server's own id."""

    name: str
    """Unique in the organization."""

    timezone: str
    """An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read in it."""

    description: str | None = None
    """For people."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_by: str | None = None
    """The user or key that made it."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class ScheduleWithLayers(Schedule):
    """A schedule with its layers, in order."""

    layers: Annotated[tuple[RotationLayer, ...], Listed] = ()


class EscalationPolicy(Record):
    """The chain an alarm climbs until somebody acknowledges it.

    Its layers say who is paged, in which order, and how long each is given: here, as a list, or one
    by one as policy layers.
    """

    id: str
    """The server's own id."""

    name: str
    """Unique in the organization."""

    description: str | None = None
    """For people."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_by: str | None = None
    """The user or key that made it."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class EscalationPolicyWithLayers(EscalationPolicy):
    """An escalation policy with its layers, in order."""

    layers: Annotated[tuple[PolicyLayer, ...], Listed] = ()


class Component(Record):
    """A part of a system: what an incident affects, and what a status page shows.

    Its operational status and its maintenance are set where incidents are handled, and are no part
    of a program.
    """

    id: str
    """The server's own id."""

    name: str
    """Unique in the organization."""

    description: str | None = None
    """For people."""

    group_label: str | None = None
    """The heading under which status pages show it."""

    aliases: Annotated[tuple[str, ...], Listed] = ()
    """Other names that alerts use for it."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_at: Instant | None = None
    """When it was made."""

    operational_status: str | None = None
    """How it is doing, a word of the API."""

    maintenance_window: MaintenanceWindow | None = None
    """Planned work, if there is any."""

    updated_at: Instant | None = None
    """When it was changed last."""


class WorkingHours(Record):
    """Weekly windows under one name, in the zone they are meant in."""

    id: str
    """The server's own id."""

    name: str
    """Unique in the organization."""

    timezone: str
    """An IANA name, such as `Europe/Paris`. The hours of all windows are read in it."""

    windows: Annotated[tuple[WorkingHoursWindow, ...], Listed] = ()
    """Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}`."""

    org_id: str | None = None
    """The organization they belong to."""

    created_at: Instant | None = None
    """When they were made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class RoutingPolicy(Record):
    """What an alert of each severity leads to: an incident, a page, a notification, or nothing."""

    id: str
    """The server's own id."""

    name: str
    """Unique in the organization."""

    rules: Annotated[tuple[RoutingRule, ...], Listed] = ()
    """One for each of the four severities, in any order."""

    description: str | None = None
    """For people."""

    is_default: bool = False
    """Whether it is the one that holds where no other does; such a one cannot be deleted."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class InboundIntegration(Record):
    """Where alerts come in: found by its name or id, and told how to route them.

    It is made and removed on the API's own pages, never by a program. What a program says is its
    selectors: all of them, so that taking one over replaces those that somebody set by hand.
    """

    id: str
    """The server's own id."""

    name: str
    """The name it got where it was made."""

    selectors: Annotated[tuple[RoutingSelector, ...], Listed] = ()
    """Tried in order, the first that fits decides; an alert that fits none leaves by the policy of
    the integration. Left out, there are none.
    """

    component_id: str | None = None
    """The component whose alerts come in by it."""

    routing_policy_id: str | None = None
    """The policy of an alert that fits no selector; absent, it is that of the organization."""

    org_id: str | None = None
    """The organization it belongs to."""

    created_at: Instant | None = None
    """When it was made."""

    updated_at: Instant | None = None
    """When it was changed last."""


class RotationLayerArea(Area):
    """`client.schedules.layers`."""

    def list(self, schedule_id: str) -> tuple[RotationLayer, ...]:
        """The rotation layers of one schedule, in order."""
        path = f"/oncall/schedules/{segment(schedule_id)}"
        return self._one(ScheduleWithLayers, "GET", path).layers

    def create(
        self,
        schedule_id: str,
        *,
        name: str,
        rotation_type: Literal["daily", "weekly", "custom"],
        rotation_length_days: int,
        handoff_time: str,
        effective_from: datetime | str,
        participant_ids: Sequence[str],
        effective_until: datetime | str | None = None,
    ) -> RotationLayer:
        """Add one below the others; `reorder` moves it.

        Args:
            name: Unique in the schedule.
            rotation_type: How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number
                of days.
            rotation_length_days: Days of one turn.
            handoff_time: When a turn ends, `HH:MM` on the wall clock of the schedule's zone.
            effective_from: When the first person starts, an instant such as `2026-01-05T08:00:00Z`.
            participant_ids: People in the order of their turns, by user id; the first one starts.
            effective_until: When the layer ends. Left out, it never does.
        """
        body = given(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            participant_ids=participant_ids,
            effective_until=effective_until,
        )
        return self._one(
            RotationLayer,
            "POST",
            f"/oncall/schedules/{segment(schedule_id)}/layers",
            body,
        )

    def update(
        self,
        schedule_id: str,
        layer_id: str,
        *,
        name: str | Keep = KEEP,
        rotation_type: Literal["daily", "weekly", "custom"] | Keep = KEEP,
        rotation_length_days: int | Keep = KEEP,
        handoff_time: str | Keep = KEEP,
        effective_from: datetime | str | Keep = KEEP,
        participant_ids: Sequence[str] | Keep = KEEP,
        effective_until: datetime | str | Keep | None = KEEP,
    ) -> RotationLayer:
        """Change what is given and leave the rest; None clears `effective_until`.

        `participant_ids` replaces the whole list.

        Args:
            name: Unique in the schedule.
            rotation_type: How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number
                of days.
            rotation_length_days: Days of one turn.
            handoff_time: When a turn ends, `HH:MM` on the wall clock of the schedule's zone.
            effective_from: When the first person starts, an instant such as `2026-01-05T08:00:00Z`.
            participant_ids: People in the order of their turns, by user id; the first one starts.
            effective_until: When the layer ends. Left out, it never does.
        """
        body = changed(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            participant_ids=participant_ids,
            effective_until=effective_until,
        )

        def whole() -> dict[str, Any]:
            now = self._inside(self.list(schedule_id), layer_id, "layer")
            names = {
                "name",
                "rotation_type",
                "rotation_length_days",
                "handoff_time",
                "effective_from",
                "participant_ids",
                "effective_until",
            }
            return self._as_is(now, names) | body

        return self._change(
            RotationLayer,
            "PATCH",
            f"/oncall/schedules/{segment(schedule_id)}/layers/{segment(layer_id)}",
            body,
            otherwise=("PUT", whole),
        )

    def replace(
        self,
        schedule_id: str,
        layer_id: str,
        *,
        name: str,
        rotation_type: Literal["daily", "weekly", "custom"],
        rotation_length_days: int,
        handoff_time: str,
        effective_from: datetime | str,
        participant_ids: Sequence[str],
        effective_until: datetime | str | None = None,
    ) -> RotationLayer:
        """Say all of it anew, but for its place.

        What is left out is cleared.

        Args:
            name: Unique in the schedule.
            rotation_type: How a turn is counted: `daily` is 1 day, `weekly` 7, `custom` any number
                of days.
            rotation_length_days: Days of one turn.
            handoff_time: When a turn ends, `HH:MM` on the wall clock of the schedule's zone.
            effective_from: When the first person starts, an instant such as `2026-01-05T08:00:00Z`.
            participant_ids: People in the order of their turns, by user id; the first one starts.
            effective_until: When the layer ends. Left out, it never does.
        """
        body = changed(
            name=name,
            rotation_type=rotation_type,
            rotation_length_days=rotation_length_days,
            handoff_time=handoff_time,
            effective_from=effective_from,
            participant_ids=participant_ids,
            effective_until=effective_until,
        )
        return self._change(
            RotationLayer,
            "PUT",
            f"/oncall/schedules/{segment(schedule_id)}/layers/{segment(layer_id)}",
            body,
            otherwise=("PATCH", lambda: body),
        )

    def delete(self, schedule_id: str, layer_id: str) -> None:
        """Remove it; those after it move up."""
        self._remove(f"/oncall/schedules/{segment(schedule_id)}/layers/{segment(layer_id)}")

    def reorder(self, schedule_id: str, layer_ids: Sequence[str]) -> tuple[RotationLayer, ...]:
        """Put all rotation layers of one schedule in this order.

        The first one's person owns incidents.
        """
        path = f"/oncall/schedules/{segment(schedule_id)}/layers/order"
        return self._put_all(RotationLayer, path, given(layer_ids=layer_ids))


class PolicyLayerArea(Area):
    """`client.policies.layers`."""

    def list(self, policy_id: str) -> tuple[PolicyLayer, ...]:
        """The policy layers of one escalation policy, in order."""
        path = f"/escalation/policies/{segment(policy_id)}"
        return self._one(EscalationPolicyWithLayers, "GET", path).layers

    def create(
        self,
        policy_id: str,
        *,
        position: int,
        ack_timeout_minutes: int,
        target: ScheduleTargetInput | UsersTargetInput | Target,
    ) -> PolicyLayer:
        """Add one at a place, counted from 1; those from there move down.

        Args:
            position: Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3
                without holes.
            ack_timeout_minutes: Minutes without an acknowledgement before the next layer is paged,
                a week at the most.
            target: Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users",
                "user_ids": […]}`.
        """
        body = given(position=position, ack_timeout_minutes=ack_timeout_minutes, target=target)
        return self._one(
            PolicyLayer,
            "POST",
            f"/escalation/policies/{segment(policy_id)}/layers",
            body,
        )

    def update(
        self,
        policy_id: str,
        layer_id: str,
        *,
        position: int | Keep = KEEP,
        ack_timeout_minutes: int | Keep = KEEP,
        target: ScheduleTargetInput | UsersTargetInput | Target | Keep = KEEP,
    ) -> PolicyLayer:
        """Change what is given and leave the rest.

        For more than one move, `reorder` is surer.

        Args:
            position: Rank in the chain: 1 is paged first. The layers of one policy count 1, 2, 3
                without holes.
            ack_timeout_minutes: Minutes without an acknowledgement before the next layer is paged,
                a week at the most.
            target: Whom to page: `{"type": "schedule", "schedule_id": …}`, or `{"type": "users",
                "user_ids": […]}`.
        """
        body = changed(position=position, ack_timeout_minutes=ack_timeout_minutes, target=target)
        return self._one(
            PolicyLayer,
            "PATCH",
            f"/escalation/policies/{segment(policy_id)}/layers/{segment(layer_id)}",
            body,
        )

    def delete(self, policy_id: str, layer_id: str) -> None:
        """Remove it; those after it move up."""
        self._remove(f"/escalation/policies/{segment(policy_id)}/layers/{segment(layer_id)}")

    def reorder(self, policy_id: str, layer_ids: Sequence[str]) -> tuple[PolicyLayer, ...]:
        """Put all policy layers of one escalation policy in this order.

        The first one is paged first.
        """
        path = f"/escalation/policies/{segment(policy_id)}/layers/order"
        return self._put_all(PolicyLayer, path, given(layer_ids=layer_ids))


class ScheduleArea(Area):
    """`client.schedules`."""

    @cached_property
    def layers(self) -> RotationLayerArea:
        """The rotation layers inside a schedule."""
        return RotationLayerArea(self._calls)

    def list(self) -> Iterator[Schedule]:
        """Go through all of them, page by page, without their layers."""
        return self._all(Schedule, "/oncall/schedules")

    def find(self, name: str) -> Schedule | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, schedule_id: str) -> ScheduleWithLayers:
        """Read one with its layers."""
        return self._one(ScheduleWithLayers, "GET", f"/oncall/schedules/{segment(schedule_id)}")

    def create(self, *, name: str, timezone: str, description: str | None = None) -> Schedule:
        """Add one without layers; its name must be new to the organization.

        Nobody is on call on it yet.

        Args:
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read
                in it.
            description: For people.
        """
        body = given(name=name, timezone=timezone, description=description)
        return self._one(Schedule, "POST", "/oncall/schedules", body)

    def update(
        self,
        schedule_id: str,
        *,
        name: str | Keep = KEEP,
        timezone: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
    ) -> Schedule:
        """Change what is given and leave the rest; None clears `description`.

        Args:
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read
                in it.
            description: For people.
        """
        body = changed(name=name, timezone=timezone, description=description)

        def whole() -> dict[str, Any]:
            now = self.get(schedule_id)
            names = {
                "name",
                "timezone",
                "description",
            }
            return self._as_is(now, names) | body

        return self._change(
            Schedule,
            "PATCH",
            f"/oncall/schedules/{segment(schedule_id)}",
            body,
            otherwise=("PUT", whole),
        )

    def replace(
        self,
        schedule_id: str,
        *,
        name: str,
        timezone: str,
        description: str | None = None,
    ) -> Schedule:
        """Say all of it anew; its layers stay.

        What is left out is cleared.

        Args:
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read
                in it.
            description: For people.
        """
        body = changed(name=name, timezone=timezone, description=description)
        return self._change(
            Schedule,
            "PUT",
            f"/oncall/schedules/{segment(schedule_id)}",
            body,
            otherwise=("PATCH", lambda: body),
        )

    def delete(self, schedule_id: str) -> None:
        """Remove it with its layers. A policy layer that targets it will page nobody."""
        self._remove(f"/oncall/schedules/{segment(schedule_id)}")


class EscalationPolicyArea(Area):
    """`client.policies`."""

    @cached_property
    def layers(self) -> PolicyLayerArea:
        """The policy layers inside an escalation policy."""
        return PolicyLayerArea(self._calls)

    def list(self) -> Iterator[EscalationPolicy]:
        """Go through all of them, page by page, without their layers."""
        return self._all(EscalationPolicy, "/escalation/policies")

    def find(self, name: str) -> EscalationPolicy | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, policy_id: str) -> EscalationPolicyWithLayers:
        """Read one with its layers."""
        return self._one(
            EscalationPolicyWithLayers,
            "GET",
            f"/escalation/policies/{segment(policy_id)}",
        )

    def create(self, *, name: str, description: str | None = None) -> EscalationPolicy:
        """Add one without layers; its name must be new to the organization.

        It pages nobody yet.

        Args:
            name: Unique in the organization.
            description: For people.
        """
        body = given(name=name, description=description)
        return self._one(EscalationPolicy, "POST", "/escalation/policies", body)

    def update(
        self,
        policy_id: str,
        *,
        name: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
    ) -> EscalationPolicy:
        """Change what is given and leave the rest; None clears `description`.

        Args:
            name: Unique in the organization.
            description: For people.
        """
        body = changed(name=name, description=description)
        return self._one(
            EscalationPolicy,
            "PATCH",
            f"/escalation/policies/{segment(policy_id)}",
            body,
        )

    def delete(self, policy_id: str) -> None:
        """Remove it with its layers. Refused (`InUse`) while an active incident uses it."""
        self._remove(f"/escalation/policies/{segment(policy_id)}")


class ComponentArea(Area):
    """`client.components`."""

    def list(self) -> Iterator[Component]:
        """Go through all of them, page by page."""
        return self._all(Component, "/components", within="components")

    def find(self, name: str) -> Component | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, component_id: str) -> Component:
        """Read one as it is now."""
        return self._one(Component, "GET", f"/components/{segment(component_id)}")

    def create(
        self,
        *,
        name: str,
        description: str | None = None,
        group_label: str | None = None,
        aliases: Sequence[str] | None = None,
    ) -> Component:
        """Add one; its name must be new to the organization.

        Args:
            name: Unique in the organization.
            description: For people.
            group_label: The heading under which status pages show it.
            aliases: Other names that alerts use for it.
        """
        body = given(name=name, description=description, group_label=group_label, aliases=aliases)
        return self._one(Component, "POST", "/components", body)

    def update(
        self,
        component_id: str,
        *,
        name: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
        group_label: str | Keep | None = KEEP,
        aliases: Sequence[str] | Keep = KEEP,
    ) -> Component:
        """Change what is given and leave the rest; None clears `description` and `group_label`.

        `aliases` replaces the whole list.

        Args:
            name: Unique in the organization.
            description: For people.
            group_label: The heading under which status pages show it.
            aliases: Other names that alerts use for it.
        """
        body = changed(name=name, description=description, group_label=group_label, aliases=aliases)
        return self._one(Component, "PATCH", f"/components/{segment(component_id)}", body)

    def delete(self, component_id: str) -> None:
        """Remove it. Incidents it is tagged on lose it."""
        self._remove(f"/components/{segment(component_id)}")


class WorkingHoursArea(Area):
    """`client.working_hours`."""

    def list(self) -> Iterator[WorkingHours]:
        """Go through all of them, page by page. They may be shown in part: `get` shows all."""
        return self._all(WorkingHours, "/working-hours")

    def find(self, name: str) -> WorkingHours | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, working_hours_id: str) -> WorkingHours:
        """Read one as it is now."""
        return self._one(WorkingHours, "GET", f"/working-hours/{segment(working_hours_id)}")

    def create(
        self,
        *,
        name: str,
        timezone: str,
        windows: Sequence[WorkingHoursWindowInput | WorkingHoursWindow],
    ) -> WorkingHours:
        """Add one; its name must be new to the organization.

        Args:
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. The hours of all windows are read in it.
            windows: Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end":
                "18:00"}`.
        """
        body = given(name=name, timezone=timezone, windows=windows)
        return self._one(WorkingHours, "POST", "/working-hours", body)

    def update(
        self,
        working_hours_id: str,
        *,
        name: str | Keep = KEEP,
        timezone: str | Keep = KEEP,
        windows: Sequence[WorkingHoursWindowInput | WorkingHoursWindow] | Keep = KEEP,
    ) -> WorkingHours:
        """Change what is given and leave the rest.

        `windows` replaces the whole list.

        Args:
            name: Unique in the organization.
            timezone: An IANA name, such as `Europe/Paris`. The hours of all windows are read in it.
            windows: Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end":
                "18:00"}`.
        """
        body = changed(name=name, timezone=timezone, windows=windows)
        return self._one(WorkingHours, "PATCH", f"/working-hours/{segment(working_hours_id)}", body)

    def delete(self, working_hours_id: str) -> None:
        """Remove it."""
        self._remove(f"/working-hours/{segment(working_hours_id)}")


class RoutingPolicyArea(Area):
    """`client.routing_policies`."""

    def list(self) -> Iterator[RoutingPolicy]:
        """Go through all of them, page by page. They may be shown in part: `get` shows all."""
        return self._all(RoutingPolicy, "/routing/policies")

    def find(self, name: str) -> RoutingPolicy | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, routing_policy_id: str) -> RoutingPolicy:
        """Read one as it is now."""
        return self._one(RoutingPolicy, "GET", f"/routing/policies/{segment(routing_policy_id)}")

    def create(
        self,
        *,
        name: str,
        rules: Sequence[RoutingRuleInput | RoutingRule],
        description: str | None = None,
    ) -> RoutingPolicy:
        """Add one; its name must be new to the organization.

        Args:
            name: Unique in the organization.
            rules: One for each of the four severities, in any order.
            description: For people.
        """
        body = given(name=name, rules=rules, description=description)
        return self._one(RoutingPolicy, "POST", "/routing/policies", body)

    def replace(
        self,
        routing_policy_id: str,
        *,
        name: str,
        rules: Sequence[RoutingRuleInput | RoutingRule],
        description: str | None = None,
    ) -> RoutingPolicy:
        """Say all of it anew.

        What is left out is cleared. The API knows no partial change of it.

        Args:
            name: Unique in the organization.
            rules: One for each of the four severities, in any order.
            description: For people.
        """
        body = changed(name=name, rules=rules, description=description)
        return self._one(
            RoutingPolicy,
            "PUT",
            f"/routing/policies/{segment(routing_policy_id)}",
            body,
        )

    def delete(self, routing_policy_id: str) -> None:
        """Remove it. The default one of the organization stays."""
        self._remove(f"/routing/policies/{segment(routing_policy_id)}")


class InboundIntegrationArea(Area):
    """`client.integrations`."""

    def list(self) -> Iterator[InboundIntegration]:
        """Go through all of them, page by page."""
        return self._all(InboundIntegration, "/integrations/inbound", within="integrations")

    def find(self, name: str) -> InboundIntegration | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, integration_id: str) -> InboundIntegration:
        """Read one as it is now."""
        return self._one(
            InboundIntegration,
            "GET",
            f"/integrations/inbound/{segment(integration_id)}",
        )
