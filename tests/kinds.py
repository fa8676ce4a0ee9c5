"""One sample a kind: what the tables of facts in these tests derive from.

A kind without one fails here, before any test of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

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
    changed: Mapping[str, Sequence[Any]]
    """By input, what may be said instead of the example, and is a change; None leaves it out."""
    alike: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    """By input, other ways to say the example, each of them no change."""
    instead: Mapping[str, Any] = field(default_factory=dict)
    """What the example has to say otherwise on the simulator."""

    @property
    def other(self) -> dict[str, Any]:
        """The first of its inputs with another value."""
        return {name: values[0] for name, values in [next(iter(self.changed.items()))]}


def _users(*people: str) -> dict[str, Any]:
    return {"type": "users", "users": [*people]}


_HOURS: Final = {"start": "09:00", "end": "18:00"}
_RULES: Final = by_name["RoutingPolicy"].example["rules"]

SAMPLES: Mapping[str, Sample] = {
    "Schedule": Sample(
        "schedules",
        "create_schedule",
        {
            "name": ["Second"],
            "timezone": ["Europe/Madrid"],
            "description": ["Other", None],
        },
        {"description": ["Payments, first line"]},
    ),
    "RotationLayer": Sample(
        "rotation_layers",
        "create_rotation_layer",
        {
            "name": ["Second"],
            "rotation_type": ["custom"],
            "rotation_length_days": [8],
            "handoff_time": ["09:01"],
            "effective_from": ["2026-01-05T08:00:01Z", "2026-01-06"],
            "effective_until": ["2027-01-05T08:00:01Z"],
            "participants": [["cy@example.com", "bo@example.com"], ["bo@example.com"]],
            "rollout": ["keep_turn"],
            "position": [0],
            "schedule_id": ["another"],
        },
        {
            "effective_from": ["2026-01-05T09:00:00+01:00", "2026-01-05T08:00:00.000Z"],
            "participants": [
                ["Bo@Example.com", "CY@example.com"],
                ["user_bo", "user_cy"],
                ["user_bo", "cy@example.com"],
            ],
        },
    ),
    "EscalationPolicy": Sample(
        "policies", "create_escalation_policy", {"name": ["Second"], "description": [None]}
    ),
    "PolicyLayer": Sample(
        "policy_layers",
        "create_policy_layer",
        {
            "ack_timeout_minutes": [9],
            "position": [2],
            "target": [
                _users("cy@example.com"),
                _users("bo@example.com", "user_cy"),
                {"type": "schedule", "schedule_id": "night"},
            ],
            "policy_id": ["another"],
        },
        {"target": [_users("user_bo"), _users("BO@example.com", "user_bo")]},
    ),
    "Member": Sample(
        "invitations",
        "invite_team_member",
        {"role": ["org:admin"]},
        {"email": ["New@Example.com"]},
        {"email": "new@example.com"},
    ),
    "Component": Sample(
        "components",
        "create_component",
        {"name": ["Second"], "group_label": [None], "aliases": [["cart"], None]},
        {"description": [""]},
        {"name": "Search"},
    ),
    "WorkingHours": Sample(
        "working_hours",
        "create_working_hours",
        {
            "name": ["Second"],
            "timezone": ["Asia/Tokyo"],
            "windows": [[{"days": [6], "start": "10:00", "end": "13:00"}]],
        },
        {"windows": [[{"days": [5, 4, 3, 2, 1], **_HOURS}]]},
    ),
    "RoutingPolicy": Sample(
        "routing_policies",
        "create_routing_policy",
        {
            "name": ["Second"],
            "rules": [[{**each, "outcome": "drop"} for each in _RULES]],
            "description": ["Other"],
        },
        {"rules": [_RULES[::-1]]},
    ),
    "InboundIntegration": Sample(
        "integrations", None, {"selectors": [[]]}, instead={"selectors": []}
    ),
}
assert SAMPLES.keys() == by_name.keys(), "each kind has a sample"
for _name, _sample in SAMPLES.items():
    assert {*_sample.changed, *_sample.alike} <= by_name[_name].fields.keys(), _name
MADE = [kind for kind in CATALOG if SAMPLES[kind.name].create]
"""Kinds whose objects a program makes."""


def each(of: Callable[[Sample], Mapping[str, Sequence[Any]]]) -> Iterator[tuple[Kind, str, Any]]:
    """A kind, one of its inputs and a value for it, one after the other."""
    for kind in CATALOG:
        for name, values in of(SAMPLES[kind.name]).items():
            for value in values:
                yield kind, name, value


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


WEEKS: Final = {
    "name": "Weeks",
    "rotation_type": "weekly",
    "rotation_length_days": 7,
    "handoff_time": "09:00",
    "effective_from": "2026-01-05T08:00:00Z",
}
"""A rotation without its people."""
