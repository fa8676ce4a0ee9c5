"""Who a stack invited goes with it, whatever its resource is called meanwhile; others stay."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx
import pytest

from tests.engine.stack import Stack, attempt
from tests.engine.test_kills import killed
from tests.engine.test_members import role

pytestmark = pytest.mark.long

FAY = 'scaling.Member("fay", email="Fay@example.com", role="org:member")'
BO = 'scaling.Member("bo", email="bo@example.com", role="org:admin")'
EMAIL = "fay@example.com"
STAYS = 'scaling.Schedule("night", name="Night", timezone="UTC")\n'


@pytest.fixture
def ended(stack: Stack) -> Iterator[Stack]:
    """A stack that ends what a killed CLI leaves alive."""
    yield stack
    stack.end()


def accept(stack: Stack) -> None:
    stack.server.accept(stack.server.rows("invitations")[0]["id"])


def told(stack: Stack) -> list[str]:
    """What the last run said of people who are left."""
    assert not [each for each in stack.runs[-1].warnings if "before this stack" in each]
    return [each for each in stack.runs[-1].warnings if "on_delete" in each]


def renamed(program: str) -> str:
    return program.replace('"fay"', '"faye"').replace('"bo"', '"bob"')


@pytest.mark.parametrize("when", ["before they accept", "after they accepted"])
def test_an_invitation_stays_the_stacks_through_a_rename(stack: Stack, when: str) -> None:
    stack.write(STAYS + FAY)
    stack.up()
    if when == "after they accepted":
        accept(stack)
    stack.write(STAYS + renamed(FAY))
    stack.up()
    assert told(stack) == []
    if when == "before they accept":
        accept(stack)
        stack.up()
    assert stack.state("faye")["adopted"] is False
    stack.write(STAYS)
    stack.up()
    assert role(stack, EMAIL) is None


def test_an_invitation_stays_the_stacks_through_a_replacement(stack: Stack) -> None:
    stack.write(STAYS + FAY)
    stack.up()
    accept(stack)
    stack.up()
    stack.up("--replace", stack.urn("fay"))
    assert (stack.state("fay")["adopted"], told(stack)) == (False, [])
    assert role(stack, EMAIL) == "org:member"
    stack.destroy()
    assert role(stack, EMAIL) is None


@pytest.mark.parametrize("how", ["renamed", "replaced"])
def test_who_was_promoted_gets_the_earlier_role_back(stack: Stack, how: str) -> None:
    stack.write(STAYS + BO)
    stack.up()
    assert role(stack, "bo@example.com") == "org:admin"
    if how == "renamed":
        stack.write(STAYS + renamed(BO))
        stack.up()
    else:
        stack.up("--replace", stack.urn("bo"))
    assert told(stack) == []
    stack.write(STAYS)
    stack.up()
    assert role(stack, "bo@example.com") == "org:member"


@pytest.mark.parametrize("stated", [None, "remove"])
def test_after_a_kill_it_is_said_what_was_found_and_how_to_state_it(
    ended: Stack, stated: str | None
) -> None:
    stack = ended
    stack.write(STAYS)
    stack.up()
    stack.write(STAYS + FAY)
    killed(stack, "cli", {"operation": "invite_team_member", "when": "after"})
    accept(stack)
    stack.mend()
    attempt(stack, "cancel", "--yes")
    stack.up()
    (found,) = told(stack)
    assert "Fay@example.com is in the organization as org:member already" in found
    if stated:
        stack.write(STAYS + FAY.replace(")", f', on_delete="{stated}")'))
        assert stack.up().changed == {"fay": "update"}
        assert stack.written[-1:] != ["update_member_role"]
        stack.unchanged()
    stack.write(STAYS)
    stack.up()
    assert role(stack, EMAIL) == (None if stated else "org:member")
    assert len(told(stack)) == (0 if stated else 1)


def test_after_a_kill_amid_a_promotion_the_role_is_stated(ended: Stack) -> None:
    stack = ended
    stack.write(STAYS)
    stack.up()
    stack.write(STAYS + BO)
    killed(stack, "cli", {"operation": "update_member_role", "when": "after"})
    stack.mend()
    attempt(stack, "cancel", "--yes")
    stack.up()
    assert "as org:admin already" in told(stack)[0]
    stack.write(STAYS + BO.replace(")", ', on_delete="demote")'))
    stack.up()
    stack.write(STAYS)
    stack.up()
    assert role(stack, "bo@example.com") == "org:member"


def test_who_others_invited_is_left(stack: Stack, colleague: httpx.Client) -> None:
    colleague.post("/team/members/invite", json={"emailAddress": EMAIL, "role": "org:member"})
    stack.write(STAYS + FAY)
    stack.up()
    assert "has a pending invitation already" in told(stack)[0]
    accept(stack)
    stack.up()
    stack.write(STAYS)
    stack.up()
    assert role(stack, EMAIL) == "org:member"


def test_what_the_provider_asks_the_engine_shows_nowhere(stack: Stack) -> None:
    stack.write(STAYS + FAY)
    shown = json.dumps(stack.preview("--diff").events) + stack.runs[-1].out
    stack.up()
    kept = [{**each, "propertyDependencies": {}} for each in stack.export()]
    shown += json.dumps(stack.runs[-1].events) + json.dumps(kept)
    assert "__stack" not in shown
    assert "organization/oncall" not in json.dumps(stack.export())
    assert stack.up().changed == {}
