"""Whatever goes wrong at whichever request: what holds of every life holds of this one.

Here the most telling case of each write of each reference, and every so manieth of all others;
`make soak` lives them all.
"""

from __future__ import annotations

import pytest

from tests.lives.references import REFERENCES, Reference
from tests.lives.soaking import explorer

TELLING = 3
"""Rounds of cases that tell most."""
ONE_OF = 30


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.name.replace(" ", "-"))
def test_one_thing_goes_wrong_and_the_next_run_mends_it(reference: Reference) -> None:
    explored = explorer(reference.name)
    telling = (case for round_ in range(TELLING) for case in explored.telling_cases(round_))
    others = explored.some_cases(ONE_OF, REFERENCES.index(reference))
    for case in (explored.plain(), *telling, *others):
        failure = explored.tried(case)
        assert failure is None, f"{failure}\n{failure.journal}"
