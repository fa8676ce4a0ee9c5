"""What a layer refuses, the ends of the calendar, and what an answer costs."""

import doctest
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import (
    Layer,
    Override,
    Rota,
    duty,
    next_handoff,
    on_call,
    promise,
    shifts,
    timeline,
)
from tests.unit.rota.costs import calls

START = datetime(2026, 1, 5, 8, tzinfo=timezone.utc)
FIRST = datetime.min.replace(tzinfo=timezone.utc)
LAST = datetime.max.replace(tzinfo=timezone.utc)
PARIS = ZoneInfo("Europe/Paris")
FAR = [ZoneInfo(zone) for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Paris")]


def layer(**changes):
    values = {
        "name": "primary",
        "position": 0,
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": START,
        "participants": ("ana", "bo"),
    }
    return Layer(**{**values, **changes})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"participants": ()}, "layer 'primary' has no participants"),
        ({"length_days": 0}, "layer 'primary' hands off every 0 days"),
        ({"position": -1}, "layer 'primary' has position -1, before the first"),
        ({"handoff_time": time(9, tzinfo=timezone.utc)}, "zone of a handoff time is the rota's"),
        ({"effective_from": START.replace(tzinfo=None)}, "2026-01-05T08:00:00 is no instant"),
    ],
)
def test_a_layer_that_means_nothing_is_refused(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        layer(**changes)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [({"name": "shadow"}, "have the same position"), ({"position": 1}, "have the same name")],
)
def test_layers_can_be_told_apart(other, sentence):
    with pytest.raises(ValueError, match=sentence):
        Rota(zone=PARIS, layers=(layer(), layer(**other)))


def test_values_with_the_same_meaning_are_equal():
    in_paris = START.astimezone(PARIS)
    assert layer(effective_from=in_paris) == layer()
    assert hash(layer(effective_from=in_paris)) == hash(layer())
    one, two = layer(), layer(name="shadow", position=1)
    assert Rota(zone=PARIS, layers=(one, two)) == Rota(zone=PARIS, layers=(two, one))
    assert Rota(zone=PARIS, layers=(two, one)).layers == (one, two)
    day = timedelta(days=1)
    assert Override(user="ana", start=in_paris, end=START + day) == Override(
        user="ana", start=START, end=in_paris + day
    )


def test_the_fold_of_a_handoff_time_means_nothing():
    window = (
        datetime(2026, 10, 20, tzinfo=timezone.utc),
        datetime(2026, 10, 28, tzinfo=timezone.utc),
    )
    one, two = (layer(length_days=1, handoff_time=time(2, 30, fold=fold)) for fold in (0, 1))
    assert list(shifts(one, PARIS, *window)) == list(shifts(two, PARIS, *window))


def test_an_instant_past_the_calendar_is_its_end():
    eastern, western = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
    early = layer(effective_from=datetime(1, 1, 1, tzinfo=eastern))
    assert early.effective_from == FIRST
    late = layer(effective_until=datetime.max.replace(tzinfo=western))
    assert late.effective_until == LAST


@settings(deadline=None)  # a busy machine is no counterexample
@given(
    st.sampled_from(FAR),
    st.sampled_from([FIRST, FIRST + timedelta(hours=30), START, LAST - timedelta(days=9), LAST]),
    st.sampled_from([FIRST, FIRST + timedelta(hours=30), START, LAST - timedelta(days=2), LAST]),
    st.sampled_from([1, 7, 10_000, 3_000_000, 10**30]),
)
def test_the_ends_of_the_calendar_are_instants_like_others(zone, start, at, length):
    turns = layer(effective_from=start, length_days=length, handoff_time=time(23, 59))
    asked = Rota(zone=zone, layers=(turns,))
    assert (on_call(asked, at).owner is None) == (at < start)
    edge = next_handoff(asked, at)
    assert edge is None or edge > at
    assert len(list(shifts(turns, zone, LAST - timedelta(days=9), LAST))) <= 10
    assert list(timeline(asked, LAST - timedelta(days=9), LAST))


def test_a_turn_longer_than_the_calendar_never_ends():
    asked = Rota(zone=PARIS, layers=(layer(length_days=10**9),))
    assert on_call(asked, LAST).owner == "ana"
    assert next_handoff(asked, START) is None


@pytest.mark.parametrize("length", [1, 7, 10])
def test_an_answer_costs_the_same_a_century_later(length):
    asked = Rota(zone=PARIS, layers=(layer(length_days=length),))
    # When the clocks of a year change is looked up once, whoever asks.
    on_call(asked, START + timedelta(days=36_500))
    for function in (on_call, next_handoff):
        costs = [
            calls(function, asked, START + timedelta(days=days, hours=12)) for days in range(20, 40)
        ]
        later = [
            calls(function, asked, START + timedelta(days=36_500 + days)) for days in range(20)
        ]
        assert max(later) <= max(costs)


def test_a_window_costs_itself_and_not_the_time_before_it():
    def read(begin):
        return list(shifts(layer(), PARIS, begin, begin + timedelta(days=28)))

    # When the clocks of a year change is looked up once, whoever asks.
    read(START + timedelta(days=36_500))
    assert (
        calls(read, START + timedelta(days=36_500)) <= calls(read, START + timedelta(days=31)) + 8
    )


@pytest.mark.parametrize("module", [duty, promise])
def test_the_examples_of_the_docstrings_run(module):
    found = doctest.testmod(module)
    assert found.failed == 0
    assert found.attempted > 0
