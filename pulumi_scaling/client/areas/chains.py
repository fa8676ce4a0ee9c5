"""Escalation policies of either generation: layers below a policy, or steps inside it.

Which one an account speaks shows in the policy itself: `client.policies.get(id).generation`. What
belongs to the other one ends in a sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any, Final, TypeVar

from pulumi_scaling.client.http import segment
from pulumi_scaling.errors import ApiError, Invalid, NotFound, ScalingError

from .declared import EscalationPolicyArea, PolicyLayer, PolicyLayerArea
from .records import Record
from .sending import changed, given
from .step_records import EscalationChain, EscalationStep, EscalationStepInput

__all__ = ["Policies", "PolicyLayers"]

HAS_STEPS: Final = (
    "this account's policies hold steps, and there are no layers below them: read the steps with "
    "client.policies.get, and send all of them with client.policies.replace"
)
HAS_LAYERS: Final = (
    "this account's policies have layers below them, and hold no steps: use client.policies.create "
    "or update, and client.policies.layers"
)

R = TypeVar("R", bound=Record)


class PolicyLayers(PolicyLayerArea):
    """`client.policies.layers`, for accounts whose policies have layers."""

    def list(self, policy_id: str) -> tuple[PolicyLayer, ...]:
        """The layers of a policy, in the order they are paged."""
        chain = self._chain(_path(policy_id))
        if chain.steps is not None:
            raise NotFound(f"{HAS_STEPS} [GET {_path(policy_id)} answered with steps]", status=404)
        return chain.layers

    def _chain(self, path: str) -> EscalationChain:
        return super()._one(EscalationChain, "GET", path)

    def _one(
        self,
        record: type[R],
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        repeatable: bool | None = None,
        **query: Any,
    ) -> R:
        with self._below(path):
            return super()._one(record, method, path, body, repeatable=repeatable, **query)

    def _put_all(self, record: type[R], path: str, body: Mapping[str, Any]) -> tuple[R, ...]:
        with self._below(path):
            return super()._put_all(record, path, body)

    def _remove(self, path: str) -> None:
        with self._below(path):
            super()._remove(path)

    @contextmanager
    def _below(self, path: str) -> Generator[None]:
        """Say of a refusal that there can be nothing, if that is why."""
        try:
            yield
        except (NotFound, Invalid) as refused:
            if refused.status in {404, 405} and self._hold_steps(path.partition("/layers")[0]):
                _said(refused, HAS_STEPS)
            raise

    def _hold_steps(self, path: str) -> bool:
        try:
            return self._chain(path).steps is not None
        except ScalingError:
            return False  # Then the refusal is the better sentence.


class Policies(EscalationPolicyArea):
    """`client.policies`."""

    @cached_property
    def layers(self) -> PolicyLayers:
        """The links of a chain, where the account's policies have layers."""
        return PolicyLayers(self._calls)

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
        self,
        *,
        name: str,
        steps: Sequence[EscalationStepInput | EscalationStep],
        description: str | None = None,
    ) -> EscalationChain:
        """Add one with its chain, where the account's policies hold steps."""
        body = given(name=name, description=description, steps=_entries(steps))
        made = self._one(EscalationChain, "POST", "/escalation/policies", body)
        if made.steps is None:
            raise Invalid(f"{HAS_LAYERS}; {self._undone(made.id)}")
        return made

    def replace(
        self,
        policy_id: str,
        *,
        name: str,
        steps: Sequence[EscalationStepInput | EscalationStep],
        description: str | None = None,
    ) -> EscalationChain:
        """Say all of it anew, where the account's policies hold steps."""
        body = changed(name=name, description=description, steps=_entries(steps))
        try:
            return self._one(EscalationChain, "PUT", _path(policy_id), body)
        except Invalid as refused:
            if refused.status == 405:
                _said(refused, HAS_LAYERS)
            raise

    def _undone(self, policy_id: str) -> str:
        """Remove what was taken without its steps and would page nobody."""
        try:
            self.delete(policy_id)
        except ScalingError as kept:
            return f"what was made without steps is still there, as {policy_id}: {kept}"
        return "what was made without steps is removed again"

    def _one(
        self,
        record: type[R],
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        repeatable: bool | None = None,
        **query: Any,
    ) -> R:
        try:
            return super()._one(record, method, path, body, repeatable=repeatable, **query)
        except (NotFound, Invalid) as refused:
            if method != "PATCH" or refused.status not in {404, 405}:
                raise
            try:
                now = super()._one(EscalationChain, "GET", path)
            except ScalingError:
                raise refused from None
            if now.steps is None:
                raise
        # A policy that holds steps is changed as a whole, or not at all.
        as_is = changed(name=now.name, description=now.description, steps=_entries(now.steps))
        return super()._one(record, "PUT", path, {**as_is, **(body or {})})


def _entries(steps: Sequence[EscalationStepInput | EscalationStep]) -> Sequence[Mapping[str, Any]]:
    """Each as a request carries it; what an answer held goes by its place."""
    return [{"position": place, **_entry(step)} for place, step in enumerate(steps, start=1)]


def _entry(step: EscalationStepInput | EscalationStep) -> Mapping[str, Any]:
    if not isinstance(step, EscalationStep):
        return step
    return step.model_dump(include={*EscalationStepInput.__annotations__} - {"position"})


def _path(policy_id: str) -> str:
    return f"/escalation/policies/{segment(policy_id)}"


def _said(refused: ApiError, why: str) -> None:
    """Put the reason in front of what was asked and answered."""
    facts = re.search(r" \[[A-Z]+ /.*", str(refused))
    refused.args = (why + (facts[0] if facts else ""),)
