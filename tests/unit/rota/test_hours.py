"""Weekly windows: what a clock shows, and the intervals in which it does."""

from datetime import datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import Condition, Hours, Window
from tests.unit.rota.drawn import DAY, HOUR, WEEKS, instant, minutes

unhurried = settings(deadline=None, max_examples=15)  # every minute of a week in nine zones
clock_times = st.builds(
    time, st.integers(0, 4) | st.integers(0, 23), st.sampled_from([0, 1, 30, 59])
)


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(
    st.lists(
        st.builds(
            Window,
            days=st.frozensets(st.integers(1, 7), min_size=1),
            start=clock_times,
            end=clock_times,
        ),
        max_size=3,
    )
)
def test_intervals_are_the_minutes_at_which_the_clock_shows_a_window(zone, start, windows):
    hours, near = Hours(zone=ZoneInfo(zone), windows=tuple(windows)), instant(start)
    found = list(hours.intervals(near, near + 7 * DAY))
    assert all(start < end for start, end in found)
    assert all(one[1] < two[0] for one, two in pairwise(found))
    inside = [at for start, end in found for at in minutes(start, end)]
    assert inside == [at for at in minutes(near, near + 7 * DAY) if hours.on(at)]


def lengths(zone, start, end, first, days):
    every = Window(
        days=frozenset(range(1, 8)), start=time.fromisoformat(start), end=time.fromisoformat(end)
    )
    begin = instant(first)
    found = Hours(zone=ZoneInfo(zone), windows=(every,)).intervals(begin, begin + days * DAY)
    return [(end - start) / HOUR for start, end in found]


def test_an_hour_that_is_skipped_is_not_there_and_one_that_comes_twice_is_there_twice():
    assert lengths("Europe/Paris", "02:00", "03:00", "2026-03-28T00:00Z", 3) == [1, 1]
    assert lengths("Europe/Paris", "02:00", "03:00", "2026-10-24T00:00Z", 3) == [1, 2, 1]
    # Shown twice with half an hour between: the clock goes from 02:30 back to 02:00 at 03:00.
    assert lengths("Europe/Paris", "02:00", "02:30", "2026-10-25T00:00Z", 1) == [0.5, 0.5]
    assert lengths("Pacific/Apia", "09:00", "10:00", "2011-12-29T10:00Z", 3) == [1, 1, 1]


def test_a_window_that_ends_before_it_begins_leaves_nothing():
    window = Window(days=frozenset({1}), start=time(18), end=time(9))
    hours = Hours(zone=ZoneInfo("UTC"), windows=(window,))
    begin = instant("2026-11-23T00:00Z")
    assert list(hours.intervals(begin, begin + 7 * DAY)) == []
    assert not any(hours.on(begin + n * HOUR) for n in range(168))


def test_outside_is_whenever_during_is_not():
    window = Window(days=frozenset({1, 2, 3, 4, 5}), start=time(9), end=time(18))
    hours = Hours(zone=ZoneInfo("Europe/Paris"), windows=(window,))
    during, outside = (Condition(hours=hours, when=when) for when in ("during", "outside"))
    monday = instant("2026-11-23T08:00Z")  # nine o'clock in Paris
    assert [during.holds(monday + n * timedelta(minutes=1)) for n in (-1, 0, 539, 540)] == [
        *(False, True, True, False)
    ]
    for n in range(168):
        assert during.holds(monday + n * HOUR) != outside.holds(monday + n * HOUR)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_ends_of_the_calendar_are_no_failure(zone):
    window = Window(days=frozenset(range(1, 8)), start=time(0), end=time(23, 59))
    hours = Hours(zone=ZoneInfo(zone), windows=(window,))
    first = datetime.min.replace(tzinfo=timezone.utc)
    last = datetime.max.replace(tzinfo=timezone.utc)
    assert [hours.on(at) for at in (first, first + 12 * HOUR, last - 12 * HOUR)] == [True] * 3
    for begin in (first, last - 9 * DAY):
        assert len(list(hours.intervals(begin, begin + 9 * DAY))) >= 6
