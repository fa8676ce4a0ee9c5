"""What holds on the account that is documented holds on each that the contract leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from pulumi_scaling.simulator import SWITCHES
from tests.lives.positions import APART, UNFELT, felt_by, lived_under, positions, possible, table
from tests.lives.references import REFERENCES, by_name

EVERY = 12
"""One in so many references for a position; all of them take a minute."""
PAGE = Path(__file__).resolve().parents[2] / "sdk-docs" / "which-api-it-is.md"


def broken(which: int, every: int) -> list[str]:
    """What does not hold of the references whose turn it is, position by position."""
    told = []
    for at, position in enumerate(positions()):
        for reference in REFERENCES[(at + which) % every :: every]:
            failure = lived_under(position, reference) if possible(position, reference) else None
            if failure:
                told.append(f"{dict(position)}: {failure}")
    return told


def test_some_lives_hold_under_each_position_of_each_switch() -> None:
    assert broken(0, EVERY) == []


@pytest.mark.long
@pytest.mark.parametrize("which", range(1, EVERY))
def test_every_life_holds_under_each_position_of_each_switch(which: int) -> None:
    assert broken(which, EVERY) == []


def test_a_life_that_is_left_out_could_not_be_lived() -> None:
    for reference, switch, position in APART:
        try:
            failure = lived_under({switch: position}, by_name[reference])
        except AssertionError as refused:
            failure = str(refused)
        assert failure, (reference, switch, position)


@pytest.mark.long
@pytest.mark.timeout(1500)  # every life some forty times, and measured while at it
def test_what_no_verb_feels_is_said_with_the_reason_and_the_page_tells_the_rest() -> None:
    felt = {
        switch.name
        for switch in SWITCHES
        if any(felt_by({switch.name: other}) for other in switch.others)
    }
    assert felt | UNFELT.keys() == {switch.name for switch in SWITCHES}
    assert felt & UNFELT.keys() == set()
    assert table() in PAGE.read_text("utf-8")
