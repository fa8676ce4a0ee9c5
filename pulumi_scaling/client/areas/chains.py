"""Escalation policies of either generation: layers below a policy, or steps inside it.

Which one an account speaks shows in the policy itself: `client.policies.get(id).generation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from pulumi_scaling.client.http import segment

from .declared import EscalationPolicyArea, EscalationPolicyWithLayers
from .records import Instant, Record
from .sending import changed, given

if TYPE_CHECKING:
    from typing_extensions import NotRequired

__all__ = [
    "EscalationChain",
    "EscalationStep",
    "EscalationStepInput",
    "Policies",
    "StepCondition",
    "StepConditionInput",
]


class StepConditionInput(TypedDict):
    """When a step pages, as `{"working_hours_id": office.id, "when": "during"}`."""

    working_hours_id: str
    when: Literal["during", "outside"]


class EscalationStepInput(TypedDict):
    """One step of a chain that is sent as a whole."""

    position: int
    """Counts from 1, which is paged first."""
    target_type: Literal["schedule"]
    target_id: str
    escalate_after_seconds: int
    """60 at the least."""
    condition: NotRequired[StepConditionInput | None]


class StepCondition(Record):
    """When a step pages."""

    working_hours_id: str
    when: str


class EscalationStep(Record):
    """One step of a chain."""

    id: str
    position: int | None = None
    """Counts from 1, which is paged first."""
    target_type: str
    target_id: str
    escalate_after_seconds: int
    """How long it has before the next one is paged."""
    condition: StepCondition | None = None
    created_at: Instant | None = None
    updated_at: Instant | None = None


class EscalationChain(EscalationPolicyWithLayers):
    """A policy with its chain, in whichever generation the account speaks."""

    steps: tuple[EscalationStep, ...] | None = None
    """In order; None where the account's policies have layers."""

    @property
    def generation(self) -> Literal["layers", "steps"]:
        """Where the chain is: in `layers`, or in `steps`."""
        return "layers" if self.steps is None else "steps"


class Policies(EscalationPolicyArea):
    """`client.policies`."""

    def get(self, policy_id: str) -> EscalationChain:
        """Read one with its chain.

        ```python
        found = client.policies.get(policy.id)
        for layer in found.layers:
            print(layer.position, layer.target, f"{layer.ack_timeout_minutes} min")
        for step in found.steps or ():
            print(step.position, step.target_id, f"{step.escalate_after_seconds} s")
        ```
        """
        return self._one(EscalationChain, "GET", _path(policy_id))

    def create_with_steps(
        self, *, name: str, steps: Sequence[EscalationStepInput], description: str | None = None
    ) -> EscalationChain:
        """Add one with its chain, where the account's policies hold steps."""
        body = given(name=name, description=description, steps=steps)
        return self._one(EscalationChain, "POST", "/escalation/policies", body)

    def replace(
        self,
        policy_id: str,
        *,
        name: str,
        steps: Sequence[EscalationStepInput],
        description: str | None = None,
    ) -> EscalationChain:
        """Say all of it anew, where the account's policies hold steps."""
        body = changed(name=name, description=description, steps=steps)
        return self._one(EscalationChain, "PUT", _path(policy_id), body)


def _path(policy_id: str) -> str:
    return f"/escalation/policies/{segment(policy_id)}"
