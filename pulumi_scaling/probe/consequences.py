"""What an account that is not as assumed does to programs: which resources, which fields, and what.

Most positions do nothing, since the provider takes either; those are not here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pulumi_scaling.assumed import Position, Positions

__all__ = ["CONSEQUENCES", "NONE", "consequences"]

CONSEQUENCES: Final[Mapping[tuple[str, Position], str]] = {
    ("name_case", "insensitive"): (
        "names of every kind: two that differ only in capitals are one name; the second is refused "
        "when it is created"
    ),
    ("schedule_deletion", "refused"): (
        "Schedule: one that a policy targets is not deleted: its layer has to go first"
    ),
    ("repeated_participants", "refused"): (
        "RotationLayer.participants: a person who stands there twice is refused at the up, after a "
        "preview that let it pass"
    ),
    ("rotation_lengths", "free"): (
        "RotationLayer.rotation_length_days: a daily or weekly layer of another length, which the "
        "account would take, is refused in the check; say it as custom"
    ),
    ("patch_position", "ignored"): (
        "PolicyLayer.position: a move is made by the order of the whole chain, one request more"
    ),
    ("layer_insertion", "refuse"): (
        "PolicyLayer.position: a new layer goes last and is moved from there, one request more"
    ),
    ("layer_insertion", "append"): (
        "PolicyLayer.position: a new layer goes last and is moved from there, one request more"
    ),
    ("policy_generation", "steps"): (
        "PolicyLayer: refused by itself, say `layers=` in the policy; EscalationPolicy.layers: "
        "schedules only, a target of users is refused in the check"
    ),
    ("no_steps", "refused"): (
        "EscalationPolicy: one without layers cannot be made; say `layers=` in it"
    ),
    ("incident_fields", "common"): (
        "PolicyLayer, EscalationPolicy.layers: an incident does not say which chain it climbs, so "
        "a layer goes while one does; look at what is open before layers are taken out"
    ),
    ("page_size", "two"): "lists: a refresh asks for a page every two rows",
}
"""By switch and position."""

NONE: Final = frozenset(
    {
        *("create_status", "delete_status", "schema_failure", "unauthorized_code"),
        *("server_error_code", "forbidden_type", "error_message", "request_id", "ids", "instants"),
        *(
            "handoff_time",
            "listed_windows",
            "unset_description",
            "update_verbs",
            "empty_patch",
            "next_cursor",
        ),
        *("last_cursor", "extra_fields", "ownerless", "attached_policy"),
        *("escalation_field", "people", "past_the_end", "gaps"),
        *("users_order", "invite_conflict", "member_names", "step_ids"),
    }
)
"""Switches whose positions are all alike to a program."""

STRANGE: Final[Mapping[str, str]] = {
    "create_status": "every create: a status like that may be read as a failure",
    "delete_status": "every delete: a status like that may be read as a failure",
    "policy_generation": "EscalationPolicy, PolicyLayer: neither can be managed",
    "ids": "every resource: ids are taken as they come; lookups by id may be refused",
    "instants": "RotationLayer.effective_from, effective_until: may differ at every preview",
    "handoff_time": "RotationLayer.handoff_time: may differ at every preview",
    "unset_description": "description of every kind: may differ at every preview",
    "people": "get_on_call, `on-call` and live checks: people are not recognised",
    "page_size": "lists: read to their end all the same",
    "next_cursor": "lists: read to their end all the same, where it is in one of both places",
    "last_cursor": "lists: a last page may be taken for one that goes on, and refused as endless",
    "layer_insertion": "PolicyLayer.position: order is put right by one request after each write",
    "past_the_end": "PolicyLayer.position: order is put right by one request after each write",
    "gaps": "positions: order is put right by one request after each write",
    "A2": "outputs created_by: what they name is not among the users",
    "A10": "every create: a name that is taken may not be recognised as such",
    "A12": "layers: one may be changed below a schedule that is not its own",
    "A20": "outputs: a field that an answer lacks is None",
    "A34": "RotationLayer: order cannot be set; a program whose layers change places stops",
    "A35": "layers: order cannot be trusted after a write; run `pulumi refresh` after each up",
    "A38": "PolicyLayer.target: a mistake in it may be told otherwise than in the errors page",
    "A43": "Member, participants: people are found by address only",
}
"""By switch or assumption, where something was seen that no position is for."""
ELSE: Final = "not tried with the provider; send the report, and preview before each up"


def consequences(found: Positions) -> list[str]:
    """A line for each thing that a program would notice."""
    lines = [
        f"{name} {position}: {CONSEQUENCES[name, position]}"
        for name, position in found.switches.items()
        if (name, position) in CONSEQUENCES
    ]
    lines += [
        f"{name}, {seen}: {STRANGE.get(name, ELSE)}" for name, seen in found.unforeseen.items()
    ]
    return lines
