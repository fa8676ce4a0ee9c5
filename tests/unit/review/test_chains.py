"""If it burns and nobody answers: what a plan makes of it."""

from dataclasses import replace
from datetime import datetime, time

from pulumi_scaling.review.markdown_page import markdown
from pulumi_scaling.review.worlds import Unseen
from pulumi_scaling.rota import Condition, Hours, Window

from .by_hand import FIVE, PARIS, UTC, chain, layer, link, review, said, schedule, world

PRIMARY = schedule("Primary", *FIVE)
SECONDARY = schedule("Secondary", "ben", "cho", "dov", "eva", "ada")
MIA = link(("mia",))


def between(before, after, *schedules):
    some = schedules or (PRIMARY, SECONDARY)
    return review(world(*some, before), world(*some, after))


def table(found):
    section = next(each for each in found.sections if each.title.startswith("The policy"))
    return [tuple(map(str, row)) for row in section.rows]


def test_a_link_between_makes_it_slower_to_whom_comes_after():
    found = between(
        chain("Payments", link("Primary"), MIA),
        chain("Payments", link("Primary"), link("Secondary", 10), MIA),
    )
    assert found.verdict.headline == "Payments escalates more slowly to Mia"
    assert str(found.verdict.lines[0]) == "Nobody's turns change."
    assert table(found) == [
        ("at once", "Ada (Primary)", "Ada (Primary)"),
        ("after 5 min", "Mia", "Ben (Secondary) ← new"),
        ("after 15 min", "nobody more", "Mia"),
    ]


def test_who_is_no_longer_reached_is_named_first():
    found = between(chain("P", link("Primary"), MIA), chain("P", link("Primary")))
    assert found.verdict.headline == "P no longer wakes Mia"


def test_a_shorter_wait_is_faster():
    found = between(chain("P", link("Primary", 30), MIA), chain("P", link("Primary", 5), MIA))
    assert found.verdict.headline == "P escalates faster to Mia"


def test_a_chain_that_reaches_nobody_is_a_gap():
    found = between(chain("P", link("Empty")), chain("P", link("Empty")), schedule("Empty"))
    assert found.findings == ()
    ends = datetime(2027, 1, 4, 8, tzinfo=UTC)
    before, after = (
        schedule("Primary", *FIVE),
        schedule("Primary", layer(*FIVE, effective_until=ends)),
    )
    policy = chain("P", link("Primary"))
    found = review(world(before, policy), world(after, policy))
    assert "The policy P wakes nobody if it burns from Mon 4 Jan 09:00 on" in said(found)


def test_a_new_link_that_reaches_nobody_now_is_told():
    found = between(
        chain("P", link("Primary"), MIA),
        chain("P", link("Primary"), link("Empty"), MIA),
        PRIMARY,
        schedule("Empty"),
    )
    assert "The policy P wakes nobody after 5 min, if it burns now" in said(found)


def test_the_same_person_twice_in_a_row_is_told_with_the_first_time():
    found = between(
        chain("P", link("Primary"), MIA),
        chain("P", link("Primary"), link("Alone"), MIA),
        PRIMARY,
        schedule("Alone", "ben"),
    )
    assert (
        "The policy P wakes nobody but Ben again after 5 min, if it burns from "
        "Mon 30 Nov 09:00 until Mon 7 Dec 09:00, 3 times in all"
    ) in said(found)


def test_a_link_whose_hours_are_over_is_passed_by():
    night = Hours(
        zone=PARIS,
        windows=(Window(days=frozenset(range(1, 8)), start=time(0), end=time(6)),),
    )
    only_at_night = replace(link("Secondary"), condition=Condition(hours=night, when="during"))
    found = between(
        chain("P", link("Primary"), MIA), chain("P", link("Primary"), only_at_night, MIA)
    )
    assert table(found)[-1] == ("after 5 min", "Mia", "Mia")
    assert found.verdict.headline == "P changes, and wakes the same people at the same times now"


def test_a_schedule_from_elsewhere_is_not_taken_for_nobody():
    found = between(chain("P", link("Primary")), chain("P", link("Primary"), link("foreign-id")))
    assert table(found)[-1] == ("after 5 min", "nobody more", "not seen (foreign-id)")
    assert "wakes nobody" not in said(found)


def test_what_of_a_chain_cannot_be_seen_claims_nothing():
    hidden = (Unseen(what="whom link 1 pages", why="secret"),)
    found = between(chain("P", link("Primary")), chain("P", link(()), unseen=hidden))
    assert found.verdict.headline.startswith("nobody's turns change")
    assert "Not seen of **P**: whom link 1 pages (kept secret by the program)." in markdown([found])


def test_more_than_one_chain_is_counted_and_folded():
    before = [chain(f"P{at}", link("Primary"), MIA) for at in range(5)]
    after = [chain(f"P{at}", link("Primary")) for at in range(5)]
    found = review(world(PRIMARY, *before), world(PRIMARY, *after))
    assert found.verdict.headline == "5 policies change whom they wake, or when"
    assert all(each.folded for each in found.sections)


def test_turns_that_change_come_first_and_the_chain_is_told_too():
    swapped = schedule("Primary", "ada", "cho", "ben", "dov", "eva")
    found = review(
        world(PRIMARY, chain("P", link("Primary"), MIA)),
        world(swapped, chain("P", link("Primary"))),
    )
    assert found.verdict.headline.startswith("two turns swap")
    assert "P no longer wakes Mia." in map(str, found.verdict.lines)


def test_a_new_chain_and_one_that_goes():
    assert review(world(PRIMARY), world(PRIMARY, chain("P", MIA))).verdict.headline == (
        "the policy P is new"
    )
    gone = review(world(PRIMARY, chain("P", MIA)), world(PRIMARY))
    assert gone.verdict.headline == "the policy P goes"
    assert "Goes: 1 policy." in map(str, gone.verdict.lines)
