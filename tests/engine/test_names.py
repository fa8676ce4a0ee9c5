"""Names that change hands among the resources of one run."""

from __future__ import annotations

import pytest

from .stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

SCHEDULES = """
    for own, name in {names!r}.items():
        scaling.Schedule(own, name=name, timezone="UTC")
"""
POLICIES = """
    for own, name in {names!r}.items():
        target = {{"type": "users", "users": ["ana@example.com"]}}
        layer = {{"ack_timeout_minutes": 5, "target": target}}
        scaling.EscalationPolicy(own, name=name, layers=[layer])
"""
ROTATIONS = """
    primary = scaling.Schedule("primary", name="Primary", timezone="UTC")
    for own, name in {names!r}.items():
        scaling.RotationLayer(
            own,
            schedule_id=primary.id,
            name=name,
            rotation_type="weekly",
            rotation_length_days=7,
            handoff_time="09:00",
            effective_from="2026-01-05",
            participants=["ana@example.com"],
        )
"""
KINDS = pytest.mark.parametrize(
    ("program", "table"),
    [(SCHEDULES, "schedules"), (POLICIES, "policies"), (ROTATIONS, "rotation_layers")],
    ids=["schedules", "policies", "rotations"],
)
FIVE = {f"r{number}": f"N{number}" for number in range(5)}
CHANGES = [
    {"r0": "N1", "r1": "N0"},  # two swap
    {f"r{number}": f"N{(number + 1) % 5}" for number in range(5)},  # all go round
    {**{f"r{number}": f"N{number + 1}" for number in range(5)}, "new": "N0"},  # and a newcomer
]


def named(stack: Stack, table: str, names: dict[str, str]) -> dict[str, str]:
    """The names that the server has, by resource."""
    rows = {str(row["id"]): str(row["name"]) for row in stack.server.rows(table)}
    ids = {each["urn"].rpartition("::")[2]: str(each.get("id")) for each in stack.resources()}
    return {own: rows[ids[own].rpartition("/")[2]] for own in names}


@FLIPPED_TOO
@KINDS
def test_names_that_swap_or_go_round_in_one_up_end_where_the_program_says(
    program: str, table: str, stack: Stack
) -> None:
    stack.write(program.format(names=FIVE))
    stack.up()
    for change in CHANGES:
        names = {**FIVE, **change}
        stack.write(program.format(names=names))
        stack.up()
        assert named(stack, table, names) == names
    stack.unchanged()


@KINDS
def test_a_swap_that_is_cut_off_in_between_is_ended_by_the_next_up(
    program: str, table: str, stack: Stack
) -> None:
    stack.write(program.format(names=FIVE))
    stack.up()
    names = {**FIVE, "r0": "N1", "r1": "N0"}
    stack.write(program.format(names=names))
    updates = {
        "schedules": "update_schedule",
        "policies": "update_escalation_policy",
        "rotation_layers": "update_rotation_layer",
    }
    # The first is refused the name, puts the other aside, and then nothing is answered.
    stack.server.faults({"operation": updates[table], "status": 403, "skip": 2})
    stack.up(ok=False)
    stack.server.clear_faults()
    stack.up()
    assert named(stack, table, names) == names
    stack.unchanged()


def test_a_name_that_somebody_else_has_is_refused_and_nothing_is_moved(stack: Stack) -> None:
    stack.write(SCHEDULES.format(names=FIVE))
    stack.up()
    other = stack.server.seed  # somebody else's schedule
    other(
        {
            "organizations": [
                {"id": "org_harborline", "schedules": [{"name": "Theirs", "timezone": "UTC"}]}
            ]
        }
    )
    stack.write(SCHEDULES.format(names={**FIVE, "r0": "Theirs"}))
    refused = stack.up(ok=False)
    assert "the name is already in use" in refused.out
    assert "Theirs" in {row["name"] for row in stack.server.rows("schedules")}
