"""Whoever is on call stays so until their turn ends, whatever becomes of the roster."""

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import Layer, Rota, anchor, next_handoff, on_call

PEOPLE = ("ana", "bo", "cy", "dee", "eva")
PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
zones = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "UTC"]
).map(ZoneInfo)
rosters = st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=6).map(tuple)
instants = st.integers(0, 2 * 365 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=minutes)
)
clocks = st.sampled_from([time(0), time(2, 30), time(9), time(17), time(23, 59)])


def weekly(*people, **changes):
    values = {
        "name": "weekly",
        "position": 0,
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": datetime(2026, 1, 12, 8, tzinfo=timezone.utc),
        **changes,
    }
    return Layer(participants=people, **values)


def from_there(layer, start):
    values = {name: getattr(layer, name) for name in Layer.__slots__}
    return Layer(**{**values, "effective_from": start})


def who(layer, zone, at):
    return on_call(Rota(zone=zone, layers=(layer,)), at).owner


def until(layer, zone, at):
    return next_handoff(Rota(zone=zone, layers=(layer,)), at)


@pytest.mark.parametrize(
    ("roster", "following"),
    [
        (("ana", "fil", "bo", "cy", "dee", "eva"), ["fil", "bo", "cy"]),
        (("ana", "cy", "bo"), ["cy", "bo", "ana"]),
        (("eva", "dee", "cy", "bo", "ana"), ["eva", "dee", "cy"]),
        (("bo", "cy", "dee", "eva"), ["cy", "dee", "eva"]),
    ],
    ids=["one more, second in line", "two swap", "turned round", "who has it is taken off"],
)
def test_the_turn_goes_on_and_the_others_follow_in_the_new_order(roster, following):
    before, after = weekly("ana", "bo", "cy", "dee", "eva"), weekly(*roster)
    holder = who(before, PARIS, NOW)
    end = until(before, PARIS, NOW)
    moved = from_there(after, anchor(before, after, now=NOW, was=PARIS, will=PARIS))
    expected = holder if holder in roster else "bo"
    assert who(moved, PARIS, NOW) == expected
    assert until(moved, PARIS, NOW) == end
    week = timedelta(days=7)
    assert [who(moved, PARIS, end + week * turn) for turn in range(3)] == following


@settings(deadline=None)
@given(old=rosters, new=rosters, zone=zones, now=instants, at=clocks, length=st.integers(1, 9))
def test_any_change_of_a_roster_leaves_the_running_turn_to_its_end(old, new, zone, now, at, length):
    before = weekly(*old, length_days=length, handoff_time=at)
    after = weekly(*new, length_days=length, handoff_time=at)
    assume(before.active(now))
    start = anchor(before, after, now=now, was=zone, will=zone)
    if not set(old) & set(new):
        assert start is None
        return
    moved = from_there(after, start)
    holder = who(before, zone, now)
    if holder in new:
        assert who(moved, zone, now) == holder
    else:
        following = [old[(old.index(holder) + step) % len(old)] for step in range(len(old))]
        assert who(moved, zone, now) in set(following) & set(new)
    first_end = until(before, zone, before.effective_from)
    begun = before.effective_from.astimezone(zone)
    if len(set(new)) > 1 and (now >= first_end or begun.time() == at):
        assert until(moved, zone, now) == until(before, zone, now)


def test_a_first_turn_that_is_longer_than_the_others_goes_on_for_who_is_first_again():
    before = weekly("ana", "bo", handoff_time=time(17), length_days=1)
    after = weekly("ana", "cy", "bo", handoff_time=time(17), length_days=1)
    now = before.effective_from
    assert anchor(before, after, now=now, was=PARIS, will=PARIS) == before.effective_from


@settings(deadline=None)
@given(
    old=rosters,
    new=rosters,
    was=zones,
    will=zones,
    now=instants,
    clock=st.tuples(clocks, clocks),
    lengths=st.tuples(st.integers(1, 9), st.integers(1, 9)),
)
def test_no_change_of_length_clock_or_zone_takes_the_pager_from_who_stays(
    old, new, was, will, now, clock, lengths
):
    before = weekly(*old, length_days=lengths[0], handoff_time=clock[0])
    after = weekly(*new, length_days=lengths[1], handoff_time=clock[1])
    assume(before.active(now))
    holder = who(before, was, now)
    start = anchor(before, after, now=now, was=was, will=will)
    if holder in new:
        assert start is not None
        assert who(from_there(after, start), will, now) == holder


@pytest.mark.parametrize(
    ("will", "at"),
    [("America/New_York", time(0)), ("Asia/Tokyo", time(20)), ("Pacific/Honolulu", time(9))],
    ids=[
        "west, so that midnight is the evening before",
        "east, so that evening is the morning after",
        "far",
    ],
)
def test_in_another_zone_a_turn_ends_on_the_day_it_was_promised_for(will, at):
    there = ZoneInfo(will)
    before, after = (
        weekly("ana", "bo", "cy", handoff_time=at),
        weekly("ana", "eli", "bo", "cy", handoff_time=at),
    )
    holder, end = who(before, PARIS, NOW), until(before, PARIS, NOW)
    moved = from_there(after, anchor(before, after, now=NOW, was=PARIS, will=there))
    assert who(moved, there, NOW) == holder
    handed = until(moved, there, NOW).astimezone(there)
    assert (handed.date(), handed.time()) == (end.astimezone(PARIS).date(), at)


def test_nothing_is_kept_where_no_turn_is_running():
    yet_to_come = weekly("ana", "bo", effective_from=NOW + timedelta(days=1))
    over = weekly("ana", "bo", effective_until=NOW)
    for before in (yet_to_come, over):
        assert anchor(before, weekly("bo", "ana"), now=NOW, was=PARIS, will=PARIS) is None
