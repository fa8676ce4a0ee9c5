"""What the API does: a handler for every operation, and how each thing is shown."""

from . import escalation, policy_calls, policy_layer_calls, resolving, shown, team_calls
from .call import Call, Page
from .catalog import HANDLERS, STEP_HANDLERS

__all__ = [
    "HANDLERS",
    "STEP_HANDLERS",
    "Call",
    "Page",
    "escalation",
    "policy_calls",
    "policy_layer_calls",
    "resolving",
    "shown",
    "team_calls",
]
