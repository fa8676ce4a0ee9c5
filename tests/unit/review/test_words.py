"""Moments, spans and blocks, on their own."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.review.blocks import Block, fitted
from pulumi_scaling.review.walls import Wall, ago, city, counted, every, length, notice

from .by_hand import NEW_YORK, NOW, PARIS, UTC

HERE = Wall(PARIS, NOW)


def test_a_moment_is_read_from_the_wall():
    at = datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert HERE.moment(at) == "Mon 30 Nov 09:00"
    assert Wall(NEW_YORK, NOW).moment(at) == "Mon 30 Nov 03:00"
    assert HERE.moment(at.replace(year=2027)) == "Tue 30 Nov 2027 09:00"
    assert HERE.span(at, at + timedelta(hours=8)) == "Mon 30 Nov 09:00 – 17:00"
    assert HERE.span(at, at + timedelta(days=7), clocks=False) == "Mon 30 Nov – Mon 7 Dec"


def test_an_hour_that_comes_twice_has_its_offset():
    twice = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    assert [HERE.clock(at) for at in twice] == ["02:30+02:00", "02:30+01:00"]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (18, "18 h"),
        (24, "a day"),
        (36, "36 h"),
        (72, "3 days"),
        (73, "3 days 1 h"),
        (168, "a week"),
        (336, "2 weeks"),
        (0.25, "15 min"),
        (1.5, "1 h 30 min"),
    ],
)
def test_lengths(hours, words):
    assert length(timedelta(hours=hours)) == words


def test_small_words():
    assert (counted(0, "turn"), counted(1, "turn"), counted(2, "turn")) == (
        "no turns",
        "1 turn",
        "2 turns",
    )
    assert [every(each) for each in (1, 7, 10, 35)] == ["day", "week", "10 days", "5 weeks"]
    assert [notice(each) for each in (0, 1, 4)] == ["today", "1 day's notice", "4 days' notice"]
    assert ago(timedelta(hours=-18)) == "18 h earlier"
    assert city(NEW_YORK) == "New York"


@given(
    st.lists(st.tuples(st.integers(1, 400), st.booleans(), st.booleans()), min_size=1, max_size=12),
    st.integers(300, 2000),
)
def test_blocks_fit_and_the_first_is_never_missing(sizes, room):
    blocks = [
        Block(
            title=f"t{at}",
            head=(f"head {at}",),
            rows=tuple("x" * 9 for _ in range(number)),
            cut=(lambda left: f"{left} more") if cut or not at else None,
        )
        for at, (number, cut, _) in enumerate(sizes)
    ]
    page = fitted(blocks, room, lambda titles: f"left out: {len(titles)}")
    assert len(page) <= room
    assert page.startswith("head 0")
    whole = "\n\n".join(each.text() for each in blocks)
    assert (page == whole) is (len(whole) <= room)


def test_a_block_that_is_kept_has_room_where_those_before_it_are_cut():
    long = Block(title="long", rows=("x" * 99,) * 9, cut=lambda left: f"{left} more")
    kept = Block(title="kept", head=("kept",), keep=True)
    page = fitted([Block(title="first", head=("first",)), long, kept], 500, lambda _: "cut")
    assert page.startswith("first\n\nx")
    assert page.endswith("more\n\nkept\n\ncut")
