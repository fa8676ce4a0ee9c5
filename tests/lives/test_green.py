"""Green means green: what neither a preview nor a review refuses is an up that succeeds."""

from __future__ import annotations

import pytest

from tests.lives.green import lived_green


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_what_a_preview_and_a_review_let_pass_an_up_does(first: int) -> None:
    greens = 0
    for seed in range(first, first + 10):
        for version, seen in enumerate(lived_green(seed)):
            greens += seen.green
            if seen.green:
                assert seen.up == (), f"seed {seed}, version {version}:\n{seen.program}"
    assert greens > 10


FOUND = {
    "a schedule was deleted by hand": (37, 2, "is not in the account any more"),
    "a removed person is on a roster that was waiting for them": (1, 1, "still takes turns on"),
    "a chain that was let go of is emptied while it climbs": (575, 2, "in use by the active"),
}


@pytest.mark.parametrize(("seed", "version", "reason"), FOUND.values(), ids=FOUND)
def test_what_an_up_failed_on_once_a_review_says_before(
    seed: int, version: int, reason: str
) -> None:
    seen = lived_green(seed)[version]
    assert seen.preview == ()
    assert any(reason in each.reason for each in seen.review)
    assert seen.up


def test_what_goes_on_inside_its_parent_is_not_said_to_be_in_the_way() -> None:
    seen = lived_green(27)[2]
    assert (seen.review, seen.up) == ((), ())
