"""What lives have found, each as small as it still failed, and by the name of what was wrong."""

from __future__ import annotations

import pytest

from tests.lives.exploring import Case, Explorer
from tests.lives.random_lives import drawn_plan, lived
from tests.lives.references import by_name

FOUND = {
    # The comparison that decides what is written looked at the stack's start, not at the server's.
    "a turn that a killed run has moved is kept from where it is now": Case(
        "turns keep their turn", ((2, "killed after"),), edited=True
    ),
    # Refused while another resource still had the name, looked for when that had given it away.
    "a name that is given away meanwhile goes to the component that is made": Case(
        "components", (), seed=4
    ),
    "a name that is given away meanwhile goes to the schedule that is made": Case(
        "a name passes to a new resource", (), seed=4
    ),
    # A 404 after an attempt without an answer was taken for our own delete, whoever's key it was.
    "what another organization's key does not find is not taken for deleted": Case(
        "destroyed with another organization's key", ((0, "late"),)
    ),
    # What came of it twice stood where nobody had asked for it, and the next went without a place.
    "a chain is filled to its end also where a link of it came twice": Case(
        "inline chain made", ((3, "held"),)
    ),
    # Found in a list, which does not show the generation; its layers were then asked for in vain.
    "a policy of steps whose answer was lost is filled all the same": Case(
        "steps: whole made", ((5, "lost"),), edited=True
    ),
}


@pytest.mark.parametrize("claim", FOUND)
def test_what_was_found_stays_mended(claim: str) -> None:
    case = FOUND[claim]
    failure = Explorer(by_name[case.reference]).tried(case)
    assert failure is None, f"{failure}\n{failure.journal}"


@pytest.mark.parametrize("seed", [20499, 1_000_000_208])
def test_what_a_run_that_was_cut_off_let_go_of_is_named_by_the_next_one(seed: int) -> None:
    """From inline to nothing said: only the end of the run that was cut off would have named it."""
    assert lived(drawn_plan(seed)) is None
