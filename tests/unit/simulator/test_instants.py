"""Instants: any RFC 3339 text, kept as the same moment in UTC."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.simulator.world import moments


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-01-05T09:00:00+01:00", "2026-01-05T08:00:00Z"),
        ("2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"),
        ("2026-01-05t08:00:00z", "2026-01-05T08:00:00Z"),
        ("2026-01-05T08:00:00.120Z", "2026-01-05T08:00:00.120Z"),
        ("1998-12-31T15:59:60-08:00", "1998-12-31T23:59:60Z"),
        ("0000-06-01T00:00:00Z", "0000-06-01T00:00:00Z"),
        ("0001-01-01T00:00:00+00:01", "0000-12-31T23:59:00Z"),
        ("0000-02-29T12:00:00+14:00", "0000-02-28T22:00:00Z"),
        ("9999-12-31T23:59:59-00:00", "9999-12-31T23:59:59Z"),
    ],
)
def test_an_offset_is_taken_away_and_nothing_else(sent, kept):
    assert moments.utc(sent) == kept


@pytest.mark.parametrize(
    "beyond", ["9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01", "today", "2026-01-05"]
)
def test_what_leaves_the_calendar_is_refused(beyond):
    with pytest.raises(moments.Unrepresentable):
        moments.utc(beyond)


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-01-05T08:00:00Z", "2026-01-05T08:00:00.000Z"),
        ("2026-01-05T08:00:00.5Z", "2026-01-05T08:00:00.500Z"),
        ("2026-01-05T08:00:00.123999Z", "2026-01-05T08:00:00.123Z"),
    ],
)
def test_answers_have_milliseconds(kept, shown):
    assert moments.normalised(kept) == shown


@given(
    st.datetimes(
        min_value=datetime(2, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
        max_value=datetime(9998, 1, 1),  # noqa: DTZ001 - likewise
        timezones=st.integers(-1439, 1439).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_the_moment_survives_the_way_there_and_back(moment):
    text = moments.utc(moment.isoformat())
    assert moments.moment(text) == moment
    assert moments.stamp(moment) == moments.normalised(text)


def test_what_a_datetime_cannot_hold_becomes_the_nearest_it_can():
    assert moments.moment("0000-06-01T00:00:00Z").year == 1
    assert moments.moment("9999-12-31T23:59:59Z").year == 9999
    assert moments.moment("2016-12-31T23:59:60Z").second == 59
