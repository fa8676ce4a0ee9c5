"""What the API tells about policies that hold steps, and what it takes for a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from .declared import EscalationPolicyWithLayers
from .records import Instant, Record

if TYPE_CHECKING:
    from typing_extensions import NotRequired

__all__ = [
    "EscalationChain",
    "EscalationStep",
    "EscalationStepInput",
    "StepCondition",
    "StepConditionInput",
]


class StepConditionInput(TypedDict):
    """When a step pages, as `{"working_hours_id": office.id, "when": "during"}`."""

    working_hours_id: str
    when: Literal["during", "outside"]


class EscalationStepInput(TypedDict):
    """One step of a chain that is sent as a whole."""

    position: NotRequired[int]
    """Counts from 1, which is paged first; left out, its place in the list."""
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
