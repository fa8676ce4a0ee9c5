"""Finding one of a kind. GENERATED from the declarations: `make generate`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

import pulumi

from .lookups import found, later

__all__ = [
    "GetComponentResult",
    "GetEscalationPolicyResult",
    "GetInboundIntegrationResult",
    "GetMemberResult",
    "GetRoutingPolicyResult",
    "GetScheduleResult",
    "GetWorkingHoursResult",
    "RoutingRuleResult",
    "RoutingSelectorResult",
    "SelectorMatcherResult",
    "WorkingHoursWindowResult",
    "get_component",
    "get_component_output",
    "get_escalation_policy",
    "get_escalation_policy_output",
    "get_inbound_integration",
    "get_inbound_integration_output",
    "get_member",
    "get_member_output",
    "get_routing_policy",
    "get_routing_policy_output",
    "get_schedule",
    "get_schedule_output",
    "get_working_hours",
    "get_working_hours_output",
]


class WorkingHoursWindowResult(TypedDict):
    """Days of the week, and the hours of each of them."""

    days: list[int]
    """ISO weekdays: Monday is 1, Sunday 7."""

    start: str
    """When it begins, `HH:MM` on the wall clock of the zone."""

    end: str
    """When it ends, likewise."""


class RoutingRuleResult(TypedDict):
    """What one severity leads to."""

    severity: str
    """How bad the alert says it is."""

    outcome: str
    """An incident, a page that becomes one when somebody takes it, a notification, or nothing."""

    escalation_policy_id: str | None
    """Whose chain is climbed; left out, that of the component."""


class SelectorMatcherResult(TypedDict):
    """An attribute of an alert, and the value it must have; capitals do not count."""

    key: str
    """The attribute."""

    value: str
    """Its value."""


class RoutingSelectorResult(TypedDict):
    """What an alert must look like, and the routing policy it then leaves by."""

    matchers: list[SelectorMatcherResult]
    """All of them must fit."""

    routing_policy_id: str
    """By which it is routed."""


@dataclass(frozen=True)
class GetScheduleResult:
    """A schedule that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str
    """Unique in the organization."""
    timezone: str
    """An IANA name, such as `Europe/Paris`. Handoff times of all its layers are read in it."""
    description: str | None
    """For people."""
    org_id: str
    """The organization it belongs to."""
    created_by: str | None
    """The user or key that made it."""
    created_at: str
    """When it was made."""


@dataclass(frozen=True)
class GetEscalationPolicyResult:
    """An escalation policy that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str
    """Unique in the organization."""
    description: str | None
    """For people."""
    org_id: str
    """The organization it belongs to."""
    created_by: str | None
    """The user or key that made it."""
    created_at: str
    """When it was made."""


@dataclass(frozen=True)
class GetMemberResult:
    """A member that exists."""

    id: str
    """Its id, as other resources take it."""
    email: str
    """Where the invitation goes. Another address is another person, and means a new member."""
    role: str
    """`org:admin` may manage the team, `org:member` may not."""
    user_id: str | None
    """The id of the member; absent while the invitation is pending."""
    status: str
    """`pending` until the invitation is accepted, then `active`."""
    invitation_id: str | None
    """The id of the pending invitation."""


@dataclass(frozen=True)
class GetComponentResult:
    """A component that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str
    """Unique in the organization."""
    description: str | None
    """For people."""
    group_label: str | None
    """The heading under which status pages show it."""
    aliases: list[str] | None
    """Other names that alerts use for it."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


@dataclass(frozen=True)
class GetWorkingHoursResult:
    """A working hours that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str
    """Unique in the organization."""
    timezone: str
    """An IANA name, such as `Europe/Paris`. The hours of all windows are read in it."""
    windows: list[WorkingHoursWindowResult]
    """Days and hours, such as `{"days": [1, 2, 3, 4, 5], "start": "09:00", "end": "18:00"}`."""
    org_id: str
    """The organization they belong to."""
    created_at: str
    """When they were made."""


@dataclass(frozen=True)
class GetRoutingPolicyResult:
    """A routing policy that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str
    """Unique in the organization."""
    rules: list[RoutingRuleResult]
    """One for each of the four severities, in any order."""
    description: str | None
    """For people."""
    is_default: bool | None
    """Whether it is the one that holds where no other does; such a one cannot be deleted."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


@dataclass(frozen=True)
class GetInboundIntegrationResult:
    """An inbound integration that exists."""

    id: str
    """Its id, as other resources take it."""
    name: str | None
    """By which it is found; or say `integration_id`."""
    integration_id: str | None
    """By which it is found, where two have the same name."""
    selectors: list[RoutingSelectorResult] | None
    """Tried in order, the first that fits decides; an alert that fits none leaves by the policy of
    the integration. Left out, there are none.
    """
    component_id: str | None
    """The component whose alerts come in by it."""
    routing_policy_id: str | None
    """The policy of an alert that fits no selector; absent, it is that of the organization."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


def get_schedule(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetScheduleResult:
    """Find a schedule by its name or its id."""
    return GetScheduleResult(**found("Schedule", name=name, id=id))


def get_escalation_policy(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetEscalationPolicyResult:
    """Find an escalation policy by its name or its id."""
    return GetEscalationPolicyResult(**found("EscalationPolicy", name=name, id=id))


def get_member(
    *,
    email: str,
) -> GetMemberResult:
    """Find a member by its email."""
    return GetMemberResult(**found("Member", email=email))


def get_component(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetComponentResult:
    """Find a component by its name or its id."""
    return GetComponentResult(**found("Component", name=name, id=id))


def get_working_hours(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetWorkingHoursResult:
    """Find a working hours by its name or its id."""
    return GetWorkingHoursResult(**found("WorkingHours", name=name, id=id))


def get_routing_policy(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetRoutingPolicyResult:
    """Find a routing policy by its name or its id."""
    return GetRoutingPolicyResult(**found("RoutingPolicy", name=name, id=id))


def get_inbound_integration(
    *,
    name: str | None = None,
    id: str | None = None,  # noqa: A002 - Pulumi's own name for it
) -> GetInboundIntegrationResult:
    """Find an inbound integration by its name or its id."""
    return GetInboundIntegrationResult(**found("InboundIntegration", name=name, id=id))


def get_schedule_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetScheduleResult]:
    """Find a schedule by an output."""
    return later(get_schedule, name=name, id=id)


def get_escalation_policy_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetEscalationPolicyResult]:
    """Find an escalation policy by an output."""
    return later(get_escalation_policy, name=name, id=id)


def get_member_output(
    *,
    email: pulumi.Input[str],
) -> pulumi.Output[GetMemberResult]:
    """Find a member by an output."""
    return later(get_member, email=email)


def get_component_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetComponentResult]:
    """Find a component by an output."""
    return later(get_component, name=name, id=id)


def get_working_hours_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetWorkingHoursResult]:
    """Find a working hours by an output."""
    return later(get_working_hours, name=name, id=id)


def get_routing_policy_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetRoutingPolicyResult]:
    """Find a routing policy by an output."""
    return later(get_routing_policy, name=name, id=id)


def get_inbound_integration_output(
    *,
    name: pulumi.Input[str] | None = None,
    id: pulumi.Input[str] | None = None,  # noqa: A002 - Pulumi's own name for it
) -> pulumi.Output[GetInboundIntegrationResult]:
    """Find an inbound integration by an output."""
    return later(get_inbound_integration, name=name, id=id)
