"""Finding one of a kind. GENERATED from the declarations: `make generate`."""

from __future__ import annotations

from dataclasses import dataclass

import pulumi

from .lookups import found, later

__all__ = [
    "GetEscalationPolicyResult",
    "GetMemberResult",
    "GetScheduleResult",
    "get_escalation_policy",
    "get_escalation_policy_output",
    "get_member",
    "get_member_output",
    "get_schedule",
    "get_schedule_output",
]


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
