"""Where alerts come in. They are made elsewhere; how they are routed is decided here."""

from __future__ import annotations

from collections.abc import Sequence

from pulumi_scaling.client.http import segment

from .declared import (
    InboundIntegration,
    InboundIntegrationArea,
    RoutingSelector,
    RoutingSelectorInput,
)
from .sending import given

__all__ = ["Integrations"]


class Integrations(InboundIntegrationArea):
    """`client.integrations`."""

    def set_selectors(
        self, integration_id: str, selectors: Sequence[RoutingSelectorInput | RoutingSelector]
    ) -> InboundIntegration:
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
        path = f"/integrations/inbound/{segment(integration_id)}/selectors"
        return self._one(InboundIntegration, "PUT", path, given(selectors=selectors))
