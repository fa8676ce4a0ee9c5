"""Bars say what the duties say: all of it, and nothing else."""

from datetime import timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.pictures import (
    Picture,
    around,
    changed_rows,
    duty_rows,
    marked,
    owner_bars,
    paged_bars,
    strips,
)
from pulumi_scaling.rota import Layer, Rota, on_call

from .drawn import PARIS, START, WEEK, duties, rota

HOUR = timedelta(hours=1)
people = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(tuple)


@st.composite
def rotas(draw):
    layers = []
    for position in draw(st.sets(st.integers(0, 2), max_size=3)):
        start = START + HOUR * draw(st.integers(-3000, 900))
        layers.append(
            Layer(
                name=str(position),
                position=position,
                length_days=draw(st.integers(1, 9)),
                handoff_time=draw(st.times()).replace(second=0, microsecond=0),
                effective_from=start,
                effective_until=draw(st.none() | st.just(start + HOUR * 700)),
                participants=draw(people),
            )
        )
    return Rota(zone=ZoneInfo(draw(st.sampled_from(["Europe/Paris", "UTC"]))), layers=tuple(layers))


def at(bars, moment):
    found = [bar for bar in bars if bar.start <= moment < bar.end]
    assert len(found) == 1
    return found[0]


unhurried = settings(deadline=None, max_examples=60)


@unhurried
@given(rotas())
def test_bars_cover_exactly_the_duties_and_name_who_is_on_call(seen):
    known = duties(seen)
    for bars in (owner_bars(known), paged_bars(known)):
        assert (bars[0].start, bars[-1].end) == (START, START + 4 * WEEK)
        assert all(one.end == two.start for one, two in pairwise(bars))
        assert all((one.who, one.kind) != (two.who, two.kind) for one, two in pairwise(bars))
    for hour in range(0, 4 * 7 * 24, 5):
        moment = START + hour * HOUR
        answer = on_call(seen, moment)
        assert at(owner_bars(known), moment).who == answer.owner
        others = " ".join(each for each in answer.paging_targets if each != answer.owner)
        assert at(paged_bars(known), moment).who == (others or None)


@unhurried
@given(rotas(), rotas())
def test_what_is_marked_is_what_differs(before, after):
    old, new = owner_bars(duties(before)), owner_bars(duties(after))
    goes, comes = marked(old, new, "goes"), marked(new, old, "comes")
    for hour in range(0, 4 * 7 * 24, 5):
        moment = START + hour * HOUR
        differs = on_call(before, moment).owner != on_call(after, moment).owner
        assert (at(goes, moment).mark, at(comes, moment).mark) == (
            ("goes", "comes") if differs else ("", "")
        )
        assert at(goes, moment).who == on_call(before, moment).owner
        assert at(comes, moment).who == on_call(after, moment).owner


@unhurried
@given(rotas(), st.integers(8, 40))
def test_strips_show_all_of_a_picture(seen, days):
    end = START + timedelta(days=days)
    whole = Picture("", START, end, PARIS, duty_rows("one", duties(seen, START, end)))
    parts = list(strips(whole, days=7))
    assert [part.start for part in parts] == [START, *(part.end for part in parts)][: len(parts)]
    assert parts[-1].end == end
    for part in parts:
        for row, drawn in zip(whole.rows, part.rows, strict=True):
            moment = part.start
            while moment < part.end:
                assert at(drawn.bars, moment) == at(row.bars, moment)
                moment += 7 * HOUR


def test_a_window_shows_turns_with_their_real_ends_and_cuts_those_that_are_not_known():
    known = owner_bars(duties(rota("a", "b"), START - WEEK, START + 3 * WEEK))
    first, *_, last = around(known, START, START + WEEK)
    assert (first.who, first.start.astimezone(PARIS).day, last.end.astimezone(PARIS).day) == (
        "b",
        16,
        30,
    )
    always = owner_bars(duties(rota("a"), START - WEEK, START + 3 * WEEK))
    assert [(bar.start, bar.end) for bar in around(always, START, START + WEEK)] == [
        (START, START + WEEK)
    ]


def test_that_nobody_else_is_paged_is_no_row_and_no_gap():
    assert len(duty_rows("one", duties(rota("a")))) == 1
    second = Layer(
        name="two",
        position=1,
        length_days=1,
        handoff_time=rota("a").layers[0].handoff_time,
        effective_from=START + WEEK,
        participants=("z",),
    )
    both = Rota(zone=PARIS, layers=(*rota("a").layers, second))
    main, paged = duty_rows("one", duties(both))
    assert ([bar.kind for bar in main.bars], paged.thin) == (["turn"], True)
    assert [(bar.who, bar.kind) for bar in paged.bars] == [(None, "quiet"), ("z", "turn")]
    assert [row.detail for row in changed_rows("one", duties(rota("a")), duties(both))] == [
        "until now",
        "also paged",
        "from now on",
        "also paged",
    ]
