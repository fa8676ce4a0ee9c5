"""Which function answers which operation: every one of the contract, each said once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from pulumi_scaling.simulator.areas import (
    components,
    incidents,
    integrations,
    oncall,
    policies,
    policy_layers,
    rotation_layers,
    routing_policies,
    schedules,
    team,
    timeline,
    working_hours,
)
from pulumi_scaling.simulator.call import Call

Handler = Callable[[Call], Any]

HANDLERS: Final[Mapping[str, Handler]] = MappingProxyType(
    {
        handler.__name__: handler
        for handler in (
            incidents.list_incidents,
            incidents.create_incident,
            incidents.get_incident,
            timeline.update_incident_status,
            timeline.list_incident_updates,
            timeline.create_incident_update,
            timeline.redact_incident_update,
            incidents.acknowledge_incident,
            incidents.handoff_incident,
            incidents.set_incident_components,
            schedules.list_schedules,
            schedules.create_schedule,
            schedules.get_schedule,
            schedules.update_schedule,
            schedules.replace_schedule,
            schedules.delete_schedule,
            oncall.resolve_schedule,
            rotation_layers.create_rotation_layer,
            rotation_layers.reorder_rotation_layers,
            rotation_layers.update_rotation_layer,
            rotation_layers.replace_rotation_layer,
            rotation_layers.delete_rotation_layer,
            policies.list_escalation_policies,
            policies.create_escalation_policy,
            policies.get_escalation_policy,
            policies.update_escalation_policy,
            policies.delete_escalation_policy,
            policy_layers.create_policy_layer,
            policy_layers.reorder_policy_layers,
            policy_layers.update_policy_layer,
            policy_layers.delete_policy_layer,
            team.list_team_members,
            team.invite_team_member,
            team.update_member_role,
            team.remove_team_member,
            team.revoke_invitation,
            team.list_users,
            components.list_components,
            components.create_component,
            components.get_component,
            components.update_component,
            components.delete_component,
            routing_policies.list_routing_policies,
            routing_policies.create_routing_policy,
            routing_policies.get_routing_policy,
            routing_policies.replace_routing_policy,
            routing_policies.delete_routing_policy,
            working_hours.list_working_hours,
            working_hours.create_working_hours,
            working_hours.get_working_hours,
            working_hours.update_working_hours,
            working_hours.delete_working_hours,
            integrations.list_inbound_integrations,
            integrations.get_inbound_integration,
            integrations.replace_integration_selectors,
        )
    }
)
"""Handlers by operation id, which is the name of their function."""
