"""The Scaling API from Python; the only place that knows HTTP.

`Client` is the way in. The records its areas answer with, and the types of what they take, are here
too for annotations; each is imported when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .address import DEFAULT_BASE_URL, base_url
from .calls import API_KEY_VARIABLE, BASE_URL_VARIABLE
from .client import Client
from .keep import KEEP, Keep
from .wire import Transport, segment

if TYPE_CHECKING:
    from .components import Component, MaintenanceWindow
    from .incident_records import (
        Actor,
        ComponentRef,
        Incident,
        IncidentUpdate,
        IncidentWithHistory,
        StatusChange,
    )
    from .integrations import Integration, Matcher, MatcherInput, Selector, SelectorInput
    from .policies import EscalationPolicy, EscalationPolicyWithLayers
    from .policy_layers import PolicyLayer, ScheduleTarget, Target, UsersTarget
    from .rotation_layers import RotationLayer
    from .routing_policies import (
        RoutingPolicy,
        RoutingPolicyWithRules,
        RoutingRule,
        RoutingRuleInput,
    )
    from .schedules import OnCall, Schedule, ScheduleWithLayers
    from .team import Invitation, Member, Members
    from .users import User
    from .words import Outcome, Role, RotationType, Severity, Status, Visibility
    from .working_hours import Window, WindowInput, WorkingHoursSet

__all__ = [
    "API_KEY_VARIABLE",
    "BASE_URL_VARIABLE",
    "DEFAULT_BASE_URL",
    "KEEP",
    "Actor",
    "Client",
    "Component",
    "ComponentRef",
    "EscalationPolicy",
    "EscalationPolicyWithLayers",
    "Incident",
    "IncidentUpdate",
    "IncidentWithHistory",
    "Integration",
    "Invitation",
    "Keep",
    "MaintenanceWindow",
    "Matcher",
    "MatcherInput",
    "Member",
    "Members",
    "OnCall",
    "Outcome",
    "PolicyLayer",
    "Role",
    "RotationLayer",
    "RotationType",
    "RoutingPolicy",
    "RoutingPolicyWithRules",
    "RoutingRule",
    "RoutingRuleInput",
    "Schedule",
    "ScheduleTarget",
    "ScheduleWithLayers",
    "Selector",
    "SelectorInput",
    "Severity",
    "Status",
    "StatusChange",
    "Target",
    "Transport",
    "User",
    "UsersTarget",
    "Visibility",
    "Window",
    "WindowInput",
    "WorkingHoursSet",
    "base_url",
    "segment",
]

_HOMES = (
    "components",
    "incident_records",
    "integrations",
    "policies",
    "policy_layers",
    "rotation_layers",
    "routing_policies",
    "schedules",
    "team",
    "users",
    "words",
    "working_hours",
)


def __getattr__(name: str) -> Any:
    """Import on first use: the provider needs requests, and no record."""
    if name in __all__:
        from importlib import import_module

        for home in _HOMES:
            module = import_module(f"{__name__}.{home}")
            if name in module.__all__:
                value = globals()[name] = getattr(module, name)
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
