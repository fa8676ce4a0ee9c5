"""The chain an alarm climbs until somebody acknowledges."""

from __future__ import annotations

from typing import Annotated

from pulumi_scaling.model import Fields, Inline, Kind, Length, Mark

from .awaiting import Awaiting
from .climbing import climbing
from .policy_layer import POLICY_LAYER, PolicyLayerArgs
from .steps import STEPS


class EscalationPolicyInputs(Fields):
    """The chain an alarm climbs until somebody acknowledges it.

    Its layers say who is paged, in which order, and how long each is given: here, as a list, or one
    by one as policy layers.
    """

    name: Annotated[str, Length(1, 255)]
    """Unique in the organization."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""
    layers: list[PolicyLayerArgs] | None = None
    """Who is paged, in this order. A layer that is not in the list is removed. Left out, the layers
    are not this resource's; an empty list is a chain that pages nobody."""


class EscalationPolicyState(EscalationPolicyInputs, Awaiting):
    """A policy as the API keeps it."""

    org_id: str
    """The organization it belongs to."""
    layer_ids: list[str] | None = None
    """The ids of `layers`, in the same order; where they are not said any more, of those let go."""
    target_user_ids: list[str] | None = None
    """The user ids of all people in `layers`, one after the other."""
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
    inline=Inline(field="layers", kind=POLICY_LAYER, whole=STEPS),
    bookkeeping=("layers", "layer_ids", "target_user_ids", "waiting"),
    notes={
        "create": "It pages nobody yet.",
        "delete": "Refused (`InUse`) while an active incident uses it.",
    },
    held=(climbing("id", refused_by_api=True),),
    beyond=(
        "Business hours",
        "A backup who is paged later",
        "Repeating a chain",
        "Chains by severity",
        "Groups of people",
    ),
    example={"name": "Payments", "description": "Wakes the payments team"},
)
