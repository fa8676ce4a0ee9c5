"""Several stacks of one program: in one organization, and one in each."""

from __future__ import annotations

import pytest

from tests.engine.stack import NewStack, Stack

# ---------------------------------------------------------------- names that forgot the stack's
ALIKE = """
for name in ("Primary", "Night"):
    its = name.lower()
    turns = scaling.Schedule(its, name=name, timezone="UTC")
    target = {"type": "schedule", "schedule_id": turns.id}
    layers = [{"ack_timeout_minutes": 5, "target": target}]
    scaling.EscalationPolicy(its, name=name, layers=layers)
"""
KINDS = ("schedules", "policies", "policy_layers")


def world(stack: Stack) -> dict[str, object]:
    return {kind: stack.server.rows(kind) for kind in KINDS}


@pytest.mark.parametrize("age", ["today", "last week"])
def test_a_second_stack_of_the_same_names_is_told_once_and_takes_nothing(
    new_stack: NewStack, age: str
) -> None:
    prod = new_stack(ALIKE, name="prod")
    prod.up()
    if age == "last week":
        prod.server.clock(advance=7 * 86_400)
    before, dev = world(prod), new_stack(ALIKE)
    (warning,) = dev.preview().warnings
    for name in ("Primary", "Night"):
        for label in ("schedule", "escalation policy"):
            assert f"the {label} {name!r} (" in warning
    assert "are in the account already and not in this stack" in warning
    assert warning.count("adopt --fill") == 1
    assert "if no other stack has them" in warning
    run = dev.up("--continue-on-error", ok=False)
    assert run.warnings == []
    conflicts = [each for each in run.errors if "the name is already in use" in each]
    assert len(conflicts) == 2
    condition = {
        "today": "if its last run was interrupted",
        "last week": "if no other stack",
    }
    for each in conflicts:
        assert "not in this stack" in each
        assert condition[age] in each
        assert "errors.md#a-name-that-is-taken" in each
    dev.destroy()
    assert world(prod) == before
    prod.unchanged()


def test_a_name_of_the_stack_itself_is_told_with_its_resource(new_stack: NewStack) -> None:
    stack = new_stack(ALIKE)
    stack.up()
    stack.edit("scaling.Schedule(its, ", 'scaling.Schedule(f"new-{its}", ')
    told = [each for each in stack.preview().warnings if "in this stack" in each]
    assert len(told) == 2
    for name, each in zip(("Night", "Primary"), sorted(told), strict=True):
        assert f"the schedule {name!r} (" in each
        assert f"is {name.lower()!r} in this stack" in each
        assert f"aliases=[pulumi.Alias(name='{name.lower()}')]" in each
    refused = [each for each in stack.up(ok=False).errors if "already in use" in each]
    assert refused
    for each in refused:
        assert "aliases=[pulumi.Alias(name='" in each
        assert "<its old name>" not in each
    old = "opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name=its)])"
    stack.edit('timezone="UTC")', f'timezone="UTC", {old})')
    stack.up()
    stack.unchanged()
