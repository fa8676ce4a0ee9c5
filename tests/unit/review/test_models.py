"""Six reviews as a person reads them: who changes one reads it as the person whose week moves."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from pulumi_scaling.review.directory import Directory, Person
from pulumi_scaling.review.markdown_page import markdown
from pulumi_scaling.review.terminal_page import text
from pulumi_scaling.review.worlds import Refused

from .by_hand import (
    FIVE,
    NEW_YORK,
    UTC,
    chain,
    changed,
    layer,
    link,
    review,
    schedule,
    world,
)

MODELS = Path(__file__).parent / "models"
SIX = ("ada", "fil", "ben", "cho", "dov", "eva")
SWAPPED = ("ada", "ben", "cho", "eva", "dov")


def joins():
    return changed(FIVE, SIX)


def joins_and_turns_are_kept():
    kept = layer(*SIX, effective_from=datetime(2026, 11, 23, 8, tzinfo=UTC))
    return changed(FIVE, [kept])


def swap():
    # Dov has the week of 7 Dec, Eva the one after it.
    start = datetime(2026, 11, 16, 8, tzinfo=UTC)
    eva = {"eva@example.com": Person(zone=ZoneInfo("Asia/Tokyo"))}
    return changed(
        [layer(*FIVE, effective_from=start)],
        [layer(*SWAPPED, effective_from=start)],
        name="Search primary",
        directory=Directory(people=eva),
    )


def moves_to_new_york():
    start = datetime(2026, 1, 5, tzinfo=UTC)
    paris = layer("kim", "lou", effective_from=start)
    return changed([paris], [paris], name="Network primary", zone_after=NEW_YORK)


def a_link_between():
    primary = schedule("Payments primary", *FIVE)
    secondary = schedule("Payments secondary", "ben", "cho", "dov", "eva", "ada")
    before = chain("Payments", link("Payments primary"), link(("mia",)))
    after = chain(
        "Payments", link("Payments primary"), link("Payments secondary", 10), link(("mia",))
    )
    return review(world(primary, secondary, before), world(primary, secondary, after))


def a_team_goes():
    start = datetime(2026, 11, 23, 8, tzinfo=UTC)
    refused = Refused(
        resource="ledger.primary",
        name="Ledger primary",
        reason="the policy 'Finance night', which is not in this stack, still pages it, and would "
        "page nobody",
        remedy="point that policy elsewhere first",
    )
    people = ("noa@example.com", "pia@example.com")
    return review(
        world(
            schedule("Ledger primary", layer(*people, effective_from=start)),
            schedule("Ledger secondary"),
            chain("Ledger", link("Ledger primary")),
        ),
        world(),
        refused=[refused],
    )


def a_description():
    kept = [schedule(f"Team {number}", *FIVE) for number in range(12)]
    before = [schedule(f"Described {number}", *FIVE, description="old") for number in range(2)]
    after = [schedule(f"Described {number}", *FIVE, description="new") for number in range(2)]
    chains = [chain(f"Team {number}", link("Team 0")) for number in range(9)]
    return review(world(*kept, *before, *chains), world(*kept, *after, *chains), weeks=8)


ALL = {
    each.__name__: each
    for each in (
        joins,
        joins_and_turns_are_kept,
        swap,
        moves_to_new_york,
        a_link_between,
        a_team_goes,
        a_description,
    )
}


@pytest.mark.parametrize("name", ALL)
def test_a_comment_reads_as_it_was_read(name):
    assert markdown([ALL[name]()]) == (MODELS / f"{name}.md").read_text("utf-8")


def test_a_terminal_shows_the_same_without_unfolding():
    assert text([joins()]) == (MODELS / "joins.txt").read_text("utf-8")


def test_a_change_that_touches_nobody_is_one_line_and_no_table():
    lines = markdown([a_description()]).splitlines()
    assert len(lines) == 3  # the marker, the verdict, the line
