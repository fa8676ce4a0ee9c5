"""The edits that hurt: for each, what a reviewer who knows no Pulumi reads."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from pulumi_scaling.review.worlds import Unseen

from .by_hand import (
    FIVE,
    NEW_YORK,
    NOW,
    UTC,
    changed,
    layer,
    review,
    rows,
    said,
    schedule,
    world,
)

KEPT = datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_who_is_put_second_in_line_takes_the_pager_from_somebody_and_the_way_out_is_said():
    found = changed(FIVE, ("ada", "fil", "ben", "cho", "dov", "eva"))
    assert found.verdict.mark == "⚠️"
    assert found.verdict.headline == "the pager changes hands when this is applied"
    assert "Payments primary now Ada → Cho · 10 of the next 12 turns move · 6 people" in said(found)
    assert 'rollout="keep_turn" on the rotation weekly of Payments primary keeps Ada' in said(found)
    told = rows(found)
    assert told["Ada"][1].startswith("off at once, next Mon 14 Dec – Mon 21 Dec")
    assert told["Cho"][1].startswith("on call at once, until Mon 30 Nov 09:00")
    assert told["Fil"][0] == "–"


def test_who_is_taken_off_while_on_call_is_off_at_once_and_no_rollout_is_promised():
    found = changed(FIVE, FIVE[1:])
    was, will, when = rows(found)["Ada"]
    assert was.startswith("on call now, until Mon 30 Nov 09:00, next Mon 28 Dec – Mon 4 Jan")
    assert (will, when) == ("off at once, no turns any more", "now")
    assert "Ada stays in the organization, without any turn." in said(found)
    assert "keep_turn" not in said(found)


def test_somebody_deactivated_whose_turn_is_not_now_has_none_any_more():
    kept = layer(*(who for who in FIVE if who != "dov"), effective_from=KEPT)
    found = changed(FIVE, [kept])
    assert found.verdict.headline == "nobody's current turn changes"
    assert rows(found)["Dov"][1] == "no turns any more"


def test_a_swap_is_a_swap_and_as_fair_as_before():
    found = changed(FIVE, ("ada", "cho", "ben", "dov", "eva"))
    assert found.verdict.mark == ""
    assert found.verdict.headline == "two turns swap, nobody is on call now who was not"
    assert "Ben ↔ Cho from Mon 30 Nov 09:00 · every 5 weeks · 4 days' notice" in said(found)
    assert set(rows(found)) == {"Ben", "Cho"}


def test_two_swaps_at_once_are_two():
    found = changed(FIVE, ("ada", "cho", "ben", "eva", "dov"))
    assert found.verdict.headline.startswith("2 pairs swap their turns")


def test_a_swap_with_whoever_is_on_call_is_a_change_now():
    found = changed(FIVE, ("ben", "ada", "cho", "dov", "eva"))
    assert found.verdict.headline == "the pager changes hands when this is applied"
    assert "now Ada → Ben" in said(found)


def test_three_who_change_places_are_no_swap():
    found = changed(FIVE, ("ada", "cho", "dov", "ben", "eva"))
    assert "↔" not in said(found)
    assert set().union(*(row.people for row in found.table)) == {
        f"{who}@example.com" for who in ("ben", "cho", "dov")
    }


def test_a_week_that_becomes_three_days_says_both_lengths():
    found = changed(FIVE, [layer(*FIVE, length_days=3)])
    assert "turns of a week become turns of 3 days" in said(found)
    kept = changed(FIVE, [layer(*FIVE, length_days=3, effective_from=KEPT + timedelta(days=3))])
    assert kept.verdict.headline == "turns of a week become turns of 3 days"


def test_a_later_handoff_says_from_when_to_when():
    found = changed(FIVE, [layer(*FIVE, handoff_time=time(17))])
    assert found.verdict.headline == "every handoff moves"
    assert (
        "handoffs from Mon 09:00 to Mon 17:00 · first Mon 30 Nov, 8 h later than planned · "
        "now stays Ada"
    ) in said(found)
    assert rows(found)["Ben, Cho, Dov, Eva"][1].startswith("8 h later each: from Mon 30 Nov")


def test_a_zone_that_moves_says_both_cities():
    before = [layer("kim", "lou", effective_from=datetime(2026, 1, 5, 8, tzinfo=UTC))]
    found = changed(before, before, zone_after=NEW_YORK)
    assert "handoffs from Mon 09:00 Paris to Mon 09:00 New York (15:00 Paris)" in said(found)
    assert "6 h later than planned" in said(found)


def test_a_start_at_midnight_utc_is_another_day_elsewhere_and_a_date_is_meant():
    start = datetime(2026, 1, 5, tzinfo=UTC)
    found = changed(
        [layer("kim", "lou", effective_from=start)],
        [layer("kim", "lou", effective_from=start)],
        zone_after=NEW_YORK,
    )
    assert 'Meant is probably effective_from="2026-01-05"' in said(found)
    assert "turns now begin on Sunday" in said(found)


def test_a_start_to_come_that_is_no_handoff_is_told_with_the_day_that_is():
    start = datetime(2026, 12, 6, 23, tzinfo=UTC)
    found = changed((), [layer("kim", "lou", effective_from=start)])
    assert "weekly begins Mon 7 Dec 00:00, which is no handoff: those are at 09:00" in said(found)
    assert 'effective_from="2026-12-07" is that day, at the handoff time' in said(found)


def test_a_layer_that_ends_and_goes_on_under_another_name_is_no_gap():
    ends = datetime(2027, 1, 4, 8, tzinfo=UTC)
    old = layer(*FIVE, effective_until=ends)
    new = layer("fil", "gus", name="next year", position=1, effective_from=ends)
    found = changed(FIVE, [old, new])
    assert "nobody owns incidents from Mon 4 Jan 09:00 on: the layer weekly at rank 0 ends" in said(
        found
    )
    assert found.verdict.mark == "⚠️"
    assert "nobody at all" not in said(found)
    again = changed(FIVE, [replace(old, position=1), replace(new, position=0)])
    assert "nobody owns incidents" in said(again)


def test_a_layer_that_just_ends_leaves_nobody_at_all():
    ends = datetime(2027, 1, 4, 8, tzinfo=UTC)
    found = changed(FIVE, [layer(*FIVE, effective_until=ends)])
    assert found.verdict.headline == "there will be hours when nobody is on call"
    assert "nobody at all from Mon 4 Jan 09:00 on" in said(found)
    assert [each.rule for each in found.findings] == ["gap"]


def test_an_owners_place_that_is_empty_is_told_at_once():
    found = changed(FIVE, [layer(*FIVE, position=1)])
    assert "now Ada → nobody" in said(found)
    assert "nobody owns incidents from now on: no layer is at rank 0" in said(found)
    assert rows(found)["Ada"][1].startswith(
        "no longer owner; on call as backup at once, until Mon 30"
    )


def test_who_becomes_a_backup_is_told_so_and_not_that_they_are_off():
    found = changed(
        [layer("ada"), layer("ben", name="second", position=1)],
        [layer("ben"), layer("ada", name="second", position=1)],
    )
    assert rows(found)["Ada"][:2] == (
        "on call now, all the time",
        "no longer owner; on call as backup at once, all the time",
    )
    assert rows(found)["Ben"][1] == ("on call at once, all the time; no longer backup")


def test_only_who_is_paged_besides_changes():
    primary = layer(*FIVE)
    before = [primary, layer("fil", name="shadow", position=1)]
    after = [primary, layer("gus", name="shadow", position=1)]
    found = changed(before, after)
    assert found.verdict.headline == "others are paged from the moment this is applied"
    assert "stays with Ada · paged besides, now Fil → Gus" in said(found)
    assert rows(found)["Fil"][0] == "on call as backup now, all the time"


def test_backups_in_another_order_are_nobodys_change():
    primary = layer(*FIVE)
    one, other = layer("fil", name="one", position=1), layer("gus", name="other", position=2)
    found = changed([primary, one, other], [primary, replace(one, position=3), other])
    assert found.verdict.headline == "nobody's turns change"
    assert found.table == ()


def test_two_edits_in_a_row_are_each_told_from_where_the_one_before_left():
    first = ("ada", "fil", "ben", "cho", "dov", "eva")
    second = ("fil", "ben", "cho", "dov", "eva")
    assert "now Ada → Cho" in said(changed(FIVE, first))
    later = NOW + timedelta(minutes=5)
    assert "now Cho → Fil" in said(changed(first, second, now=later))


@pytest.mark.parametrize(("minute", "offset"), [(10, "+02:00"), (70, "+01:00")])
def test_an_edit_in_the_hour_that_comes_twice_says_which_of_them(minute, offset):
    """It is 02:10 in Paris, the first or the second time; turns begin at noon."""
    now = datetime(2026, 10, 25, tzinfo=UTC) + timedelta(minutes=minute)
    daily = layer(*FIVE, length_days=1, handoff_time=time(12))
    ends = now + timedelta(minutes=10)
    found = changed([daily], [replace(daily, effective_until=ends)], now=now, weeks=1)
    assert f"nobody at all from Sun 25 Oct 02:20{offset} on" in said(found)
    assert found.verdict.headline == "there will be hours when nobody is on call"


def test_a_change_of_nothing_says_so_in_one_line():
    found = changed(FIVE, FIVE)
    assert found.verdict.mark == "✅"
    assert found.verdict.headline == "nobody's turns change"
    assert [str(each) for each in found.verdict.lines] == ["1 schedule was compared for 12 weeks."]
    assert (found.table, found.findings, found.sections) == ((), (), ())


def test_a_new_schedule_and_one_that_goes():
    found = review(world(), world(schedule("New", *FIVE)))
    assert found.verdict.headline == "1 schedule is new"
    assert "New is new · Ada is on call at once · 5 people" in said(found)
    gone = review(world(schedule("Old", *FIVE)), world())
    assert gone.verdict.headline == "1 schedule goes, and with it who is on call now"
    assert "next: Ben, Mon 30 Nov 09:00" in said(gone)


def test_what_is_not_seen_the_same_on_both_sides_claims_nothing():
    hidden = (Unseen(what="participants of the rotation 'weekly'", why="secret"),)
    found = review(
        world(schedule("Payments primary", *FIVE)),
        world(schedule("Payments primary", unseen=hidden)),
    )
    assert found.verdict.mark == ""
    assert found.verdict.headline == "nobody's turns change, as far as can be seen"
    assert found.table == ()
    assert found.unseen[0][0] == "Payments primary"


def test_what_is_hidden_on_both_sides_leaves_the_rest_to_be_told():
    hidden = (Unseen(what="participants of the rotation 'shadow'", why="secret"),)
    found = review(
        world(schedule("P", *FIVE, unseen=hidden)),
        world(schedule("P", "ada", "fil", "ben", "cho", "dov", "eva", unseen=hidden)),
    )
    assert "now Ada → Cho" in said(found)


def test_times_are_those_that_were_asked_for():
    found = changed(FIVE, ("ada", "cho", "ben", "dov", "eva"), zone=NEW_YORK)
    assert found.zone == NEW_YORK
    assert "from Mon 30 Nov 09:00" in said(found)


def test_schedules_of_several_zones_name_their_cities():
    swapped = ("ada", "cho", "ben", "dov", "eva")
    found = review(
        world(schedule("East", *FIVE), schedule("West", *FIVE, zone=NEW_YORK)),
        world(schedule("East", *swapped), schedule("West", *swapped, zone=NEW_YORK)),
    )
    assert found.zone is None
    assert "Mon 30 Nov 09:00 Paris" in said(found)
    assert "Mon 30 Nov 09:00 New York" in said(found)
