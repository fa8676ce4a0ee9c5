"""In whichever order the threads go on, and whoever else is at it: the same comes of it."""

from __future__ import annotations

import pytest

from tests.lives.orders import all_orders, at_once, by_seeds
from tests.lives.references import REFERENCES, Reference
from tests.lives.soaking import explorer

SEEDS = range(4)
SIBLINGS = ("turns made", "links reordered", "policy and links made", "and back", "whole goes")
FIRST = 8
"""Decisions of which every outcome is tried, and how many of these at most."""
MOST = 80


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: each.name.replace(" ", "-"))
def test_other_orders_come_to_the_same(reference: Reference) -> None:
    for _, failure in by_seeds(explorer(reference.name), () if reference.never else SEEDS):
        assert failure is None, f"{failure}\n{failure.journal}"


@pytest.mark.parametrize("name", SIBLINGS)
def test_all_orders_of_the_first_decisions_come_to_the_same(name: str) -> None:
    for _, failure in all_orders(explorer(name), FIRST, MOST):
        assert failure is None, f"{failure}\n{failure.journal}"


def test_two_ups_at_once_on_one_account_do_not_disturb_each_other() -> None:
    assert [told for seed in range(20) if (told := at_once(seed))] == []
