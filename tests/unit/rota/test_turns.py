"""The turns of one layer, over layers drawn around the switch days of awkward zones."""

from bisect import bisect_left
from datetime import datetime, time, timedelta, timezone
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from whenever import PlainDateTime

from pulumi_scaling.rota import Layer, OnCall, Rota, on_call, shifts

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
TICK = timedelta(microseconds=1)
unhurried = settings(deadline=None, max_examples=200)  # a busy machine is no counterexample
SKIPPED_A_DAY = ["Pacific/Apia", "Pacific/Fakaofo", "Pacific/Kwajalein", "Pacific/Kiritimati"]
ZONES = [
    "Europe/Paris",
    "Europe/Lisbon",
    "Europe/Dublin",  # its daylight saving is the winter, with a negative offset
    "America/New_York",
    "America/St_Johns",  # put clocks back at 00:01, into the day before
    "America/Sao_Paulo",  # switched at midnight
    "America/Havana",
    "Africa/Casablanca",  # puts clocks back for Ramadan
    "Asia/Kathmandu",
    "Asia/Pyongyang",
    "Australia/Lord_Howe",  # half an hour
    "Antarctica/Troll",  # two hours
    "UTC",
    *SKIPPED_A_DAY,
]


@cache
def switches(zone):
    """The instants at which the offset of a zone changes, to the minute, in fifty years."""
    first, zone = datetime(1990, 1, 1, tzinfo=timezone.utc), ZoneInfo(zone)
    days = [first + n * DAY for n in range(366 * 50)]
    offsets = [day.astimezone(zone).utcoffset() for day in days]
    changes = (one != two for one, two in pairwise(offsets))
    found = [day for day, changed in zip(days[:-1], changes, strict=True) if changed]
    return [switch_within(day, zone) for day in found] or [first]


def switch_within(day, zone):
    before = day.astimezone(zone).utcoffset()
    minutes = [day + n * MINUTE for n in range(1441)]
    switched = bisect_left(minutes, True, key=lambda at: at.astimezone(zone).utcoffset() != before)
    return minutes[switched]


