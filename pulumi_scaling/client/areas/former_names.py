"""What some records and inputs were called before they took the names of the declarations.

Scripts that were written with them, and their annotations, go on as they are.
"""

from __future__ import annotations

from .declared import (
    InboundIntegration,
    RoutingPolicy,
    RoutingSelector,
    RoutingSelectorInput,
    ScheduleTargetInput,
    SelectorMatcher,
    SelectorMatcherInput,
    UsersTargetInput,
    WorkingHours,
    WorkingHoursWindow,
    WorkingHoursWindowInput,
)

__all__ = [
    "Integration",
    "Matcher",
    "MatcherInput",
    "RoutingPolicyWithRules",
    "ScheduleTarget",
    "Selector",
    "SelectorInput",
    "UsersTarget",
    "Window",
    "WindowInput",
    "WorkingHoursSet",
]

Integration = InboundIntegration
Matcher = SelectorMatcher
MatcherInput = SelectorMatcherInput
RoutingPolicyWithRules = RoutingPolicy
ScheduleTarget = ScheduleTargetInput
Selector = RoutingSelector
SelectorInput = RoutingSelectorInput
UsersTarget = UsersTargetInput
Window = WorkingHoursWindow
WindowInput = WorkingHoursWindowInput
WorkingHoursSet = WorkingHours
