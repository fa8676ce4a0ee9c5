"""Several stacks of one program: in one organization, and one in each."""

from __future__ import annotations

import pytest

from pulumi_scaling.simulator import MEMBER_KEY, ORGANIZATION, OTHER_KEY, OTHER_ORGANIZATION
from tests.engine.stack import NewStack, Stack
from tests.engine.test_pending import review

pytestmark = pytest.mark.long

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
    refused = review(dev, "--stack", "dev")["refused"]
    assert sorted(each["name"] for each in refused) == ["Night", "Night", "Primary", "Primary"]
    assert all("if no other stack has it" in each["remedy"] for each in refused)
    run = dev.up("--continue-on-error", ok=False)
    assert run.warnings == []
    conflicts = [each for each in run.errors if "the name is already in use" in each]
    assert len(conflicts) == 2
    condition = {
        "today": "if its last run was cut short",
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


# ---------------------------------------------------------------- three stages, one organization
STAGES = """
stage = pulumi.get_stack()
{people}
turns = scaling.Schedule(
    "primary", name=f"Primary ({{stage}})", timezone="UTC", layers=[dict(
        name="Weeks", rotation_type="weekly", rotation_length_days=7, handoff_time="09:00",
        effective_from="2026-01-05", participants=["bo@example.com", "fay@example.com"])])
target = {{"type": "schedule", "schedule_id": turns.id}}
scaling.EscalationPolicy(
    "payments", name=f"Payments ({{stage}})", layers=[dict(ack_timeout_minutes=5, target=target)]
)
"""
FAY = 'scaling.Member("fay", email="fay@example.com", role="org:member")'
IN_PROD = STAGES.format(people=f'if stage == "prod":\n    {FAY}')
IN_EACH = STAGES.format(people=FAY)


def stages(new_stack: NewStack, program: str) -> dict[str, Stack]:
    return {name: new_stack(program, name=name) for name in ("prod", "staging", "dev")}


def accept(stack: Stack) -> str:
    (invitation,) = stack.server.rows("invitations")
    return str(stack.server.accept(invitation["id"])["id"])


def rosters(stack: Stack) -> list[list[str]]:
    return [row["participantIds"] for row in stack.server.rows("rotation_layers")]


def members(stack: Stack) -> set[str]:
    return {row["email"] for row in stack.server.rows("members", ORGANIZATION)}


def test_one_stage_has_the_people_and_each_completes_its_roster(new_stack: NewStack) -> None:
    three = stages(new_stack, IN_PROD)
    prod, dev = three["prod"], three["dev"]
    for name, stack in three.items():
        run = stack.up()
        (warning,) = run.warnings
        assert f"'Primary ({name})' goes without fay@example.com" in warning
        assert run.counts["create"] == (4 if stack is prod else 3)
    assert len(prod.server.rows("invitations")) == 1
    fay = accept(prod)
    for name, stack in three.items():
        changed = {"primary": "update"} | ({"fay": "update"} if stack is prod else {})
        assert stack.up().changed == changed, name
        stack.unchanged()
    assert rosters(prod) == [["user_bo", fay]] * 3

    # One goes, and takes nobody along.
    assert dev.destroy().warnings == []
    assert rosters(prod) == [["user_bo", fay]] * 2
    for name in ("prod", "staging"):
        three[name].unchanged()
    # That of the people does not go from under the others.
    refused = " ".join(prod.destroy(ok=False).errors)
    assert (
        "the member fay@example.com still takes turns on the schedule 'Primary (staging)' ("
        in refused
    )
    assert "fay@example.com" in members(prod)
    three["staging"].destroy()
    prod.destroy()
    assert "fay@example.com" not in members(prod)


@pytest.mark.parametrize("when", ["before they accept", "after they accepted"])
def test_who_is_in_every_stage_goes_with_the_one_that_invited_them(
    new_stack: NewStack, when: str
) -> None:
    three = stages(new_stack, IN_EACH)
    prod = three["prod"]
    for stack in three.values():
        stack.up()
    if when == "after they accepted":
        accept(prod)
        for stack in three.values():
            stack.up()
    (warning,) = three["dev"].destroy().warnings
    assert "not invited by this stack as far as it knows, and stays" in warning
    if when == "before they accept":
        accept(prod)
    for name in ("prod", "staging"):
        three[name].up()
        three[name].unchanged()
    assert "fay@example.com" in members(prod)


def test_a_stage_whose_key_is_no_admins_waits_for_the_others_people(new_stack: NewStack) -> None:
    three = stages(new_stack, IN_PROD)
    prod, dev = three["prod"], three["dev"]
    dev.env["SCALING_CLOUD_API_KEY"] = MEMBER_KEY
    prod.up()
    (error,) = (each for each in dev.preview(ok=False).errors if "fay@example.com" in each)
    assert "whether they are invited cannot be seen with this key" in error
    accept(prod)
    dev.up()
    dev.unchanged()


# ---------------------------------------------------------------- an organization each
def test_a_key_of_another_stage_makes_nothing(new_stack: NewStack) -> None:
    three = stages(new_stack, ALIKE)
    prod, dev = three["prod"], three["dev"]
    for stack, organization in ((prod, ORGANIZATION), (dev, OTHER_ORGANIZATION)):
        stack.config("scaling:organization", organization, secret=False)
    prod.up()
    before = world(prod)
    # A plan that was made without a key, reviewed with that of prod.
    key = dev.env.pop("SCALING_CLOUD_API_KEY")
    plan = dev.folder / "plan.json"
    plan.write_text(dev.command("preview", "--json", "--show-sames").out)
    dev.env |= {"SCALING_CLOUD_API_KEY": key, "PULUMI_STACK": "dev"}
    refused = review(dev, "--preview", str(plan))["refused"]
    assert len(refused) == 4
    (told,) = {(each["reason"], each["remedy"]) for each in refused}
    assert told[1] == f"use a key of {OTHER_ORGANIZATION}"
    # And the shell still has it.
    for run in (dev.preview(ok=False), dev.up("--continue-on-error", ok=False)):
        said = [each for each in run.errors if f"use a key of {OTHER_ORGANIZATION}" in each]
        assert len([each for each in said if "has a problem" in each]) == 1
    assert world(prod) == before
    dev.env["SCALING_CLOUD_API_KEY"] = OTHER_KEY
    dev.up()
    assert len(prod.server.rows("schedules")) == 4
    dev.unchanged()
    dev.destroy()
    assert world(prod) == before
    prod.unchanged()
