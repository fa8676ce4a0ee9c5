"""What no provider can do, since of the engine it is told nothing else: the life, and what is said.

The same lives go on to a good end in the other tests, by doing what is said here.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.lives.exploring import Explorer
from tests.lives.life import Life
from tests.lives.programs import Program, short
from tests.lives.references import by_name, program_text
from tests.lives.scheduler import Choice
from tests.lives.world import World

SAID = {
    # The engine makes the new name before it deletes the old one, and a create is told neither.
    "links have other names in the program": (
        "already holds an identical one, .* which is 'link1' in this stack: run the same again "
        "with `--refresh`"
    ),
    # A delete is not told why: of a rotation nobody can see that its schedule is to be replaced.
    "a schedule that a chain asks replaced on request": (
        "is still targeted by the escalation policy 'Payments' .* the stack may have let go of its "
        "layers already: with the program as it was, run `pulumi up --continue-on-error`"
    ),
    # What is `deleted_with` something leaves the state before that something is asked.
    "a chain that burns is destroyed": (
        "is in use by the active incident 'It burns' .* resolve it first .* the stack may have let "
        "go of its layers already: with the program as it was, run `pulumi up --continue-on-error`"
    ),
    # Of a preview before it the update knows, and the first delete stops: nothing is let go of.
    "a team goes that others page": (
        "was not deleted, and nothing else that the program leaves out: the schedule 'Primary' .* "
        "is still targeted by the escalation policy 'Theirs'"
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_cannot_be_done_is_said_with_the_way_out(name: str) -> None:
    explorer = Explorer(by_name[name])
    result = explorer.run(explorer.at_the_run(Choice()))
    assert not result.ok
    assert re.search(SAID[name], " ".join(" ".join(result.errors).split())), result.errors


def test_a_layer_that_another_one_moves_shows_its_rank_after_a_refresh() -> None:
    """The engine updates what its own inputs change: no output of a resource that stays."""
    turns = 's = schedule("primary")\nrotation(s, "Days", "bo")\nrotation(s, "Nights", "dee")\n'
    before = Program(program_text(turns))
    after = Program(program_text(f'{turns}rotation(s, "First", "eli", position=0)\n'))
    life = Life(World.fresh())
    assert life.up(before).ok
    assert life.up(after).changed == {"First": "create"}
    there = [row["name"] for row in life.world.rows("rotation_layers")]
    assert sorted(there) == ["Days", "First", "Nights"]

    def ranks() -> dict[str, float]:
        states = life.stacks["dev"].resources
        return {short(each.urn): each.outputs["rank"] for each in states if "rank" in each.outputs}

    assert ranks() == {"Days": 0, "Nights": 1, "First": 0}
    assert life.up(after, refresh=True).changed == {}
    assert ranks() == {"Days": 1, "Nights": 2, "First": 0}


def test_whom_a_run_that_was_cut_off_invited_only_the_engine_can_name() -> None:
    """An invitation shows nobody who sent it: each of another stack would be named as ours."""
    reference = by_name["one person for another"]
    explorer = Explorer(replace(reference, edit=('"newer"', '"newest"')))
    life = explorer.at_the_run(Choice())
    life.journal.planned[1] = "killed after"
    explorer.run(life)
    asked = {(each.method, each.path) for each in life.journal.asked}
    assert ("POST", "/team/members/invite") in asked
    row = next(
        row for row in life.world.rows("invitations") if row["emailAddress"] == "newer@example.com"
    )
    assert row.keys() == {"id", "emailAddress", "role", "status", "createdAt"}
    pending = [(what, short(urn)) for what, urn in life.stacks["dev"].pending]
    assert ("creating", "one") in pending, "which the engine says before the next up"
