"""The requests of `--write`: on objects of its own, which page nobody, and a few that must fail.

Each is announced here before any of it is sent; `experiment` decides which of them are needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .asks import IMPOSSIBLE, Ask

__all__ = ["INVITES", "LISTS", "MADE_IN", "WRITES", "Collection"]

SCHEDULES, POLICIES = "/oncall/schedules", "/escalation/policies"
SCHEDULE, OTHER = f"{SCHEDULES}/{{schedule}}", f"{SCHEDULES}/{{other}}"
LAYERS, POLICY = f"{SCHEDULE}/layers", f"{POLICIES}/{{policy}}"
LINKS: Final = f"{POLICY}/layers"
IF_LAYERS: Final = "where policies have layers"
IF_STEPS: Final = "where policies have steps"


@dataclass(frozen=True)
class Collection:
    """Where objects of its own lie, and the list that shows what was left behind."""

    path: str
    label: str


LISTS: Final = (
    # In this order they go: what targets something before what it targets.
    Collection(POLICIES, "escalation policy"),
    Collection(SCHEDULES, "schedule"),
    Collection("/routing/policies", "routing policy"),
    Collection("/working-hours", "working hours"),
    Collection("/components", "component"),
)
MADE_IN: Final = {each.path: each for each in LISTS}

WRITES: Final = (
    # ------------------------------------------------------------ schedules
    Ask("create_schedule", "POST", SCHEDULES, ("A2", "A3", "A15"), "create_schedule"),
    Ask("second_schedule", "POST", SCHEDULES, ("A3", "A15"), "create_schedule"),
    Ask(
        "second_schedule_plain",
        "POST",
        SCHEDULES,
        ("A12",),
        "create_schedule",
        only="if one with a blank description was refused",
    ),
    Ask("same_name", "POST", SCHEDULES, ("A10",), "create_schedule"),
    Ask("same_name_in_capitals", "POST", SCHEDULES, ("A10",), "create_schedule"),
    Ask(
        "third_schedule",
        "POST",
        SCHEDULES,
        ("A18",),
        "create_schedule",
        only="if there are no three to see a page by",
    ),
    Ask("schedule_of_nothing", "POST", SCHEDULES, ("A5",)),
    Ask("schedules_by_hundred", "GET", SCHEDULES, ("A18",), "list_schedules", {"limit": "100"}),
    Ask("empty_patch", "PATCH", SCHEDULE, ("A16",), "update_schedule"),
    Ask("put_schedule", "PUT", OTHER, ("A16",), "replace_schedule"),
    # ------------------------------------------------------------ rotation layers
    Ask("create_layer", "POST", LAYERS, ("A13", "A14"), "create_rotation_layer"),
    Ask("somebody_twice", "POST", LAYERS, ("A33",), "create_rotation_layer"),
    Ask("daily_of_two_days", "POST", LAYERS, ("A32",), "create_rotation_layer"),
    Ask(
        "second_layer",
        "POST",
        LAYERS,
        ("A34",),
        "create_rotation_layer",
        only="if neither of those two was made",
    ),
    Ask("same_layer_name", "POST", LAYERS, ("A10",), "create_rotation_layer"),
    Ask("rename_to_taken", "PUT", OTHER, ("A10",), "replace_schedule"),
    Ask("nobody_in_it", "POST", LAYERS, ("A33",), "create_rotation_layer"),
    Ask("change_layer", "PATCH", f"{LAYERS}/{{layer}}", ("A16",), "update_rotation_layer"),
    Ask("under_another_schedule", "PATCH", f"{OTHER}/layers/{{layer}}", ("A12",)),
    Ask(
        "under_another_schedule_whole",
        "PUT",
        f"{OTHER}/layers/{{layer}}",
        ("A12",),
        only="if layers take no PATCH",
    ),
    Ask("order_layers", "PUT", f"{LAYERS}/order", ("A34", "A35"), "reorder_rotation_layers"),
    Ask("order_without_one", "PUT", f"{LAYERS}/order", ("A35",)),
    Ask(
        "resolve_then",
        "GET",
        f"{SCHEDULE}/resolve",
        ("A30",),
        "resolve_schedule",
        {"at": "2099-06-01T00:00:00Z"},
    ),
    Ask("delete_first_layer", "DELETE", f"{LAYERS}/{{layer}}", ("A4", "A37")),
    Ask("get_made_schedule", "GET", SCHEDULE, ("A37",), "get_schedule"),
    # ------------------------------------------------------------ working hours and components
    Ask("create_hours", "POST", "/working-hours", ("A3", "A46"), "create_working_hours"),
    Ask("same_hours_name", "POST", "/working-hours", ("A10",), "create_working_hours"),
    Ask("change_hours", "PATCH", "/working-hours/{hours}", ("A46",), "update_working_hours"),
    Ask("hours_listed", "GET", "/working-hours", ("A46",), "list_working_hours"),
    Ask("create_component", "POST", "/components", ("A3", "A44"), "create_component"),
    Ask("same_component_name", "POST", "/components", ("A10",), "create_component"),
    Ask("change_component", "PATCH", "/components/{component}", ("A44",), "update_component"),
    Ask(
        "empty_component_patch",
        "PATCH",
        "/components/{component}",
        ("A16",),
        "update_component",
        only="if schedules take no PATCH",
    ),
    Ask(
        "second_component",
        "POST",
        "/components",
        ("A18",),
        "create_component",
        only="if no list of components showed where a cursor stands",
    ),
    Ask(
        "components_in_ones",
        "GET",
        "/components",
        ("A18",),
        "list_components",
        {"limit": "1"},
        only="in that case",
    ),
    # ------------------------------------------------------------ chains
    Ask("create_policy", "POST", POLICIES, ("A39", "A48"), "create_escalation_policy"),
    Ask("same_policy_name", "POST", POLICIES, ("A10",), "create_escalation_policy"),
    Ask("get_policy", "GET", POLICY, ("A1", "A39"), "get_escalation_policy"),
    Ask("create_link", "POST", LINKS, ("A36",), "create_policy_layer", only=IF_LAYERS),
    Ask("occupied_place", "POST", LINKS, ("A36", "A38"), "create_policy_layer", only=IF_LAYERS),
    Ask(
        "place_behind",
        "POST",
        LINKS,
        ("A38",),
        "create_policy_layer",
        only="if an occupied place was refused",
    ),
    Ask("far_place", "POST", LINKS, ("A36",), "create_policy_layer", only=IF_LAYERS),
    Ask("unknown_target", "POST", LINKS, ("A38",), "create_policy_layer", only=IF_LAYERS),
    Ask("empty_target", "POST", LINKS, ("A38",), "create_policy_layer", only=IF_LAYERS),
    Ask(
        "unknown_target_by_patch",
        "PATCH",
        f"{LINKS}/{{link}}",
        ("A38",),
        "update_policy_layer",
        only=IF_LAYERS,
    ),
    Ask("chain_made", "GET", POLICY, ("A36",), "get_escalation_policy", only=IF_LAYERS),
    Ask("move_link", "PATCH", f"{LINKS}/{{link}}", ("A36",), "update_policy_layer", only=IF_LAYERS),
    Ask(
        "far_move",
        "PATCH",
        f"{LINKS}/{{link}}",
        ("A36",),
        "update_policy_layer",
        only="if a new layer always goes last",
    ),
    Ask("chain_moved", "GET", POLICY, ("A36",), "get_escalation_policy", only=IF_LAYERS),
    Ask("delete_link", "DELETE", f"{LINKS}/{{link}}", ("A37",), only=IF_LAYERS),
    Ask("chain_left", "GET", POLICY, ("A37",), "get_escalation_policy", only=IF_LAYERS),
    Ask(
        "policy_with_steps",
        "POST",
        POLICIES,
        ("A48",),
        "create_escalation_policy",
        only="where policies have steps, or one without is refused",
    ),
    Ask("put_steps", "PUT", POLICY, ("A48",), "replace_escalation_policy", only=IF_STEPS),
    Ask("delete_targeted_schedule", "DELETE", SCHEDULE, ("A29",)),
    Ask("chain_without_target", "GET", POLICY, ("A29",), "get_escalation_policy"),
    # ------------------------------------------------------------ what must fail
    Ask("incident_of_nothing", "POST", "/incidents", ("A5",)),
    # With a component that does not exist, twice, which is refused wherever incidents are: only how
    # tells whether the missing owner was, too.
    Ask("incident_for_nobody", "POST", "/incidents", ("A22",), "create_incident"),
    Ask(
        "resolve_incident",
        "PATCH",
        "/incidents/{incident}/status",
        ("A22",),
        "update_incident_status",
        only="three times, should that have been made after all",
    ),
    Ask("invitation_of_nothing", "POST", "/team/members/invite", ("A5",)),
    Ask("routing_to_nowhere", "POST", "/routing/policies", ("A45",), "create_routing_policy"),
    Ask(
        "revoke_no_invitation",
        "DELETE",
        f"/team/members/invitations/{IMPOSSIBLE}",
        ("A41",),
    ),
    Ask("role_of_nobody", "PATCH", "/team/members/user_probe_nobody/role", ("A41",)),
)

INVITES: Final = (
    Ask("invite", "POST", "/team/members/invite", ("A40", "A41"), "invite_team_member"),
    Ask("invite_again", "POST", "/team/members/invite", ("A41",)),
    Ask("revoke_invitation", "DELETE", "/team/members/invitations/{invitation}", ("A4", "A40")),
)
"""Only with `--invite`: a real letter is sent to the address."""
