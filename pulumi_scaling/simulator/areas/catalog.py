"""Which function answers which operation: every one of the contract, each said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from pulumi_scaling.simulator.areas import (
    component_calls,
    incident_calls,
    integration_calls,
    policy_calls,
    policy_layer_calls,
    resolving,
    rotation_layer_calls,
    routing_policy_calls,
    schedule_calls,
    step_calls,
    team_calls,
    timeline,
    working_hours_calls,
)
from pulumi_scaling.simulator.areas.call import Call

Handler = Callable[[Call], Any]

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        handler.__name__: handler
        for handler in (
            incident_calls.list_incidents,
            incident_calls.create_incident,
            incident_calls.get_incident,
            timeline.update_incident_status,
            timeline.list_incident_updates,
            timeline.create_incident_update,
            timeline.redact_incident_update,
            incident_calls.acknowledge_incident,
            incident_calls.handoff_incident,
            incident_calls.set_incident_components,
            schedule_calls.list_schedules,
            schedule_calls.create_schedule,
            schedule_calls.get_schedule,
            schedule_calls.update_schedule,
            schedule_calls.replace_schedule,
            schedule_calls.delete_schedule,
            resolving.resolve_schedule,
            rotation_layer_calls.create_rotation_layer,
            rotation_layer_calls.reorder_rotation_layers,
            rotation_layer_calls.update_rotation_layer,
            rotation_layer_calls.replace_rotation_layer,
            rotation_layer_calls.delete_rotation_layer,
            policy_calls.list_escalation_policies,
            policy_calls.create_escalation_policy,
            policy_calls.get_escalation_policy,
            policy_calls.update_escalation_policy,
            policy_calls.delete_escalation_policy,
            policy_layer_calls.create_policy_layer,
            policy_layer_calls.reorder_policy_layers,
            policy_layer_calls.update_policy_layer,
            policy_layer_calls.delete_policy_layer,
            team_calls.list_team_members,
            team_calls.invite_team_member,
            team_calls.update_member_role,
            team_calls.remove_team_member,
            team_calls.revoke_invitation,
            team_calls.list_users,
            component_calls.list_components,
            component_calls.create_component,
            component_calls.get_component,
            component_calls.update_component,
            component_calls.delete_component,
            routing_policy_calls.list_routing_policies,
            routing_policy_calls.create_routing_policy,
            routing_policy_calls.get_routing_policy,
            routing_policy_calls.replace_routing_policy,
            routing_policy_calls.delete_routing_policy,
            working_hours_calls.list_working_hours,
            working_hours_calls.create_working_hours,
            working_hours_calls.get_working_hours,
            working_hours_calls.update_working_hours,
            working_hours_calls.delete_working_hours,
            integration_calls.list_inbound_integrations,
            integration_calls.get_inbound_integration,
            integration_calls.replace_integration_selectors,
        )
    }
)
"""Handlers by operation id, which is the name of their function."""

STEP_HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        **HANDLERS,
        "create_escalation_policy": step_calls.create,
        "get_escalation_policy": step_calls.get,
        "replace_escalation_policy": step_calls.replace,
    }
)
"""The same where policies hold steps."""
