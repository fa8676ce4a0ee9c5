"""What an alert of each severity leads to: an incident, a page, a notification, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from .area import Area
from .bodies import given
from .records import Instant, Listed, Record
from .wire import segment
from .words import Outcome, Severity

__all__ = [
    "RoutingPolicies",
    "RoutingPolicy",
    "RoutingPolicyWithRules",
    "RoutingRule",
    "RoutingRuleInput",
]


class _Rule(TypedDict):
    severity: Severity
    outcome: Outcome


class RoutingRuleInput(_Rule, total=False):
    """One rule, as `{"severity": "critical", "outcome": "incident"}`."""

    escalation_policy_id: str | None
    """Who is paged; without one the policy of the component."""


class RoutingRule(Record):
    """What one severity leads to."""

    severity: str
    outcome: str
    escalation_policy_id: str | None = None


class RoutingPolicy(Record):
    """A routing policy as lists show it."""

    id: str
    name: str
    is_default: bool = False
    """The one that holds where no other does."""
    description: str | None = None
    org_id: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class RoutingPolicyWithRules(RoutingPolicy):
    """A routing policy with one rule a severity."""

    rules: Annotated[tuple[RoutingRule, ...], Listed] = ()


class RoutingPolicies(Area):
    """`client.routing_policies`."""

    def list(self) -> Iterator[RoutingPolicy]:
        """Go through all of them, without their rules."""
        return self._all(RoutingPolicy, "/routing/policies")

    def get(self, routing_policy_id: str) -> RoutingPolicyWithRules:
        """Read one with its rules."""
        return self._one(
            RoutingPolicyWithRules, "GET", f"/routing/policies/{segment(routing_policy_id)}"
        )

    def create(
        self,
        *,
        name: str,
        rules: Sequence[RoutingRuleInput | RoutingRule],
        description: str | None = None,
    ) -> RoutingPolicyWithRules:
        """Add one, with a rule for each of the four severities.

        ```python
        client.routing_policies.create(
            name="Payments",
            rules=[
                {"severity": "critical", "outcome": "incident", "escalation_policy_id": policy.id},
                {"severity": "high", "outcome": "provisional_page"},
                {"severity": "medium", "outcome": "notification"},
                {"severity": "low", "outcome": "drop"},
            ],
        )
        ```
        """
        return self._one(
            RoutingPolicyWithRules,
            "POST",
            "/routing/policies",
            given(name=name, rules=rules, description=description),
        )

    def replace(
        self,
        routing_policy_id: str,
        *,
        name: str,
        rules: Sequence[RoutingRuleInput | RoutingRule],
        description: str | None = None,
    ) -> RoutingPolicyWithRules:
        """Give it a new name, description and rules; the API knows no partial change of it."""
        return self._one(
            RoutingPolicyWithRules,
            "PUT",
            f"/routing/policies/{segment(routing_policy_id)}",
            given(name=name, rules=rules) | {"description": description},
        )

    def delete(self, routing_policy_id: str) -> None:
        """Remove it; the default one of the organization stays."""
        self._calls.delete(f"/routing/policies/{segment(routing_policy_id)}")
