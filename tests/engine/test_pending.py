"""A new team in one pull request: the first up is green, and later ones complete the rosters."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.engine.stack import FLIPPED_TOO, Stack

pytestmark = pytest.mark.long

NEW = ("fay", "gus", "hal", "ida", "jon", "kim")
MEMBERS = "".join(
    f'{name} = scaling.Member("{name}", email="{name}@example.com", role="org:member")\n'
    for name in NEW
)
ROSTER = ", ".join(["fay.email", '"bo@example.com"', *(f"{name}.email" for name in NEW[1:])])
WEEKS = f"""name="Weeks", rotation_type="weekly", rotation_length_days=7, handoff_time="09:00",
    effective_from="2026-01-05T08:00:00Z", participants=[{ROSTER}]"""
TARGET = '{"type": "users", "users": ["cy@example.com", fay.email]}'
APART = f"""{MEMBERS}
night = scaling.Schedule("night", name="Night", timezone="UTC")
weeks = scaling.RotationLayer("weeks", schedule_id=night, {WEEKS})
chain = scaling.EscalationPolicy("chain", name="Chain")
link = scaling.PolicyLayer(
    "link", policy_id=chain, position=1, ack_timeout_minutes=5, target={TARGET}
)
pulumi.export("weeks", weeks.waiting)
pulumi.export("link", link.waiting)
"""
INSIDE = f"""{MEMBERS}
night = scaling.Schedule("night", name="Night", timezone="UTC", layers=[dict({WEEKS})])
chain = scaling.EscalationPolicy(
    "chain", name="Chain", layers=[dict(ack_timeout_minutes=5, target={TARGET})]
)
pulumi.export("weeks", night.waiting)
pulumi.export("link", chain.waiting)
"""
ADDRESSES = [f"{name}@example.com" for name in NEW]


def people(stack: Stack) -> tuple[list[str], set[str]]:
    """Who takes turns, and who is paged by name."""
    (rotation,), (layer,) = stack.server.rows("rotation_layers"), stack.server.rows("policy_layers")
    return rotation["participantIds"], set(layer["target"]["userIds"])


def accept(stack: Stack, *names: str) -> dict[str, str]:
    """Let some accept; their ids."""
    pending = {row["emailAddress"]: row["id"] for row in stack.server.rows("invitations")}
    return {
        name: stack.server.accept(pending[f"{name}@example.com"])["id"]
        for name in names
        if f"{name}@example.com" in pending
    }


@FLIPPED_TOO
@pytest.mark.parametrize("program", [APART, INSIDE], ids=["apart", "inside"])
def test_six_new_people_are_a_green_up_and_one_warning(stack: Stack, program: str) -> None:
    server = stack.server
    stack.write(program)
    first = stack.command("up", "--yes")  # With its preview.
    previewed, updated = first.out.split("Updating (dev)")
    told = previewed.partition("Diagnostics:")[2]
    assert told.count("warning: scaling: ") == 1
    for address in ADDRESSES:
        assert address in told
    assert "warning" not in updated
    assert people(stack) == (["user_bo"], {"user_cy"})
    assert first.outputs == {"weeks": ADDRESSES, "link": ["fay@example.com"]}
    # Nobody has accepted: nothing to do, nothing that a read would find, and it is said again.
    again = stack.up()
    assert again.changed == {}
    (warning,) = again.warnings
    assert warning.count("schedule 'Night' goes without") == 1
    assert warning.count("escalation policy 'Chain' goes without fay@example.com") == 1
    stack.unchanged()
    assert stack.refresh().drifted == {}

    ids = accept(stack, "fay", "kim")
    rosters = {"weeks", "link"} if program is APART else {"night", "chain"}
    assert stack.preview().changed == dict.fromkeys({"fay", "kim"} | rosters, "update")
    second = stack.up()
    assert people(stack) == ([ids["fay"], "user_bo", ids["kim"]], {"user_cy", ids["fay"]})
    assert second.outputs == {"weeks": ADDRESSES[1:-1]}
    stack.unchanged()

    ids |= accept(stack, *NEW[1:-1])
    stack.up()
    assert people(stack)[0] == [ids["fay"], "user_bo", *(ids[name] for name in NEW[1:])]
    server.forget_requests()
    last = stack.up()
    assert (last.changed, last.warnings, server.requests) == ({}, [], [])
    stack.destroy()


def test_refuse_is_red_until_all_have_accepted(stack: Stack) -> None:
    stack.write(INSIDE)
    stack.config("scaling:pendingPeople", "refuse", secret=False)
    refused = stack.up("--continue-on-error", ok=False)
    assert refused.failed == {"night", "chain"}
    assert all("scaling:pendingPeople leave-out" in error for error in refused.errors[:2])
    accept(stack, *NEW)
    stack.up()
    assert len(people(stack)[0]) == len(NEW) + 1
    stack.unchanged()


def test_a_secret_address_is_in_no_output_and_no_warning(stack: Stack) -> None:
    stack.config("fay", "fay@example.com", secret=True)
    stack.write(INSIDE.replace('"fay@example.com"', 'pulumi.Config().require_secret("fay")'))
    first = stack.command("up", "--yes", "--diff")
    assert "fay@example.com" not in first.out
    assert people(stack) == (["user_bo"], {"user_cy"})
    stack.unchanged()
    accept(stack, *NEW)
    stack.up()
    assert len(people(stack)[0]) == len(NEW) + 1


def review(stack: Stack, *words: str) -> Any:
    asked = [sys.executable, "-m", "pulumi_scaling.cli", "review", "--format", "json", *words]
    done = subprocess.run(
        asked, cwd=stack.folder, env=stack.env, stdout=subprocess.PIPE, check=True
    )
    return json.loads(done.stdout)


def test_a_review_speaks_of_those_who_really_take_turns(stack: Stack, tmp_path: Path) -> None:
    stack.write(INSIDE)
    # A preview without a key has them on the roster; the account knows that it goes without them.
    key = stack.env.pop("SCALING_CLOUD_API_KEY")
    made = stack.command("preview", "--json", "--show-sames").out
    (tmp_path / "plan.json").write_text(made)
    stack.env["SCALING_CLOUD_API_KEY"] = key
    soon = ("--from", "2026-12-01T00:00:00Z")
    keyless = review(stack, *soon, "--preview", str(tmp_path / "plan.json"))
    keyed = review(stack, *soon, "--stack", "dev")
    for seen in (keyless, keyed):
        assert seen["refused"] == []
        assert {each["email"] for each in seen["people"]} == {"bo@example.com"}
    for told in ("schedules", "policies", "findings", "hash"):
        assert keyless[told] == keyed[told]

    stack.up()
    stack.edit('participants=[fay.email, "bo@', 'participants=["cy@example.com", fay.email, "bo@')
    seen = review(stack, "--stack", "dev")
    assert {each["email"] for each in seen["people"]} == {"bo@example.com", "cy@example.com"}
    assert seen["refused"] == []
    told = [each["sentence"] for each in seen["findings"] if each["rule"] == "waiting"]
    assert any("schedule 'Night' goes without Fay, Gus" in each for each in told)
