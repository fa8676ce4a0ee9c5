"""What lookups answer. GENERATED from `pulumi_scaling/resources`: `make generate`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "GetEscalationPolicyResult",
    "GetMemberResult",
    "GetScheduleResult",
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