@st.composite
def cases(draw, zones=ZONES):
    """A zone, a layer that starts a few turns before a switch, and the end of a window."""
    zone = draw(st.sampled_from(zones))
    length = draw(st.sampled_from([1, 1, 2, 3, 7, 14]))
    switch = draw(st.sampled_from(switches(zone)))
    start = switch - draw(st.integers(-2 * 1440, (4 * length + 2) * 1440)) * MINUTE
    until = draw(st.none() | st.integers(-1440, 30 * 1440).map(lambda n: start + n * MINUTE))
    # Most handoff times are near the ones that are skipped or come twice.
    shown = (switch - MINUTE).astimezone(ZoneInfo(zone))
    near = st.integers(-90, 90).map(lambda n: (shown.hour * 60 + shown.minute + n) % 1440)
    minutes = draw(st.integers(0, 1439) | near | near | st.just(0))
    layer = Layer(
        name="primary",
        position=0,
        length_days=length,
        handoff_time=time(minutes // 60, minutes % 60),
        effective_from=start,
        effective_until=until,
        participants=tuple(draw(st.lists(st.sampled_from("abcde"), min_size=1, max_size=6))),
    )
    return layer, ZoneInfo(zone), start + draw(st.integers(0, 12)) * length * DAY


def whole(layer, zone, end):
    return list(shifts(layer, zone, layer.effective_from - 3 * DAY, end))


def witnessed(layer, zone, end):
    """The turns by another library, walked one by one from the start, as (user, start, end)."""
    end = end if layer.effective_until is None else min(end, layer.effective_until)
    first = layer.effective_from.astimezone(zone).date()
    begin, number, turns = layer.effective_from, 0, []
    while begin < end:
        number += 1
        day = first + number * layer.length_days * DAY
        clock = layer.handoff_time
        shown = PlainDateTime(day.year, day.month, day.day, clock.hour, clock.minute)
        seconds = shown.assume_tz(zone.key).timestamp()
        handoff = datetime.fromtimestamp(seconds, timezone.utc)
        # A start in an hour shown again after midnight has a worked example instead.
        assume(handoff > layer.effective_from)
        until = min(handoff, end)
        if begin < until:
            user = layer.participants[(number - 1) % len(layer.participants)]
            turns.append((user, begin, until))
        begin = until
    return turns


@unhurried
@given(cases())
def test_no_gap_and_no_overlap(case):
    layer, zone, end = case
    found = whole(layer, zone, end)
    end = min(end, layer.effective_until or end)
    assert bool(found) == (layer.effective_from < end)
    if found:
        assert (found[0].start, found[-1].end) == (layer.effective_from, end)
    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(shift.start < shift.end for shift in found)


@pytest.mark.filterwarnings("ignore:resolving a local datetime")  # its own rule is what we compare
@unhurried
@given(cases())
def test_another_library_finds_the_same_turns(case):
    layer, zone, end = case
    found = [(shift.user, shift.start, shift.end) for shift in whole(layer, zone, end)]
    assert found == witnessed(layer, zone, end)


@unhurried
@given(cases())
def test_every_handoff_shows_the_handoff_time(case):
    layer, zone, end = case
    for shift in whole(layer, zone, end)[1:]:
        shown = shift.start.astimezone(zone)
        if shown.time() != layer.handoff_time:
            # Skipped that day: a clock that was not put forward would show it.
            before = (shift.start - DAY).astimezone(zone).utcoffset()
            assert shift.start.astimezone(timezone(before)).time() == layer.handoff_time
            assert shown.utcoffset() > before
        elif shown.fold:
            # Shown twice, and the first time was before anybody was on call.
            assert shown.replace(fold=0).astimezone(timezone.utc) <= layer.effective_from


@unhurried
@given(cases(zones=[zone for zone in ZONES if zone not in SKIPPED_A_DAY]))
def test_people_keep_their_order_across_both_switch_days(case):
    layer, zone, end = case
    users = [shift.user for shift in whole(layer, zone, end)]
    cycle = layer.participants * (len(users) // len(layer.participants) + 1)
    assert users == list(cycle[: len(users)])


@unhurried
@given(cases())
def test_a_start_belongs_to_its_shift_and_an_end_does_not(case):
    layer, zone, end = case
    rota = Rota(zone=zone, layers=(layer,))
    found = whole(layer, zone, end)
    for shift in found:
        for at in (shift.start, shift.start + (shift.end - shift.start) / 2, shift.end - TICK):
            assert on_call(rota, at) == OnCall(shift.user, (shift.user,))
    assert on_call(rota, layer.effective_from - TICK).owner is None
    if layer.effective_until is not None:
        assert on_call(rota, layer.effective_until).owner is None


@unhurried
@given(cases(), st.floats(0, 1))
def test_a_window_shows_what_a_longer_one_shows_there(case, share):
    layer, zone, end = case
    middle = layer.effective_from + (end - layer.effective_from) * share
    late = list(shifts(layer, zone, middle, end))
    kept = [shift for shift in whole(layer, zone, end) if shift.end > middle]
    assert [shift.user for shift in late] == [shift.user for shift in kept]
    assert late[1:] == kept[1:]
    assert not late or late[0].start == max(middle, layer.effective_from)


@pytest.mark.parametrize("zone", SKIPPED_A_DAY)
def test_only_a_date_that_never_was_costs_anybody_a_turn(zone):
    skipped = next(day for day in switches(zone) if lost_a_date(ZoneInfo(zone), day))
    layer = Layer(
        name="daily",
        position=0,
        length_days=1,
        handoff_time=time(9),
        effective_from=skipped - 5 * DAY,
        participants=tuple("abcdefghijklmnopqrstuvwxyz"),
    )
    users = "".join(shift.user for shift in whole(layer, ZoneInfo(zone), skipped + 9 * DAY))
    passed_over = set(layer.participants[: len(users) + 1]) - set(users)
    assert len(passed_over) == 1
    assert list(users) == sorted(users)


def lost_a_date(zone, near):
    hours = [near + timedelta(hours=n) for n in range(-48, 48)]
    dates = [hour.astimezone(zone).date() for hour in hours]
    return any(two - one > DAY for one, two in pairwise(dates))
