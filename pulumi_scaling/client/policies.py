"""Escalation policies: chains of layers that are paged one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated

from .area import Area
from .bodies import changed, given
from .keep import KEEP, Keep
from .policy_layers import PolicyLayer, PolicyLayers
from .records import Instant, Listed, Record
from .wire import segment

__all__ = ["EscalationPolicy", "EscalationPolicyWithLayers", "Policies"]


class EscalationPolicy(Record):
    """A policy as lists show it."""

    id: str
    name: str
    description: str | None = None
    org_id: str | None = None
    created_by: str | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class EscalationPolicyWithLayers(EscalationPolicy):
    """A policy with its layers, in the order they are paged."""

    layers: Annotated[tuple[PolicyLayer, ...], Listed] = ()


class Policies(Area):
    """`client.policies`."""

    @cached_property
    def layers(self) -> PolicyLayers:
        """The links of a chain."""
        return PolicyLayers(self._calls)

    def list(self) -> Iterator[EscalationPolicy]:
        """Go through all of them, page by page, without their layers."""
        return self._all(EscalationPolicy, "/escalation/policies")

    def find(self, name: str) -> EscalationPolicy | None:
        """The one of that name; None if there is none."""
        return next((one for one in self.list() if one.name == name), None)

    def get(self, policy_id: str) -> EscalationPolicyWithLayers:
        """Read one with its layers.

        ```python
        for layer in client.policies.get(policy.id).layers:
            print(layer.position, layer.target, f"{layer.ack_timeout_minutes} min")
        ```
        """
        return self._one(EscalationPolicyWithLayers, "GET", _path(policy_id))

    def create(self, *, name: str, description: str | None = None) -> EscalationPolicy:
        """Add one without layers; it pages nobody yet."""
        body = given(name=name, description=description)
        return self._one(EscalationPolicy, "POST", "/escalation/policies", body)

    def update(
        self,
        policy_id: str,
        *,
        name: str | Keep = KEEP,
        description: str | Keep | None = KEEP,
    ) -> EscalationPolicy:
        """Change what is said and leave the rest; None clears the description."""
        body = changed(name=name, description=description)
        return self._one(EscalationPolicy, "PATCH", _path(policy_id), body)

    def delete(self, policy_id: str) -> None:
        """Remove it with its layers; refused (`InUse`) while an active incident uses it."""
        self._calls.delete(_path(policy_id))


def _path(policy_id: str) -> str:
    return f"/escalation/policies/{segment(policy_id)}"
