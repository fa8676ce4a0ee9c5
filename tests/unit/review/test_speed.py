"""Two hundred schedules over a year, all of which change."""

from time import process_time

from pulumi_scaling.review.markdown_page import markdown

from .by_hand import review, schedule, world

MOST = 9
"""Times as long for four times as many: what goes through all for each takes sixteen."""


def compared(count):
    """How long it takes to compare so many schedules and write the page, and that page."""
    people = [[f"p{team}x{at}" for at in range(5)] for team in range(count)]
    before = world(*(schedule(f"Team {at}", *who) for at, who in enumerate(people)))
    after = world(
        *(schedule(f"Team {at}", who[0], "fil", *who[1:]) for at, who in enumerate(people))
    )
    start = process_time()
    page = markdown([review(before, after, weeks=52)])
    return process_time() - start, page


def test_two_hundred_schedules_over_a_year_take_no_longer_each_than_fifty():
    few, _ = compared(50)
    many, page = compared(200)
    assert many < MOST * few
    assert "on 200 schedules" in page
