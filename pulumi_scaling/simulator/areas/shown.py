# ruff: noqa: D103 - handlers carry the id of their operation, which the contract describes
"""Every kind the world holds, with the way it is shown: for assertions, across organizations."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pulumi_scaling.simulator.areas import (
    component_calls,
    escalation,
    incident_calls,
    integration_calls,
    policy_calls,
    policy_layer_calls,
    rotation_layer_calls,
    routing_policy_calls,
    schedule_calls,
    team_calls,
    timeline,
    working_hours_calls,
)
from pulumi_scaling.simulator.areas.call import Show
from pulumi_scaling.simulator.world import Row, World

_PEOPLE: Final = (
    "SELECT m.orgId, m.role, m.joinedAt, u.id, u.email, u.firstName, u.lastName, u.imageUrl"
    " FROM members m JOIN users u ON u.id = m.userId ORDER BY m.seq"
)

_UPDATES: Final = (
    "SELECT u.*, i.orgId FROM updates u JOIN incidents i ON i.id = u.incidentId ORDER BY u.seq"
)

KINDS: Final[Mapping[str, tuple[str, Show]]] = MappingProxyType(
    {
        "schedules": ("SELECT * FROM schedules ORDER BY seq", schedule_calls.show),
        "rotation_layers": (
            "SELECT * FROM rotation_layers ORDER BY scheduleId, position, seq",
            rotation_layer_calls.show,
        ),
        "policies": ("SELECT * FROM policies ORDER BY seq", policy_calls.show),
        "policy_layers": (
            "SELECT * FROM policy_layers ORDER BY policyId, position, seq",
            policy_layer_calls.show,
        ),
        "members": (_PEOPLE, team_calls.show_member),
        "users": (_PEOPLE, team_calls.show_user),
        "components": ("SELECT * FROM components ORDER BY seq", component_calls.show),
        "routing_policies": (
            "SELECT * FROM routing_policies ORDER BY seq",
            routing_policy_calls.show_with_rules,
        ),
        "working_hours": ("SELECT * FROM working_hours ORDER BY seq", working_hours_calls.show),
        "integrations": ("SELECT * FROM integrations ORDER BY seq", integration_calls.show),
        "incidents": ("SELECT * FROM incidents ORDER BY seq", incident_calls.show),
        "updates": (
            _UPDATES,
            timeline.show,
        ),
        "pages": ("SELECT * FROM pages ORDER BY at, seq", escalation.show),
        "invitations": (
            "SELECT * FROM invitations WHERE status = 'pending' ORDER BY seq",
            team_calls.show_invitation,
        ),
    }
)


def rows(world: World, kind: str, org: str | None) -> list[Row]:
    query, show = KINDS[kind]
    return [show(world, row) for row in world.store.all(query) if org in (None, row["orgId"])]
