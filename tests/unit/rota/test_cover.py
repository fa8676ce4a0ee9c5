"""Gaps in what was promised, and what a promise means as people write it."""

import re
from datetime import time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import Gap, Layer, Promise, Rota, cover, cover_of, timeline
from tests.unit.rota.drawn import DAY, HOUR, MINUTE, TICK, WEEKS, instant, minutes, plainly, rotas

unhurried = settings(deadline=None, max_examples=10)  # every minute of a week in nine zones
PARIS = ZoneInfo("Europe/Paris")
MONDAY = instant("2026-11-23T00:00+01:00")


def hours(text, days=7, zone=PARIS, start=MONDAY):
    """When a promise holds, in hours since the start."""
    found = Promise.parse(text).intervals(zone, start, start + days * DAY)
    return [((begin - start) / HOUR, (end - start) / HOUR) for begin, end in found]


NINE_TO_SIX = [(24 * day + 9, 24 * day + 18) for day in range(5)]
NIGHTS = [(0, 6), *((24 * day + 22, 24 * day + 30) for day in range(6)), (166, 168)]
MEANT = {
    "24x7": [(0, 168)],
    "24/7 Asia/Tokyo": [(0, 168)],
    "24\u00d77": [(0, 168)],
    "Mon-Sun": [(0, 168)],
    "Mon\u2013Fri 09:00\u201318:00 Europe/Paris": NINE_TO_SIX,
    "Mon-Fri 09:00-18:00": NINE_TO_SIX,
    "  mon - friday   9:00 \u2014 18:00 ": NINE_TO_SIX,
    "Europe/Paris 09:00-18:00 Mon,Tue,Wed,Thu,Fri": NINE_TO_SIX,
    "Mon-Fri 08:00-17:00 UTC": NINE_TO_SIX,
    "Mon,Wed": [(0, 24), (48, 72)],
    "Sat-Sun": [(120, 168)],
    "Sun-Mon": [(0, 24), (144, 168)],
    "22:00-06:00": NIGHTS,
    "Fri 18:00-24:00; Sat-Sun": [(114, 168)],
    "Fri 18:00-09:00": [(114, 129)],
    "Mon 00:00-00:00": [(0, 24)],
    "Mon 09:00-12:00,13:00-18:00": [(9, 12), (13, 18)],
    "Mon 09:00-13:00; Mon 12:00-18:00;": [(9, 18)],
    "Mon 08:00-10:00 UTC; Tue 09:00-11:00": [(9, 11), (34, 36)],
    "Mon 08:00-10:00 UTC; Tue 09:00-11:00 Europe/Paris": [(9, 11), (33, 35)],
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items(), ids=MEANT.keys())
def test_a_promise_means(text, meant):
    assert hours(text) == meant
    assert Promise.parse(text).text == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the promise '' says nothing: write '24x7', or days, hours or both"),
        (" ; ", "says nothing"),
        ("Europe/Paris", "names neither days nor hours: write"),
        ("Mon-Fri 09:00-18:00 Europe/Pariss", "'Europe/Pariss' is neither days, nor hours, nor"),
        ("Mon-Fri 09:00-18:00 Europe", "'Europe' is neither days, nor hours, nor a time zone"),
        ("weekdays", "'weekdays' is neither days, nor hours, nor a time zone"),
        ("Mon-Fry", "'Mon-Fry' is no range of days, as Mon-Fri is"),
        ("Mon-Wed-Fri", "'Mon-Wed-Fri' is no range of days"),
        ("Mon,Foo", "'Foo' is no day of the week, as Mon or Tuesday are"),
        ("Mon 9-18", "'9-18' is no range of hours, as 09:00-18:00 is"),
        ("Mon 09:00", "'09:00' is no range of hours"),
        ("Mon 09:00-25:00", "no clock shows 09:00-25:00; hours go from 00:00 to 24:00"),
        ("Mon 09:60-18:00", "no clock shows 09:60-18:00"),
        ("Mon 24:00-06:00", "no clock shows 24:00-06:00"),
        ("Mon-Fri 24x7", "24x7 is every hour of every day, so leave out others"),
        ("Mon Tue", "'Mon Tue' names days twice: put a ';' between two parts"),
        ("Mon 09:00-12:00 13:00-18:00", "names hours twice"),
        ("Mon UTC Europe/Paris", "names a time zone twice"),
        ("Mon UTC; Tue Europe/Paris; Wed", "names more than one time zone, and a part without any"),
    ],
)
def test_what_is_no_promise_is_refused_with_what_to_write(text, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        Promise.parse(text)


def test_promises_that_mean_the_same_are_equal_however_they_are_written():
    assert Promise.parse("24x7") == Promise.parse("Mon\u2013Sun 00:00\u201324:00")
    assert Promise.parse("Mon,Tue,Wed") == Promise.parse("mon-wed")
    assert Promise.parse("Mon") != Promise.parse("Mon UTC")


def test_hours_go_with_the_clock_when_it_is_changed():
    spring, autumn = instant("2026-03-29T00:00+01:00"), instant("2026-10-25T00:00+02:00")
    assert hours("01:00-04:00", 1, start=spring)[0] == (1, 3)
    assert hours("01:00-04:00", 1, start=autumn)[0] == (1, 5)
    assert hours("Sun", 2, start=spring) == [(0, 23)]
    assert hours("Sun", 2, start=autumn) == [(0, 25)]
    assert hours("Sat 22:00-06:00", 1, start=spring) == [(0, 5)]


promises = st.lists(
    st.builds(
        "{0} {1[0]:02}:{1[1]}-{2[0]:02}:{2[1]}".format,
        st.sampled_from(["Mon-Fri", "Sat-Sun", "Sun", "Fri-Mon", "Mon,Wed", "Sat", "Mon-Sun"]),
        st.tuples(st.integers(0, 23), st.sampled_from(["00", "15", "59"])),
        st.tuples(st.integers(0, 4) | st.integers(0, 23), st.sampled_from(["00", "01", "30"])),
    )
    | st.sampled_from(["24x7", "Mon-Thu", "Sun"]),
    min_size=1,
    max_size=3,
).map("; ".join)


def holds(promise, at, zone):
    """What the clock says, and for hours past midnight the calendar of the day before."""
    for part in promise.parts:
        shown = at.astimezone(part.zone or zone)
        clock = HOUR * shown.hour + MINUTE * shown.minute
        today, yesterday = shown.isoweekday(), (shown.isoweekday() - 2) % 7 + 1
        if today in part.days and part.start <= clock < part.end:
            return True
        if yesterday in part.days and clock < part.end - DAY:
            return True
    return False


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data(), promises, st.sampled_from([None, "Asia/Kathmandu"]))
def test_cover_and_gaps_are_the_promised_minutes_and_disjoint(zone, start, data, text, elsewhere):
    near, zone = instant(start), ZoneInfo(zone)
    promise = Promise.parse(f"{text} {elsewhere}" if elsewhere else text)
    rota = data.draw(rotas(zone, near))
    end = near + 7 * DAY
    asked = zip(minutes(near, end), plainly(rota, near, end), strict=True)
    answers = {at: answer for at, answer in asked if holds(promise, at, zone)}
    found = cover(rota, promise, near, end)
    assert found.promised == len(answers) * MINUTE
    assert found.owned == sum(answer.owner is not None for answer in answers.values()) * MINUTE
    assert found.paged == sum(bool(answer.paging_targets) for answer in answers.values()) * MINUTE
    in_gaps = {at: gap.paged for gap in found.gaps for at in minutes(gap.start, gap.end)}
    assert in_gaps == {
        at: answer.paging_targets for at, answer in answers.items() if answer.owner is None
    }
    assert found.owned + sum((gap.end - gap.start for gap in found.gaps), 0 * DAY) == found.promised
    for one, two in pairwise(found.gaps):
        assert one.end < two.start or (one.end == two.start and one.paged != two.paged)


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data(), promises)
def test_a_timeline_that_is_there_already_has_the_same_gaps(zone, start, data, text):
    near, zone = instant(start) + TICK, ZoneInfo(zone)
    rota, promise = data.draw(rotas(zone, near)), Promise.parse(text)
    window = near, near + 9 * DAY
    whole = cover(rota, promise, *window)
    assert cover_of(timeline(rota, *window), promise, zone) == whole
    kept = promise.intervals(zone, *window)
    assert sum((end - begin for begin, end in kept), 0 * DAY) == whole.promised


