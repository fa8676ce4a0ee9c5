"""Random programs, several faults and second thoughts: by seeds, each of which is a whole plan."""

from __future__ import annotations

import pytest

from tests.lives.random_lives import Plan, drawn_plan, lived, shrunk

SEEDS = 40
AT_A_TIME = 10


@pytest.mark.parametrize("first", range(0, SEEDS, AT_A_TIME))
def test_random_lives_come_to_a_good_end(first: int) -> None:
    for seed in range(first, first + AT_A_TIME):
        wrong = lived(drawn_plan(seed))
        assert wrong is None, f"seed {seed}: {wrong[1]}\n{shrunk(drawn_plan(seed))}"


def test_a_plan_that_fails_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(plan: Plan) -> tuple[str, str] | None:
        links = sum(len(chain) for each in plan.programs for chain in each["policies"].values())
        return ("too_long", f"{links} links") if links > 1 else None

    monkeypatch.setattr("tests.lives.random_lives.lived", fails)
    seed = next(seed for seed in range(100) if fails(drawn_plan(seed)))
    small = shrunk(drawn_plan(seed))
    assert fails(small) == ("too_long", "2 links")
    assert len(small.programs) == 1
    assert small.programs[0]["members"] == []
