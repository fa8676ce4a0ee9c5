"""The requests that change nothing: one a list, one object of each kind, some that must fail."""

from __future__ import annotations

from typing import Final

from .asks import IMPOSSIBLE, Ask

__all__ = ["FOUND_IN", "MOST", "READS", "REST"]

MOST: Final = 40
"""Requests that a look sends at most, those included that were told to come again."""

FOUND_IN: Final = {
    "schedule": "list_schedules",
    "policy": "list_escalation_policies",
    "component": "list_components",
    "routing": "list_routing_policies",
    "hours": "list_working_hours",
    "integration": "list_inbound_integrations",
    "incident": "list_incidents",
}
"""The list whose first row has the id that a path asks for."""

REST: Final = Ask(
    "rest_of_list",
    "GET",
    "{list}",
    ("A18",),
    only="if a list before says that it goes on: its next page",
)

READS: Final = (
    Ask("without_key", "GET", "/users", ("A6", "A7"), key="none"),
    Ask("with_a_strange_key", "GET", "/users", ("A6", "A7"), key="nobody"),
    Ask("list_users", "GET", "/users", ("A8", "A42", "A43"), "list_users"),
    Ask("list_team_members", "GET", "/team/members", ("A2", "A42", "A43"), "list_team_members"),
    Ask(
        "list_schedules",
        "GET",
        "/oncall/schedules",
        ("A2", "A11", "A15", "A18", "A20"),
        "list_schedules",
        {"limit": "100"},
    ),
    Ask(
        "list_escalation_policies",
        "GET",
        "/escalation/policies",
        ("A11", "A18"),
        "list_escalation_policies",
        {"limit": "100"},
    ),
    # One a page, so that a second component shows where the cursor stands.
    Ask("list_components", "GET", "/components", ("A18", "A44"), "list_components", {"limit": "1"}),
    Ask("list_routing_policies", "GET", "/routing/policies", ("A18",), "list_routing_policies"),
    Ask("list_working_hours", "GET", "/working-hours", ("A18", "A46"), "list_working_hours"),
    Ask(
        "list_inbound_integrations",
        "GET",
        "/integrations/inbound",
        ("A18",),
        "list_inbound_integrations",
    ),
    Ask(
        "list_incidents",
        "GET",
        "/incidents",
        ("A18", "A21", "A27"),
        "list_incidents",
        {"limit": "1"},
    ),
    REST,
    Ask(
        "get_schedule",
        "GET",
        "/oncall/schedules/{schedule}",
        ("A13", "A14", "A20"),
        "get_schedule",
        only="the first of the list",
    ),
    Ask(
        "resolve_schedule",
        "GET",
        "/oncall/schedules/{schedule}/resolve",
        ("A30",),
        "resolve_schedule",
        only="of the same one",
    ),
    Ask(
        "get_escalation_policy",
        "GET",
        "/escalation/policies/{policy}",
        ("A1", "A39"),
        "get_escalation_policy",
        only="the first of the list",
    ),
    Ask(
        "layers_of_no_policy",
        "GET",
        f"/escalation/policies/{IMPOSSIBLE}/layers",
        ("A1",),
    ),
    Ask(
        "get_component",
        "GET",
        "/components/{component}",
        ("A44",),
        "get_component",
        only="the first of the list",
    ),
    Ask(
        "get_routing_policy",
        "GET",
        "/routing/policies/{routing}",
        ("A15",),
        "get_routing_policy",
        only="the first of the list",
    ),
    Ask(
        "get_working_hours",
        "GET",
        "/working-hours/{hours}",
        ("A46",),
        "get_working_hours",
        only="the first of the list",
    ),
    Ask(
        "get_inbound_integration",
        "GET",
        "/integrations/inbound/{integration}",
        ("A20",),
        "get_inbound_integration",
        only="the first of the list",
    ),
    Ask(
        "get_incident",
        "GET",
        "/incidents/{incident}",
        ("A21", "A27"),
        "get_incident",
        only="the newest",
    ),
    Ask(
        "list_incident_updates",
        "GET",
        "/incidents/{incident}/updates",
        ("A18",),
        "list_incident_updates",
        only="of the same one",
    ),
    Ask("an_id_nobody_has", "GET", f"/oncall/schedules/{IMPOSSIBLE}", ("A7", "A11")),
    Ask("an_id_of_no_form", "GET", "/oncall/schedules/probe-of-no-id", ("A11",)),
    Ask("a_bad_limit", "GET", "/oncall/schedules", ("A19",), query={"limit": "some"}),
    Ask("a_bad_cursor", "GET", "/oncall/schedules", ("A19",), query={"cursor": "none-of-yours"}),
)
