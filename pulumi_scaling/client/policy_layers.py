"""The links of an escalation chain: whom to page, and how long to wait for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from .area import Area
from .bodies import changed, given
from .keep import KEEP, Keep
from .records import Instant, Listed, People, Record, read
from .wire import segment

__all__ = ["PolicyLayer", "PolicyLayers", "ScheduleTarget", "Target", "UsersTarget"]


class ScheduleTarget(TypedDict):
    """Whoever is on call, as `{"type": "schedule", "schedule_id": schedule.id}`."""

    type: Literal["schedule"]
    schedule_id: str


class UsersTarget(TypedDict):
    """These people, as `{"type": "users", "user_ids": ["user_ana"]}`."""

    type: Literal["users"]
    user_ids: Sequence[str]


class Target(Record):
    """Whom a layer pages: what its type says, the rest is empty."""

    type: str
    schedule_id: str | None = None
    user_ids: People = ()


class PolicyLayer(Record):
    """One link of an escalation chain."""

    id: str
    policy_id: str | None = None
    org_id: str | None = None
    position: int | None = None
    """Counts from 1, which is paged first."""
    ack_timeout_minutes: int
    """How long it has before the next one is paged."""
    target: Target
    created_at: Instant | None = None
    updated_at: Instant | None = None


class PolicyLayers(Area):
    """`client.policies.layers`."""

    def list(self, policy_id: str) -> tuple[PolicyLayer, ...]:
        """The layers of a policy, in the order they are paged."""
        path = f"/escalation/policies/{segment(policy_id)}"
        return read(_Layers, self._calls.get(path), f"GET {path}").layers

    def create(
        self,
        policy_id: str,
        *,
        position: int,
        ack_timeout_minutes: int,
        target: ScheduleTarget | UsersTarget | Target,
    ) -> PolicyLayer:
        """Add a layer at a place, counted from 1; those at and after it move down.

        ```python
        client.policies.layers.create(
            policy.id,
            position=1,
            ack_timeout_minutes=5,
            target={"type": "schedule", "schedule_id": schedule.id},
        )
        ```
        """
        return self._one(
            PolicyLayer,
            "POST",
            f"/escalation/policies/{segment(policy_id)}/layers",
            given(position=position, ack_timeout_minutes=ack_timeout_minutes, target=target),
        )

    def update(
        self,
        policy_id: str,
        layer_id: str,
        *,
        position: int | Keep = KEEP,
        ack_timeout_minutes: int | Keep = KEEP,
        target: ScheduleTarget | UsersTarget | Target | Keep = KEEP,
    ) -> PolicyLayer:
        """Change what is said and leave the rest. For more than one move, `reorder` is surer."""
        return self._one(
            PolicyLayer,
            "PATCH",
            _path(policy_id, layer_id),
            changed(position=position, ack_timeout_minutes=ack_timeout_minutes, target=target),
        )

    def delete(self, policy_id: str, layer_id: str) -> None:
        """Remove a layer; those after it move up."""
        self._calls.delete(_path(policy_id, layer_id))

    def reorder(self, policy_id: str, layer_ids: Sequence[str]) -> tuple[PolicyLayer, ...]:
        """Put all layers of the policy in this order; the first one is paged first."""
        path = f"/escalation/policies/{segment(policy_id)}/layers/order"
        return self._put_all(PolicyLayer, path, given(layer_ids=layer_ids))


class _Layers(Record):
    layers: Annotated[tuple[PolicyLayer, ...], Listed] = ()


def _path(policy_id: str, layer_id: str) -> str:
    return f"/escalation/policies/{segment(policy_id)}/layers/{segment(layer_id)}"
