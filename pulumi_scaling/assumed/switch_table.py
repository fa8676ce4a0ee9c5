"""The assumptions of the contract that change behaviour, each as a named switch.

The contract was pieced together from public pages, so some of its answers are guesses. A program
that only works under one guess is fragile; with a switch in its other position a test shows it.
This table is the only place that names them: validation, documentation and tests read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from typing import Final

__all__ = [
    "DEFAULTS",
    "FLIPPED",
    "GENERATIONS",
    "SWITCHES",
    "Position",
    "Switch",
    "UnknownSwitch",
    "checked",
    "switch_named",
]

Position = str | int


@dataclass(frozen=True)
class Switch:
    """One guess and the ways it may turn out."""

    name: str
    assumption: str
    default: Position
    others: tuple[Position, ...]
    help: str

    @property
    def positions(self) -> tuple[Position, ...]:
        """All of them, the default first."""
        return (self.default, *self.others)


SWITCHES: Final = (
    Switch("create_status", "A3", 200, (201,), "Status of a create that is not an incident."),
    Switch("delete_status", "A4", 200, (204,), "A delete answers success true, or nothing."),
    Switch(
        "schema_failure",
        "A5",
        "documented",
        ("uniform",),
        "Incident create and invite refuse a bad body with their own 400, or like all with 422.",
    ),
    Switch(
        "unauthorized_code",
        "A6",
        "precise",
        ("not_authorized",),
        "A 401 tells a missing key from a bad one, or uses the alias for both.",
    ),
    Switch("server_error_code", "A7", "server_error", ("",), "Code of a 500."),
    Switch(
        "forbidden_type",
        "A7",
        "not_authorized_error",
        ("invalid_request_error",),
        "Type of the 403 of a redaction.",
    ),
    Switch("error_message", "A7", "absent", ("present",), "Errors carry a text for people."),
    Switch(
        "request_id", "A8", "everywhere", ("errors",), "Answers that succeed carry a requestId too."
    ),
    Switch(
        "name_case", "A10", "sensitive", ("insensitive",), "Whether Ops and ops are the same name."
    ),
    Switch("ids", "A11", "uuid", ("prefixed",), "Form of new ids, and of those a path accepts."),
    Switch(
        "instants",
        "A13",
        "normalised",
        ("echoed",),
        "Instants come back in milliseconds, or with the fraction they were sent with.",
    ),
    Switch("handoff_time", "A14", "HH:MM", ("HH:MM:SS",), "How a handoff time comes back."),
    Switch(
        "unset_description",
        "A15",
        "kept",
        ("empty", "null"),
        'An unset description is as it was sent, always "", or always null.',
    ),
    Switch(
        "update_verbs",
        "A16",
        "both",
        ("put_only", "patch_only"),
        "Verbs that change schedules and rotation layers; the missing one answers 405.",
    ),
    Switch(
        "empty_patch", "A16", "accepted", ("refused",), "A PATCH without fields is a 200 or a 422."
    ),
    Switch("page_size", "A18", "asked", ("two",), "Rows of a page, whatever the limit says."),
    Switch(
        "next_cursor",
        "A18",
        "documented",
        ("top",),
        "nextCursor stands inside data where data is an object, or always beside it.",
    ),
    Switch("last_cursor", "A18", "null", ("absent", "empty"), "nextCursor of the last page."),
    Switch(
        "extra_fields", "A20", "absent", ("present",), "Answers carry fields nobody documented."
    ),
    Switch(
        "incident_fields",
        "A21",
        "union",
        ("common",),
        "Incidents show the fields of both published shapes, or only those common to both.",
    ),
    Switch("ownerless", "A22", "refused", ("accepted",), "An incident may be opened for nobody."),
    Switch(
        "attached_policy",
        "A23",
        "oldest",
        ("newest",),
        "Which policy an incident gets when several target its schedule.",
    ),
    Switch(
        "escalation_field", "A27", "shown", ("hidden",), "Incidents show their escalation state."
    ),
    Switch(
        "schedule_deletion",
        "A29",
        "allowed",
        ("refused",),
        "A schedule may be deleted while a policy targets it.",
    ),
    Switch("people", "A30", "ids", ("objects",), "How resolve names people."),
    Switch(
        "rotation_lengths",
        "A32",
        "tied",
        ("free",),
        "daily means 1 day and weekly 7, or the length says what it likes.",
    ),
    Switch(
        "repeated_participants",
        "A33",
        "allowed",
        ("refused",),
        "A person may stand twice in a rotation.",
    ),
    Switch(
        "layer_insertion",
        "A36",
        "shift",
        ("refuse", "append"),
        "A policy layer at a taken position moves the others, is a 422, or goes last.",
    ),
    Switch(
        "patch_position", "A36", "honoured", ("ignored",), "A PATCH of a policy layer may move it."
    ),
    Switch(
        "past_the_end",
        "A36",
        "clamped",
        ("kept",),
        "A position beyond the last one becomes the next free one, or leaves a hole.",
    ),
    Switch("gaps", "A37", "closed", ("left",), "What a deleted layer leaves behind."),
    Switch(
        "users_order", "A38", "kept", ("reversed",), "Order in which a users target comes back."
    ),
    Switch(
        "invite_conflict",
        "A41",
        "invalid_request_error",
        ("precise",),
        "Code for inviting somebody who is a member or already invited.",
    ),
    Switch("member_names", "A42", "shown", ("null",), "Whether people have names."),
    Switch(
        "listed_windows", "A46", "shown", ("empty",), "Lists of working hours show the windows."
    ),
)

GENERATIONS: Final = (
    Switch(
        "policy_generation",
        "A1",
        "layers",
        ("steps",),
        "A policy has layers below it, or steps inside it, replaced as a whole.",
    ),
    Switch("step_ids", "A48", "by_index", ("renewed",), "What a PUT does to step ids."),
    Switch(
        "no_steps",
        "A48",
        "accepted",
        ("refused",),
        "A new policy without steps is empty, or refused.",
    ),
)
"""Which of two APIs an account speaks, which is no guess about one of them."""

_BY_NAME: Final = {switch.name: switch for switch in (*SWITCHES, *GENERATIONS)}

DEFAULTS: Final[Mapping[str, Position]] = MappingProxyType(
    {switch.name: switch.default for switch in _BY_NAME.values()}
)
FLIPPED: Final[Mapping[str, Position]] = MappingProxyType(
    {switch.name: switch.others[0] for switch in SWITCHES}
)
"""Every switch in its other position at once."""


class UnknownSwitch(ValueError):
    """A switch or a position that the table does not hold."""


def switch_named(name: str) -> Switch:
    """The switch of a name."""
    return _BY_NAME[name]


def checked(given: Mapping[str, object]) -> dict[str, Position]:
    """The positions as the table spells them; a command line knows only text."""
    positions: dict[str, Position] = {}
    for name, wanted in given.items():
        switch = _BY_NAME.get(name)
        if switch is None:
            near = get_close_matches(name, _BY_NAME, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UnknownSwitch(f"there is no switch {name!r}{hint}")
        for position in switch.positions:
            if str(position) == str(wanted):
                positions[name] = position
                break
        else:
            choices = ", ".join(repr(position) for position in switch.positions)
            raise UnknownSwitch(f"{name} knows {choices}, not {wanted!r}")
    return positions
