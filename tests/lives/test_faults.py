"""Whatever goes wrong at whichever request: what holds of every life holds of this one.

Here every so manieth case of each reference; `make soak` lives them all.
"""

from __future__ import annotations

import pytest

from tests.lives.references import REFERENCES, Reference
from tests.lives.soaking import explorer

ONE_OF = 6


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.name.replace(" ", "-"))
def test_one_thing_goes_wrong_and_the_next_run_mends_it(reference: Reference) -> None:
    explored = explorer(reference.name)
    for case in explored.some_cases(ONE_OF, REFERENCES.index(reference)):
        failure = explored.tried(case)
        assert failure is None, f"{failure}\n{failure.journal}"
