"""One sample a kind: what the tables of facts in these tests derive from.

A kind without one fails here, before any test of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pulumi_scaling import core
from pulumi_scaling.model import Kind
from pulumi_scaling.resources import CATALOG, by_name


@dataclass(frozen=True)
class Sample:
    """What tests have to know of a kind beside its declaration."""

    rows: str
    """What the simulator calls its objects."""
    create: str | None
    """The operation that makes one; None where a program only finds it."""
    other: Mapping[str, Any] = field(default_factory=lambda: {"name": "Other"})
    """One of its inputs with another value."""
    instead: Mapping[str, Any] = field(default_factory=dict)
    """What the example has to say otherwise on the simulator."""


SAMPLES: Mapping[str, Sample] = {
    "Schedule": Sample("schedules", "create_schedule"),
    "RotationLayer": Sample("rotation_layers", "create_rotation_layer"),
    "EscalationPolicy": Sample("policies", "create_escalation_policy"),
    "PolicyLayer": Sample("policy_layers", "create_policy_layer", {"ack_timeout_minutes": 9}),
    "Member": Sample(
        "invitations",
        "invite_team_member",
        {"role": "org:admin"},
        {"email": "new@example.com"},
    ),
    "Component": Sample("components", "create_component", instead={"name": "Search"}),
    "WorkingHours": Sample("working_hours", "create_working_hours"),
    "RoutingPolicy": Sample("routing_policies", "create_routing_policy"),
    "InboundIntegration": Sample("integrations", None, {"selectors": []}, {"selectors": []}),
}
assert SAMPLES.keys() == by_name.keys(), "each kind has a sample"
MADE = [kind for kind in CATALOG if SAMPLES[kind.name].create]
"""Kinds whose objects a program makes."""


def inputs_of(kind: Kind, account: core.Account) -> dict[str, Any]:
    """The example of a kind, with a parent that exists."""
    inputs = {**kind.example, **SAMPLES[kind.name].instead}
    if kind.parent:
        parent = by_name[kind.parent_kind or ""]
        inputs[kind.parent] = core.create(account, parent, {**parent.example, "name": "Parent"})[0]
    return inputs


def made(account: core.Account, kind: Kind, **said: Any) -> tuple[str, dict[str, Any], Any]:
    """One that was checked and created: its id, its state and its inputs."""
    checked = core.check(account, kind, {}, {**kind.example, **said})
    assert checked.problems == []
    return (*core.create(account, kind, checked.inputs), checked.inputs)
