"""What an alert of each severity leads to."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Final, Literal

from pulumi_scaling.model import (
    Fields,
    Hold,
    Kind,
    Length,
    Listed,
    Mark,
    Ref,
    Values,
    rule,
)

SEVERITIES: Final = ("critical", "high", "medium", "low")


class RoutingRule(Fields):
    """What one severity leads to."""

    severity: Literal["critical", "high", "medium", "low"]
    """How bad the alert says it is."""
    outcome: Literal["incident", "provisional_page", "notification", "drop"]
    """An incident, a page that becomes one when somebody takes it, a notification, or nothing."""
    escalation_policy_id: Annotated[str | None, Ref("EscalationPolicy")] = None
    """Whose chain is climbed; left out, that of the component."""


class RoutingPolicyInputs(Fields):
    """What an alert of each severity leads to: an incident, a page, a notification, or nothing."""

    name: Annotated[str, Length(1)]
    """Unique in the organization."""
    rules: Annotated[list[RoutingRule], Length(4, 4), Mark.UNORDERED]
    """One for each of the four severities, in any order."""
    description: Annotated[str | None, Mark.BLANK] = None
    """For people."""

    @staticmethod
    @rule("rules")
    def _one_a_severity(values: Values) -> str | None:
        counts = Counter(str(each.get("severity")) for each in values["rules"])
        missing = [name for name in SEVERITIES if not counts[name]]
        if not missing:
            return None
        return f"must have one rule for each severity; there is none for {', '.join(missing)}"


class RoutingPolicyState(RoutingPolicyInputs):
    """A routing policy as the API keeps it."""

    is_default: bool = False
    """Whether it is the one that holds where no other does; such a one cannot be deleted."""
    org_id: str
    """The organization it belongs to."""
    created_at: str
    """When it was made."""


ROUTING_POLICY = Kind(
    name="RoutingPolicy",
    word="routing",
    path="/routing/policies",
    inputs=RoutingPolicyInputs,
    state=RoutingPolicyState,
    listed=Listed(whole=False),
    updates=("PUT",),
    notes={"delete": "The default one of the organization stays."},
    held=tuple(
        Hold(
            path="/integrations/inbound",
            at=at,
            sentence="still routes alerts of the inbound integration {holders}; choose another "
            "one there first",
        )
        for at in (("routingPolicyId",), ("selectors", "routingPolicyId"))
    ),
    beyond=("Business hours",),
    example={
        "name": "Payments",
        "rules": [
            {"severity": "critical", "outcome": "incident"},
            {"severity": "high", "outcome": "provisional_page"},
            {"severity": "medium", "outcome": "notification"},
            {"severity": "low", "outcome": "drop"},
        ],
    },
)