def layer(position=0, until=None):
    return Layer(
        name=f"layer {position}",
        position=position,
        length_days=7,
        handoff_time=time(9),
        effective_from=MONDAY,
        effective_until=until,
        participants=("ada",) if position == 0 else ("sam",),
    )


def test_a_layer_that_ends_leaves_a_gap_that_says_who_is_woken_all_the_same():
    rota = Rota(zone=PARIS, layers=(layer(until=MONDAY + DAY), layer(1, until=MONDAY + 2 * DAY)))
    found = cover(rota, Promise.parse("24x7"), MONDAY, MONDAY + 7 * DAY)
    assert found.gaps == (
        Gap(start=MONDAY + DAY, end=MONDAY + 2 * DAY, paged=("sam",)),
        Gap(start=MONDAY + 2 * DAY, end=MONDAY + 7 * DAY, paged=()),
    )
    assert [gap.silent for gap in found.gaps] == [False, True]
    assert (found.promised, found.owned, found.paged) == (7 * DAY, DAY, 2 * DAY)


def test_silence_outside_of_a_promise_is_no_gap():
    rota = Rota(zone=PARIS, layers=(layer(until=MONDAY + 5 * DAY),))
    assert cover(rota, Promise.parse("Mon-Fri"), MONDAY, MONDAY + 7 * DAY).gaps == ()
    (gap,) = cover(rota, Promise.parse("Mon-Sat"), MONDAY, MONDAY + 7 * DAY).gaps
    assert (gap.start, gap.end) == (MONDAY + 5 * DAY, MONDAY + 6 * DAY)


def test_an_empty_window_promises_nothing():
    found = cover(Rota(zone=PARIS), Promise.parse("24x7"), MONDAY, MONDAY)
    assert (found.promised, found.gaps) == (0 * DAY, ())
