"""Rotas worked out by hand: what clocks show on the days people ask about."""

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from pulumi_scaling.rota import Layer, Rota, on_call, shifts


def instant(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def layer(start, **changes):
    values = {
        "name": "primary",
        "position": 0,
        "length_days": 1,
        "handoff_time": time(9),
        "effective_from": instant(start),
        "participants": ("ana", "bo", "cy"),
    }
    return Layer(**{**values, **changes})


# zone, handoff time, days, start, and the three handoffs that follow, in UTC
HANDOFFS = {
    "Paris, spring: seven days of 167 hours": (
        *("Europe/Paris", "09:00", 7, "2026-03-23T09:00+01:00"),
        *("2026-03-30T07:00Z", "2026-04-06T07:00Z", "2026-04-13T07:00Z"),
    ),
    "Paris, autumn: seven days of 169 hours": (
        *("Europe/Paris", "09:00", 7, "2026-10-19T09:00+02:00"),
        *("2026-10-26T08:00Z", "2026-11-02T08:00Z", "2026-11-09T08:00Z"),
    ),
    "Paris, spring: 02:30 is skipped on the 29th and becomes 03:30": (
        *("Europe/Paris", "02:30", 1, "2026-03-27T02:30+01:00"),
        *("2026-03-28T01:30Z", "2026-03-29T01:30Z", "2026-03-30T00:30Z"),
    ),
    "Paris, spring: 02:00 is skipped too, and 03:00 is the first instant after": (
        *("Europe/Paris", "02:00", 1, "2026-03-27T02:00+01:00"),
        *("2026-03-28T01:00Z", "2026-03-29T01:00Z", "2026-03-30T00:00Z"),
    ),
    "Paris, autumn: 02:30 comes twice on the 25th, the first one counts": (
        *("Europe/Paris", "02:30", 1, "2026-10-23T02:30+02:00"),
        *("2026-10-24T00:30Z", "2026-10-25T00:30Z", "2026-10-26T01:30Z"),
    ),
    "New York, spring: 02:15 is skipped on 8 March": (
        *("America/New_York", "02:15", 1, "2026-03-06T02:15-05:00"),
        *("2026-03-07T07:15Z", "2026-03-08T07:15Z", "2026-03-09T06:15Z"),
    ),
    "New York, autumn: 01:30 comes twice on 1 November": (
        *("America/New_York", "01:30", 1, "2026-10-30T01:30-04:00"),
        *("2026-10-31T05:30Z", "2026-11-01T05:30Z", "2026-11-02T06:30Z"),
    ),
    "Lord Howe, spring: half an hour is skipped": (
        *("Australia/Lord_Howe", "02:15", 1, "2026-10-02T02:15+10:30"),
        *("2026-10-02T15:45Z", "2026-10-03T15:45Z", "2026-10-04T15:15Z"),
    ),
    "Lord Howe, autumn: half an hour comes twice": (
        *("Australia/Lord_Howe", "01:45", 1, "2026-04-03T01:45+11:00"),
        *("2026-04-03T14:45Z", "2026-04-04T14:45Z", "2026-04-05T15:15Z"),
    ),
    "Kathmandu: a quarter to six ahead, all year": (
        *("Asia/Kathmandu", "09:00", 3, "2026-03-28T03:15Z"),
        *("2026-03-31T03:15Z", "2026-04-03T03:15Z", "2026-04-06T03:15Z"),
    ),
    "St John's: the start is in the hour that a clock put back at 00:01 showed again": (
        *("America/St_Johns", "00:00", 1, "2006-10-28T23:30-03:30"),
        *("2006-10-29T03:30Z", "2006-10-30T03:30Z", "2006-10-31T03:30Z"),
    ),
    "a start before the handoff time of its Monday still hands off on Mondays": (
        *("Europe/Paris", "09:00", 7, "2026-01-05T06:00+01:00"),
        *("2026-01-12T08:00Z", "2026-01-19T08:00Z", "2026-01-26T08:00Z"),
    ),
    "and so does a start after it": (
        *("Europe/Paris", "09:00", 7, "2026-01-05T20:00+01:00"),
        *("2026-01-12T08:00Z", "2026-01-19T08:00Z", "2026-01-26T08:00Z"),
    ),
    "the date of a start is the one in the zone: still 4 January in New York": (
        *("America/New_York", "09:00", 1, "2026-01-05T02:00Z"),
        *("2026-01-05T14:00Z", "2026-01-06T14:00Z", "2026-01-07T14:00Z"),
    ),
}


@pytest.mark.parametrize(
    ("zone", "handoff_time", "days", "start", "first", "second", "third"),
    HANDOFFS.values(),
    ids=HANDOFFS.keys(),
)
def test_handoffs(zone, handoff_time, days, start, first, second, third):
    turns = layer(start, length_days=days, handoff_time=time.fromisoformat(handoff_time))
    found = list(shifts(turns, ZoneInfo(zone), instant(start), instant(third)))
    assert [(shift.user, shift.start, shift.end) for shift in found] == [
        ("ana", instant(start), instant(first)),
        ("bo", instant(first), instant(second)),
        ("cy", instant(second), instant(third)),
    ]
    assert {shift.start.tzinfo for shift in found} == {timezone.utc}


def test_samoa_had_no_30_december_2011_so_whoever_had_that_day_alone_has_no_turn():
    samoa = layer("2011-12-28T09:00-10:00", participants=("ana", "bo", "cy", "dee"))
    window = instant("2011-12-01T00:00Z"), instant("2012-01-01T19:00Z")
    found = shifts(samoa, ZoneInfo("Pacific/Apia"), *window)
    assert [(shift.user, shift.start) for shift in found] == [
        ("ana", instant("2011-12-28T19:00Z")),
        ("bo", instant("2011-12-29T19:00Z")),
        ("dee", instant("2011-12-30T19:00Z")),  # 09:00 on the 31st, a day ahead of UTC by now
        ("ana", instant("2011-12-31T19:00Z")),
    ]


@pytest.mark.parametrize(
    ("at", "owner"),
    [
        ("2006-10-29T02:29Z", "bo"),  # 23:59 on the 28th
        ("2006-10-29T02:30Z", "cy"),  # midnight, and a minute later clocks go back to 23:01
        ("2006-10-29T03:00Z", "cy"),  # 23:30 on the 28th, for the second time
        ("2006-10-29T03:30Z", "cy"),  # midnight, for the second time
        ("2006-10-30T03:30Z", "ana"),
    ],
)
def test_nobody_is_handed_back_to_when_a_clock_shows_yesterday_again(at, owner):
    daily = layer("2006-10-27T00:00-02:30", handoff_time=time(0))
    rota = Rota(zone=ZoneInfo("America/St_Johns"), layers=(daily,))
    assert on_call(rota, instant(at)).owner == owner


def test_the_first_turn_holds_when_a_clock_goes_back_to_before_the_date_of_the_start():
    daily = layer("2006-10-29T00:00:30-02:30")
    rota = Rota(zone=ZoneInfo("America/St_Johns"), layers=(daily,))
    assert on_call(rota, instant("2006-10-29T03:00Z")).owner == "ana"  # 23:30 on the 28th


# A schedule has one zone, so following the sun takes three; every team hands off on its Monday.
SUN = {
    zone: Rota(zone=ZoneInfo(zone), layers=(layer(start, length_days=7, participants=team),))
    for zone, start, team in (
        ("Asia/Tokyo", "2026-03-02T09:00+09:00", ("aki", "emi")),
        ("Europe/Paris", "2026-03-02T09:00+01:00", ("ana", "bo")),
        ("America/New_York", "2026-03-02T09:00-05:00", ("kim", "lee")),
    )
}


@pytest.mark.parametrize(
    ("at", "owners"),
    [
        ("2026-03-08T23:59Z", ["aki", "ana", "kim"]),
        ("2026-03-09T00:00Z", ["emi", "ana", "kim"]),  # Monday 09:00 in Tokyo
        ("2026-03-09T08:00Z", ["emi", "bo", "kim"]),  # in Paris, on winter time until the 29th
        ("2026-03-09T12:59Z", ["emi", "bo", "kim"]),
        ("2026-03-09T13:00Z", ["emi", "bo", "lee"]),  # New York is on summer time since Sunday
        ("2026-03-30T07:00Z", ["aki", "ana", "lee"]),  # Paris too: an hour earlier in UTC
        ("2026-03-30T13:00Z", ["aki", "ana", "kim"]),
    ],
)
def test_following_the_sun(at, owners):
    assert [on_call(rota, instant(at)).owner for rota in SUN.values()] == owners


@pytest.mark.parametrize(
    ("at", "owner"),
    [
        # 14,609 days after the start is the 2,087th Monday, an odd one.
        ("2066-01-04T07:59:59.999999Z", "bo"),
        ("2066-01-04T08:00Z", "cy"),
        ("2066-01-11T08:00Z", "bo"),
    ],
)
def test_forty_years_later(at, owner):
    weekly = layer("2026-01-05T08:00Z", length_days=7, participants=("bo", "cy"))
    assert (
        on_call(Rota(zone=ZoneInfo("Europe/Paris"), layers=(weekly,)), instant(at)).owner == owner
    )
