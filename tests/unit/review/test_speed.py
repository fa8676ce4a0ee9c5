"""Two hundred schedules over a year, all of which change."""

from time import process_time

from pulumi_scaling.review.markdown_page import markdown

from .by_hand import review, schedule, world

SECONDS = 4
"""Of this process, on a machine that does other things; alone it takes less than one."""


def test_two_hundred_schedules_over_a_year_are_compared_in_a_moment():
    people = [[f"p{team}x{at}" for at in range(5)] for team in range(200)]
    before = world(*(schedule(f"Team {at}", *who) for at, who in enumerate(people)))
    after = world(
        *(schedule(f"Team {at}", who[0], "fil", *who[1:]) for at, who in enumerate(people))
    )
    start = process_time()
    page = markdown([review(before, after, weeks=52)])
    assert process_time() - start < SECONDS
    assert "on 200 schedules" in page
