"""The Scaling API from Python; the only place that knows HTTP.

`Client` is the way in. The records its areas answer with, and the types of what they take, are here
too for annotations; each is imported when it is first asked for. GENERATED: `make generate`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .areas.keep import KEEP, Keep
from .entrance import Client
from .http import (
    API_KEY_VARIABLE,
    BASE_URL_VARIABLE,
    DEFAULT_BASE_URL,
    UNSURE,
    Answer,
    Failure,
    Transport,
    Wire,
    base_url,
    segment,
)

if TYPE_CHECKING:
    from .areas.declared import (
        Component,
        EscalationPolicy,
        EscalationPolicyWithLayers,
        InboundIntegration,
        MaintenanceWindow,
        PolicyLayer,
        RotationLayer,
        RoutingPolicy,
        RoutingRule,
        RoutingRuleInput,
        RoutingSelector,
        RoutingSelectorInput,
        Schedule,
        ScheduleTargetInput,
        ScheduleWithLayers,
        SelectorMatcher,
        SelectorMatcherInput,
        Target,
        UsersTargetInput,
        WorkingHours,
        WorkingHoursWindow,
        WorkingHoursWindowInput,
    )
    from .areas.incident_records import (
        Actor,
        ComponentRef,
        Incident,
        IncidentUpdate,
        IncidentWithHistory,
        StatusChange,
    )
    from .areas.oncall import (
        OnCall,
    )
    from .areas.step_records import (
        EscalationChain,
        EscalationStep,
        EscalationStepInput,
        StepCondition,
        StepConditionInput,
    )
    from .areas.team import (
        Invitation,
        Member,
        Members,
    )
    from .areas.users import (
        User,
    )
    from .areas.words import (
        Outcome,
        Role,
        RotationType,
        Severity,
        Status,
        Visibility,
    )

__all__ = [
    "API_KEY_VARIABLE",
    "BASE_URL_VARIABLE",
    "DEFAULT_BASE_URL",
    "KEEP",
    "UNSURE",
    "Actor",
    "Answer",
    "Client",
    "Component",
    "ComponentRef",
    "EscalationChain",
    "EscalationPolicy",
    "EscalationPolicyWithLayers",
    "EscalationStep",
    "EscalationStepInput",
    "Failure",
    "InboundIntegration",
    "Incident",
    "IncidentUpdate",
    "IncidentWithHistory",
    "Invitation",
    "Keep",
    "MaintenanceWindow",
    "Member",
    "Members",
    "OnCall",
    "Outcome",
    "PolicyLayer",
    "Role",
    "RotationLayer",
    "RotationType",
    "RoutingPolicy",
    "RoutingRule",
    "RoutingRuleInput",
    "RoutingSelector",
    "RoutingSelectorInput",
    "Schedule",
    "ScheduleTargetInput",
    "ScheduleWithLayers",
    "SelectorMatcher",
    "SelectorMatcherInput",
    "Severity",
    "Status",
    "StatusChange",
    "StepCondition",
    "StepConditionInput",
    "Target",
    "Transport",
    "User",
    "UsersTargetInput",
    "Visibility",
    "Wire",
    "WorkingHours",
    "WorkingHoursWindow",
    "WorkingHoursWindowInput",
    "base_url",
    "segment",
]

_HOMES = (
    "declared",
    "incident_records",
    "oncall",
    "step_records",
    "team",
    "users",
    "words",
)


def __getattr__(name: str) -> Any:
    """Import on first use: the provider needs requests, and no record."""
    if name in __all__:
        from importlib import import_module

        for home in _HOMES:
            module = import_module(f"{__name__}.areas.{home}")
            if name in module.__all__:
                value = globals()[name] = getattr(module, name)
                return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
