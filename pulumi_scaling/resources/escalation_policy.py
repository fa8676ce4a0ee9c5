"""The chain an alarm climbs until somebody acknowledges."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import Fields, Kind, Length, Mark

from .climbing import climbing


class EscalationPolicyInputs(Fields):
    """The chain an alarm climbs until somebody acknowledges it.

    The policy itself is a name; its policy layers say who is paged, in which order, and how long
    each is given.
    """

    name: Annotated[str, Length(1, 255)]
    """Unique in the organization."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""


class EscalationPolicyState(EscalationPolicyInputs):
    """A policy as the API keeps it."""

    org_id: str
    """The organization it belongs to."""
    created_by: str | None = None
    """The user or key that made it."""
    created_at: str
    """When it was made."""


ESCALATION_POLICY = Kind(
    name="EscalationPolicy",
    path="/escalation/policies",
    inputs=EscalationPolicyInputs,
    state=EscalationPolicyState,
    area="policies",
    held=(climbing("id", refused_by_api=True),),
    example={"name": "Payments", "description": "Wakes the payments team"},
)
