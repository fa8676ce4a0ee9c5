"""When two values are one and the same, by what their field says about itself."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.model import Mark, Person, clock, instant
from pulumi_scaling.model.shapes import List, Text

unhurried = settings(deadline=None)  # a busy machine is no counterexample
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone.utc))  # noqa: DTZ001 - bounds are naive here
OFFSETS = st.integers(-23 * 60, 23 * 60)


def same(marks, one, other, person=None):
    """As a field with these marks compares, which is a list if its values are."""
    inner = Text(marks=tuple(each for each in marks if each is not Mark.UNORDERED))
    lists = isinstance(one, list) or isinstance(other, list)
    shape = List(inner, unordered=Mark.UNORDERED in marks) if lists else inner
    return shape.same(one, other, person)


def written(moment, minutes, digits):
    """The moment on the clock of an offset, with so many digits of its second."""
    there = moment + timedelta(minutes=minutes)
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    fraction = f".{there.microsecond:06}"[: digits + 1] if digits else ""
    return f"{there:%Y-%m-%dT%H:%M:%S}{fraction}{sign}{hours:02}:{rest:02}"


@unhurried
@given(MOMENTS, OFFSETS, OFFSETS, st.sampled_from([0, 3, 6]), st.sampled_from([0, 3, 6]))
def test_one_moment_is_the_same_in_any_offset_and_precision(moment, here, there, few, many):
    whole = moment.replace(microsecond=0)
    assert same([Mark.INSTANT], written(whole, here, few), written(whole, there, many))
    assert instant(written(whole, here, few)) == whole


@unhurried
@given(MOMENTS, OFFSETS, st.integers(1, 10**6))
def test_two_milliseconds_are_never_the_same(moment, minutes, later):
    other = moment + timedelta(milliseconds=later)
    assert not same([Mark.INSTANT], written(moment, 0, 6), written(other, minutes, 6))


@unhurried
@given(st.text())
def test_what_is_no_instant_or_clock_is_compared_as_text(text):
    assert same([Mark.INSTANT, Mark.CLOCK], text, text)
    assert instant(text) is None or "T" in text.upper()
    assert clock(text) is None or ":" in text


@pytest.mark.parametrize(
    ("marks", "one", "other", "equal"),
    [
        ([Mark.CLOCK], "09:00", "09:00:00", True),
        ([Mark.CLOCK], "09:00", "09:00:01", False),
        ([Mark.CLOCK], "09:00", "09:01", False),
        ([Mark.CLOCK], "9:00", "09:00", False),
        ([Mark.INSTANT], "2026-01-05T08:00:00.123456Z", "2026-01-05T09:00:00.123+01:00", True),
        ([Mark.INSTANT], "2026-01-05T08:00:00.123Z", "2026-01-05T08:00:00.124Z", False),
        ([Mark.BLANK], None, "", True),
        ([Mark.BLANK], "", "", True),
        ([Mark.BLANK], None, " ", False),
        ([], None, "", False),
        ([Mark.FOLDED], "Ana@X.io", "ana@x.IO", True),
        ([], "Ana@X.io", "ana@x.io", False),
        ([Mark.UNORDERED], ["a", "b"], ["b", "a", "a"], True),
        ([Mark.UNORDERED], ["a"], ["a", "b"], False),
        ([Mark.UNORDERED], [], [], True),
        ([], ["a", "b"], ["b", "a"], False),
        ([Mark.INSTANT], "2026-01-05T08:00:00Z", "2026-01-05T09:00:00.000+01:00", True),
        ([Mark.INSTANT], "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", True),
        ([Mark.INSTANT], None, "2026-01-05T08:00:00Z", False),
        ([Mark.INSTANT], "2026-01-05T08:00:00.0000001Z", "2026-01-05T08:00:00Z", True),
        ([Person(ids="ids")], ["Bo@x.io", "user_cy"], ["bo@X.io", "user_cy"], True),
        ([Person(ids="ids")], ["user_aB"], ["user_AB"], False),
        ([], 5, 5, True),
        ([], 5, 6, False),
    ],
)
def test_equality_is_what_the_field_says(marks, one, other, equal):
    assert same(marks, one, other) is equal
    assert same(marks, other, one) is equal


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-01-05T24:00:00Z",
        "2026-01-05T08:60:00Z",
        "2026-01-05T08:00:61Z",
        "2026-01-05T08:00:00",
        "2026-01-05 08:00:00Z",
        "2026-01-05T08:00:00+24:00",
        "2026-01-05T08:00:00+01:60",
        "2026-01-05T08:00:00.Z",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:60Z",
    ],
)
def test_what_no_calendar_has_is_no_instant(text):
    assert instant(text) is None


@unhurried
@given(st.permutations(["bo@x.io", "user_cy", "Dee@x.io"]), st.booleans())
def test_people_are_the_same_by_mail_or_id_and_in_any_case(order, by_id):
    ids = {"bo@x.io": "user_bo", "dee@x.io": "user_dee"}

    def person(spelling):
        return ids.get(spelling.casefold(), spelling)

    other = [person(each) if by_id else each.swapcase() for each in order if "@" in each]
    mine = [each for each in order if "@" in each]
    assert same([Person(ids="ids")], mine, other, person=person)
    assert same([Person(ids="ids"), Mark.UNORDERED], mine, other[::-1], person=person)
    assert not same([Person(ids="ids")], mine, other[::-1], person=person)
