"""Rules: what each says, that it can be off, and that what was so before stops nobody."""

from datetime import datetime, timedelta

import pytest

from pulumi_scaling.review.directory import Directory, Interval, Person, Pledge, Rules
from pulumi_scaling.review.rules import broken
from pulumi_scaling.review.worlds import Refused
from pulumi_scaling.rota import Promise

from .by_hand import FIVE, NOW, UTC, changed, layer, mail, review, schedule, world

NOTHING = Rules(
    gap=False, handoff_now=False, notice=None, double_duty=False, away=False, refused=False
)


def only(**rules):
    values = {name: getattr(NOTHING, name) for name in NOTHING.__slots__}
    return Directory(rules=Rules(**{**values, **rules}))


def told(found):
    return [(each.rule, each.level, each.sentence) for each in found.findings]


def test_all_rules_can_be_off():
    found = changed(FIVE, ("ben", "ada"), directory=only())
    assert found.findings == ()


def test_handoff_now():
    found = changed(FIVE, ("ada", "ben"), directory=only(handoff_now=True))
    assert [each[0] for each in told(found)] == ["handoff-now"]
    assert "the pager goes from Ada to Ben the moment this is applied" in told(found)[0][2]


def test_notice_counts_days_of_the_calendar():
    swapped = ("ada", "cho", "ben", "dov", "eva")
    late = changed(FIVE, swapped, directory=only(notice=5))
    assert told(late) == [
        ("notice", "warning", "Ben and Cho have less than 5 days of notice, 4 at the least")
    ]
    assert late.verdict.mark == "⚠️"
    assert changed(FIVE, swapped, directory=only(notice=4)).findings == ()


def test_a_gap_is_what_was_promised_and_is_not_there():
    ends = datetime(2026, 11, 30, 8, tzinfo=UTC)
    cover = {"P": Pledge(cover=Promise.parse("Mon–Fri 09:00–18:00"))}
    directory = Directory(schedules=cover, rules=only(gap=True).rules)
    after = schedule("P", layer(*FIVE, effective_until=ends))
    found = review(world(schedule("P", *FIVE)), world(after), directory=directory, weeks=1)
    assert "nobody at all Mon 30 Nov 09:00 – 18:00, " in str(found.verdict.lines[0])
    # Monday to Wednesday, nine hours each, and 72 minutes of Thursday.
    assert "4 times and 28 h 12 min in all" in told(found)[0][2]


def test_intended_silence_is_no_gap():
    ends = datetime(2026, 12, 5, 8, tzinfo=UTC)
    begins = datetime(2026, 12, 7, 8, tzinfo=UTC)
    after = schedule(
        "P",
        layer(*FIVE, effective_until=ends),
        layer(*FIVE, name="later", position=1, effective_from=begins),
    )
    quiet = Pledge(
        silence=(Promise.parse("Sat–Sun"),),
        pauses=(Interval(begins - timedelta(hours=9), begins),),
    )
    before = world(schedule("P", *FIVE))
    loud = review(before, world(after), directory=only(gap=True))
    assert any("nobody is on call from Sat 5 Dec" in each[2] for each in told(loud))
    directory = Directory(schedules={"P": quiet}, rules=only(gap=True).rules)
    found = review(before, world(after), directory=directory)
    assert not any("nobody is on call" in each[2] for each in told(found))
    assert "nobody at all" not in str(found.verdict.lines)


def test_a_promise_that_was_broken_before_is_a_note_and_stops_nobody():
    ends = datetime(2026, 12, 7, 8, tzinfo=UTC)
    broken_before = schedule("P", layer(*FIVE, effective_until=ends))
    directory = Directory(schedules={"P": Pledge(cover=Promise.parse("24x7"))})
    found = review(world(broken_before), world(broken_before), directory=directory)
    assert [each[:2] for each in told(found)] == [("gap", "note")]
    assert broken(found.findings, ["gap"]) == ()
    assert found.verdict.mark == "✅"


def test_two_pagers_at_once():
    before = world(schedule("One", *FIVE), schedule("Two", "fil", "gus"))
    after = world(schedule("One", *FIVE), schedule("Two", "fil", "ada"))
    found = review(before, after, directory=only(double_duty=True))
    assert [each[0] for each in told(found)] == ["double-duty"]
    assert "Ada has the pager of One and Two at once, first" in told(found)[0][2]


def test_two_pagers_that_were_at_once_before_are_not_told_again():
    both = [schedule("One", *FIVE), schedule("Two", *FIVE), schedule("Three", "fil", "gus")]
    after = [*both[:2], schedule("Three", "gus", "fil")]
    assert review(world(*both), world(*after), directory=only(double_duty=True)).findings == ()


def test_two_turns_in_a_row():
    found = changed(
        ("ada", "ben", "cho"), ("ada", "ben", "ben", "cho"), directory=only(back_to_back=True)
    )
    assert told(found) == [
        ("back-to-back", "warning", "Ben has two turns in a row on Payments primary")
    ]


def test_nights_in_a_row():
    found = changed(FIVE, [layer(*FIVE, length_days=14)], directory=only(nights_in_a_row=7))
    assert found.findings
    assert all(each[0] == "nights-in-a-row" for each in told(found))
    assert any("has 14 nights in a row (Paris), more than 7" in each[2] for each in told(found))
    assert changed(FIVE, FIVE, directory=only(nights_in_a_row=7)).findings == ()


def test_a_share_of_the_hours():
    found = changed(FIVE, ("ada", "ben"), directory=only(share=0.4))
    assert {each[0] for each in told(found)} == {"share"}
    assert any(
        "of the hours of Payments primary, more than 40%; it was" in each[2] for each in told(found)
    )


def test_a_turn_while_away():
    away = Interval(datetime(2026, 12, 9, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC))
    rules = only(away=True).rules
    directory = Directory(people={mail("dov"): Person(away=(away,))}, rules=rules)
    swapped = ("ada", "ben", "dov", "cho", "eva")
    found = changed(FIVE, swapped, directory=directory)
    assert told(found) == [
        (
            "away",
            "warning",
            "Dov is away from Wed 9 Dec 01:00, and has the turn of Payments primary then",
        )
    ]
    assert changed(swapped, swapped, directory=directory).findings[0].level == "note"


def test_what_is_refused_is_a_failure_and_the_verdict():
    refused = Refused(resource="p", name="P", reason="the name is taken", remedy="choose another")
    found = changed(FIVE, FIVE, refused=[refused])
    assert (found.verdict.mark, found.findings[0].level) == ("⛔", "failure")
    assert str(found.verdict.lines[0]) == "P: the name is taken. Choose another."
    assert broken(found.findings, ["refused"]) == found.findings


def test_what_several_are_refused_for_is_said_once_with_their_names():
    refused = [Refused(resource=name, name=name, reason="gone", remedy="ask") for name in "PQPR"]
    other = Refused(resource="S", name="S", reason="taken", remedy="wait")
    found = changed(FIVE, FIVE, refused=[*refused, other])
    assert [str(line) for line in found.verdict.lines[:2]] == [
        "P, Q and R: gone. Ask.",
        "S: taken. Wait.",
    ]
    assert [each.rule for each in found.findings] == ["refused"] * 2
    assert len(found.refused) == 5


@pytest.mark.parametrize("rule", ["handoff-now", "gap"])
def test_only_rules_that_were_named_stop_a_change(rule):
    found = changed(FIVE, ("ada", "ben"))
    stopped = broken(found.findings, [rule])
    assert bool(stopped) is (rule == "handoff-now")
    assert found.now == NOW
