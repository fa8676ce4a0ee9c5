"""The example `team`: two stages of one team in one organization, through all that happens."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from tests.engine.stack import FLIPPED_TOO, NewStack, Stack

README = Path(__file__).resolve().parents[2] / "examples" / "team" / "README.md"
KINDS = ("schedules", "rotation_layers", "policies", "policy_layers")


def roster(stack: Stack, layer: str = "Primary", stage: str = "dev") -> list[str]:
    """Who takes turns, as the server has it."""
    (schedule,) = (
        row["id"] for row in stack.server.rows("schedules") if row["name"] == f"Payments ({stage})"
    )
    rows = stack.server.rows("rotation_layers")
    (found,) = (row for row in rows if row["scheduleId"] == schedule and row["name"] == layer)
    return [id_.removeprefix("user_") for id_ in found["participantIds"]]


def chain(stack: Stack, stage: str = "dev") -> list[str]:
    """Whom the policy pages, in order."""
    (policy,) = (
        row["id"] for row in stack.server.rows("policies") if row["name"] == f"Payments ({stage})"
    )
    rows = [row for row in stack.server.rows("policy_layers") if row["policyId"] == policy]
    return [row["target"]["type"] for row in sorted(rows, key=lambda row: row["position"])]


@FLIPPED_TOO
def test_a_team_is_made_reordered_swapped_edited_by_hand_and_removed(
    new_stack: NewStack, colleague: httpx.Client
) -> None:
    stack = new_stack(example="team")
    server = stack.server
    assert set(stack.preview().changed.values()) == {"create"}
    assert server.writes == []
    up = stack.up()
    assert up.counts == {"create": 6}
    assert roster(stack) == ["bo", "cy"]
    assert roster(stack, "Backup") == ["dee"]
    assert chain(stack) == ["schedule", "schedule", "users"]
    assert up.outputs["team"]["fay@example.com"] == "pending"
    stack.unchanged()

    # Reorder the chain: the lead first.
    stack.edit(
        "[on_duty, on_duty, lead]",
        "[lead, on_duty, on_duty]",
    )
    assert set(stack.preview().changed.values()) == {"update"}
    assert set(stack.up().changed.values()) == {"update"}
    assert chain(stack) == ["users", "schedule", "schedule"]

    # Swap two participants.
    stack.config("team:rotation", '["cy@example.com", "bo@example.com"]', secret=False)
    assert stack.up().changed == {"payments": "update"}
    assert roster(stack) == ["cy", "bo"]

    # A colleague edits by hand.
    (schedule,) = server.rows("schedules")
    (primary, _) = sorted(server.rows("rotation_layers"), key=lambda row: row["position"])
    path = f"/oncall/schedules/{schedule['id']}/layers/{primary['id']}"
    body = {name: primary[name] for name in ("name", "rotationType", "rotationLengthDays")}
    body |= {"handoffTime": "21:00", "effectiveFrom": primary["effectiveFrom"]}
    colleague.put(path, json={**body, "participantIds": ["user_eli"]})
    layers = [row["id"] for row in server.rows("policy_layers")]
    order = f"/escalation/policies/{server.rows('policies')[0]['id']}/layers/order"
    colleague.put(order, json={"layerIds": layers[::-1]})
    seen = stack.preview("--refresh").changed
    assert seen == {"payments": "update"}
    stack.up("--refresh")
    assert roster(stack) == ["cy", "bo"]
    assert chain(stack) == ["users", "schedule", "schedule"]

    # A member accepts.
    server.accept(server.rows("invitations")[0]["id"])
    up = stack.up()
    assert up.changed == {"fay": "update"}
    assert up.outputs["team"]["fay@example.com"] == "active"
    stack.unchanged()

    stack.destroy()
    assert all(server.rows(kind) == [] for kind in KINDS)
    emails = {row["email"] for row in server.rows("members", "org_harborline")}
    assert "fay@example.com" not in emails
    assert {"bo@example.com", "cy@example.com"} <= emails


def test_two_stages_live_in_one_organization_and_one_goes_alone(new_stack: NewStack) -> None:
    prod, dev = new_stack(example="team", name="prod"), new_stack(example="team", name="dev")
    server = prod.server
    prod.up()
    dev.up()
    assert len(server.rows("invitations")) == 1
    assert sorted(row["name"] for row in server.rows("schedules")) == [
        "Payments (dev)",
        "Payments (prod)",
    ]
    assert roster(prod, stage="prod") == ["cy", "bo", "eli"]
    assert roster(dev) == ["bo", "cy"]
    server.accept(server.rows("invitations")[0]["id"])
    for stack in (prod, dev):
        assert stack.up().changed == {"fay": "update"}

    destroyed = dev.destroy()
    assert len(destroyed.warnings) == 3
    assert [row["name"] for row in server.rows("schedules")] == ["Payments (prod)"]
    assert [row["name"] for row in server.rows("policies")] == ["Payments (prod)"]
    assert roster(prod, stage="prod") == ["cy", "bo", "eli"]
    assert chain(prod, "prod") == ["schedule", "schedule", "users"]
    prod.unchanged()
    prod.destroy()
    assert all(server.rows(kind) == [] for kind in KINDS)


def test_the_readme_quotes_what_is_printed(new_stack: NewStack) -> None:
    stack = new_stack(example="team")
    printed = [stack.up().out]
    stack.edit(
        "[on_duty, on_duty, lead]",
        "[on_duty, lead, on_duty]",
    )
    printed.append(stack.preview("--diff").out)
    stack.server.accept(stack.server.rows("invitations")[0]["id"])
    stack.edit(
        "[on_duty, lead, on_duty]",
        "[on_duty, on_duty, lead]",
    )
    printed.append(stack.preview().out)
    printed.append(stack.destroy().out)
    quoted = re.findall(r"^```text\n(.*?)^```", README.read_text(), re.MULTILINE | re.DOTALL)
    assert len(quoted) == len(printed)
    for block, text in zip(quoted, printed, strict=True):
        for line in block.splitlines():
            assert line.strip() in text, text
