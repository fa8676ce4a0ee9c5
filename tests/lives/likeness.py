"""What a program says and what an account holds, in one form, so that they can be compared.

Built without the provider: from the inputs that the program registers and from the rows of the
simulator, by name instead of by id.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from tests.lives.programs import Goal, filled, short

__all__ = ["Things", "held", "said"]

PREFIX: Final = "pulumi-python:dynamic/scaling:"
Things = dict[str, Any]
SIMPLE: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "Component": ("components", ("description", "groupLabel", "aliases")),
    "WorkingHours": ("working_hours", ("timezone", "windows")),
    "RoutingPolicy": ("routing_policies", ("rules", "description")),
}
"""Kinds that stand by themselves: what the simulator calls them, and what of them is said."""
UNPLACED: Final = 1000.0
"""Where a layer comes that claims no place."""


class Unordered(list[Any]):
    """Layers of which not all claim a place: the engine makes the others in any order."""

    __hash__ = None
    places: Mapping[int, Any] = {}
    """Those that do, as far as there are so many layers."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, list) or _by_text(self) != _by_text(other):
            return False
        return all(other[place] == layer for place, layer in self.places.items())

    def __ne__(self, other: object) -> bool:
        return not self == other


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _plain(value: Any) -> Any:
    """Numbers as they are written, lists without an order where none of ours has one."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Mapping):
        return {_camel(name): _plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def _by_text(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


# ---------------------------------------------------------------- what an account holds
def held(world: Any) -> dict[str, Things]:
    """All of the organization that a program could say."""
    rows = world.everything()
    emails = {row["id"]: row["email"] for row in rows["members"]}
    schedules = {row["id"]: row["name"] for row in rows["schedules"]}
    found: dict[str, Things] = {
        "Schedule": {
            row["name"]: {
                "timezone": row["timezone"],
                "description": row.get("description") or None,
                "layers": [
                    _turns(each, emails)
                    for each in _ordered(rows["rotation_layers"])
                    if each["scheduleId"] == row["id"]
                ],
            }
            for row in rows["schedules"]
        },
        "EscalationPolicy": {
            row["name"]: {
                "description": row.get("description") or None,
                "layers": [
                    [
                        each["ackTimeoutMinutes"] or world.minutes(each["id"]),
                        _target(each["target"], schedules, emails),
                    ]
                    for each in _ordered(rows["policy_layers"])
                    if each["policyId"] == row["id"]
                ],
            }
            for row in rows["policies"]
        },
        "Member": {row["email"]: row["role"] for row in rows["members"]}
        | {row["emailAddress"]: f"invited {row['role']}" for row in rows["invitations"]},
        "InboundIntegration": {
            row["name"]: _by_text(map(_plain, row["selectors"])) for row in rows["integrations"]
        },
    }
    for kind, (table, fields) in SIMPLE.items():
        found[kind] = {
            row["name"]: {name: _same(name, row.get(name)) for name in fields}
            for row in rows[table]
        }
    return found


def _ordered(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: row["position"])


def _turns(row: Mapping[str, Any], emails: Mapping[str, str]) -> list[Any]:
    return [
        row["name"],
        row["rotationType"],
        row["rotationLengthDays"],
        row["handoffTime"][:5],
        row.get("effectiveUntil"),
        [emails.get(who, who) for who in row["participantIds"]],
    ]


def _target(target: Mapping[str, Any], schedules: Things, emails: Mapping[str, str]) -> Any:
    if target["type"] == "schedule":
        return ["schedule", schedules.get(target["scheduleId"], "one that is gone")]
    return ["users", *sorted(emails.get(who, who) for who in target["userIds"])]


def _same(name: str, value: Any) -> Any:
    if name in {"windows", "rules"}:
        value = [
            {**_plain(each), **({"days": sorted(each["days"])} if "days" in each else {})}
            for each in value
        ]
        return _by_text(value)
    return _plain(value) or None


# ---------------------------------------------------------------- what a program says
def said(
    goals: Iterable[Goal], before: Mapping[str, Things], there: list[str]
) -> dict[str, Things]:
    """What an account holds that held that before, once this program is true; who is there now."""
    found = {kind: dict(things) for kind, things in before.items()}
    layers: dict[str, list[tuple[float, int, Any]]] = {}
    by_urn = {goal.urn: goal for goal in goals}

    def known(urn: str, name: str) -> Any:
        props = by_urn[urn].props
        return f"\ue000{props.get('name', short(urn))}" if name == "id" else props.get(name)

    for at, goal in enumerate(by_urn.values()):
        kind = goal.type.removeprefix(PREFIX)
        props: dict[str, Any] = filled(goal.props, known)
        if kind in {"Schedule", "EscalationPolicy"}:
            thing: dict[str, Any] = {"description": props.get("description") or None, "layers": []}
            if kind == "Schedule":
                thing["timezone"] = props["timezone"]
            inside = props.get("layers") or []
            for place, each in enumerate(inside):
                layers.setdefault(f"{kind} {props['name']}", []).append(
                    (place, at, _layer(kind, each, there))
                )
            found[kind][props["name"]] = thing
        elif kind in {"RotationLayer", "PolicyLayer"}:
            above = "Schedule" if kind == "RotationLayer" else "EscalationPolicy"
            parent = str(props["schedule_id" if above == "Schedule" else "policy_id"])
            rank = props.get("position")
            layers.setdefault(f"{above} {parent.removeprefix(chr(0xE000))}", []).append(
                (UNPLACED if rank is None else rank, at, _layer(above, props, there))
            )
        elif kind == "Member":
            email = next(
                (each for each in before["Member"] if each.casefold() == props["email"].casefold()),
                props["email"].casefold(),
            )
            joined = email.casefold() in {each.casefold() for each in there}
            found[kind][email] = props["role"] if joined else f"invited {props['role']}"
        elif kind == "InboundIntegration":
            found[kind][props["name"]] = _by_text(map(_plain, props.get("selectors") or ()))
        else:
            table = {_camel(name): value for name, value in props.items()}
            found[kind][props["name"]] = {
                name: _same(name, table.get(name)) for name in SIMPLE[kind][1]
            }
    for called, inside in layers.items():
        kind, _, name = called.partition(" ")
        found[kind][name]["layers"] = _in_place(inside)
    return found


def _in_place(inside: list[tuple[float, int, Any]]) -> list[Any]:
    rows = [each for _, _, each in sorted(inside, key=lambda row: row[:2])]
    if not any(rank == UNPLACED for rank, _, _ in inside):
        return rows
    loose = Unordered(rows)
    loose.places = {int(rank): row for rank, _, row in inside if rank < len(inside)}
    return loose


def _layer(parent: str, said: Mapping[str, Any], there: list[str]) -> Any:
    if parent == "Schedule":
        until = said.get("effective_until")
        return [
            said["name"],
            said["rotation_type"],
            int(said["rotation_length_days"]),
            said["handoff_time"],
            until,
            _people(said["participants"], there),
        ]
    target = said["target"]
    if target["type"] == "schedule":
        return [
            int(said["ack_timeout_minutes"]),
            ["schedule", str(target["schedule_id"]).removeprefix("\ue000")],
        ]
    return [int(said["ack_timeout_minutes"]), ["users", *sorted(_people(target["users"], there))]]


def _people(said: Iterable[str], there: list[str]) -> list[str]:
    """Those who are there by now; whoever has not accepted is left out until then."""
    folded = {email.casefold(): email for email in there}
    return [folded[who.casefold()] for who in said if who.casefold() in folded]
