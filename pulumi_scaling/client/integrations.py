"""Where alerts come in. They are made elsewhere; how they are routed is decided here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, TypedDict

from .area import Area
from .bodies import given
from .records import Instant, Listed, Record
from .wire import segment

__all__ = [
    "Integration",
    "Integrations",
    "Matcher",
    "MatcherInput",
    "Selector",
    "SelectorInput",
]


class MatcherInput(TypedDict):
    """An attribute of the alert and the value it must have; capitals do not count."""

    key: str
    value: str


class Matcher(Record):
    """An attribute of the alert and the value it must have."""

    key: str
    value: str


class SelectorInput(TypedDict):
    """A routing policy, and what an alert must look like to be routed by it."""

    matchers: Sequence[MatcherInput | Matcher]
    routing_policy_id: str


class Selector(Record):
    """A routing policy, and what an alert must look like to be routed by it."""

    matchers: Annotated[tuple[Matcher, ...], Listed] = ()
    routing_policy_id: str


class Integration(Record):
    """A source of alerts."""

    id: str
    name: str
    component_id: str | None = None
    routing_policy_id: str | None = None
    """The policy when no selector fits; without one that of the organization."""
    selectors: Annotated[tuple[Selector, ...], Listed] = ()
    """Tried in order; the first that fits decides."""
    org_id: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class Integrations(Area):
    """`client.integrations`."""

    def list(self) -> Iterator[Integration]:
        """Go through all of them."""
        return self._all(Integration, "/integrations/inbound", within="integrations")

    def get(self, integration_id: str) -> Integration:
        """Read one with its selectors."""
        return self._one(Integration, "GET", f"/integrations/inbound/{segment(integration_id)}")

    def set_selectors(
        self, integration_id: str, selectors: Sequence[SelectorInput | Selector]
    ) -> Integration:
        """Replace every selector; an empty list leaves the integration with its own policy.

        ```python
        bridge = next(client.integrations.list())
        fallback = next(client.routing_policies.list())
        staging = {
            "matchers": [{"key": "env", "value": "staging"}],
            "routing_policy_id": fallback.id,
        }
        client.integrations.set_selectors(bridge.id, [staging, *bridge.selectors])
        ```
        """
        return self._one(
            Integration,
            "PUT",
            f"/integrations/inbound/{segment(integration_id)}/selectors",
            given(selectors=selectors),
        )
