"""What a whole rota answers: layers side by side, and people who stand in."""

from datetime import datetime, time, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import (
    Layer,
    OnCall,
    Override,
    Rota,
    next_handoff,
    on_call,
    shifts,
    timeline,
)

NOON = datetime(2026, 3, 28, 12, tzinfo=timezone.utc)
HOUR = timedelta(hours=1)
DAY = 24 * HOUR
TICK = timedelta(microseconds=1)
unhurried = settings(deadline=None)  # a busy machine is no counterexample
NOBODY = OnCall(None, ())


def layer(name="primary", position=0, *participants, **changes):
    values = {"length_days": 1, "handoff_time": time(12), "effective_from": NOON}
    people = participants or ("ana",)
    return Layer(name=name, position=position, participants=people, **{**values, **changes})


def rota(*layers, overrides=()):
    return Rota(zone=ZoneInfo("Europe/Paris"), layers=layers, overrides=tuple(overrides))


def stand_in(user, start=0, end=24, of=None):
    return Override(user=user, start=NOON + start * HOUR, end=NOON + end * HOUR, layer=of)


ended = {"effective_until": NOON + HOUR}
ANA, SHADOW = layer("primary", 0, "ana"), layer("shadow", 1, "sam")
CASES = {
    "nothing declared": (rota(), None, []),
    "one layer": (rota(ANA), "ana", ["ana"]),
    "given in any order, paged by position": (rota(SHADOW, ANA), "ana", ["ana", "sam"]),
    "on two layers, paged once": (rota(ANA, layer("shadow", 1, "ana")), "ana", ["ana"]),
    "nobody moves up to be owner": (rota(layer(**ended), SHADOW), None, ["sam"]),
    "nor where position 0 is empty": (rota(SHADOW), None, ["sam"]),
    "all layers over": (rota(layer(**ended)), None, []),
    "an end before the start": (rota(layer(effective_until=NOON - DAY)), None, []),
    "an override is the owner's": (
        rota(ANA, SHADOW, overrides=[stand_in("olu")]),
        "olu",
        ["olu", "sam"],
    ),
    "an override of one layer": (
        rota(ANA, SHADOW, overrides=[stand_in("olu", of="shadow")]),
        "ana",
        ["ana", "olu"],
    ),
    "standing in for a layer that is over": (
        rota(layer(**ended), SHADOW, overrides=[stand_in("olu")]),
        "olu",
        ["olu", "sam"],
    ),
    "standing in where there is no layer": (rota(overrides=[stand_in("olu")]), "olu", ["olu"]),
    "standing in where only position 0 is empty": (
        rota(SHADOW, overrides=[stand_in("olu")]),
        "olu",
        ["olu", "sam"],
    ),
    "the layer was deleted": (
        rota(ANA, overrides=[stand_in("olu", of="gone")]),
        "ana",
        ["ana"],
    ),
    "of two, the later given": (
        rota(ANA, overrides=[stand_in("olu"), stand_in("pat", 1, 3, of="primary")]),
        "pat",
        ["pat"],
    ),
    "an override that is over": (rota(ANA, overrides=[stand_in("olu", 0, 2)]), "ana", ["ana"]),
    "an override that begins": (rota(ANA, overrides=[stand_in("olu", 2, 3)]), "olu", ["olu"]),
    "an override without length": (rota(ANA, overrides=[stand_in("olu", 2, 2)]), "ana", ["ana"]),
}


@pytest.mark.parametrize(("asked", "owner", "paged"), CASES.values(), ids=CASES.keys())
def test_two_hours_after_the_start(asked, owner, paged):
    paris = timezone(2 * HOUR)
    assert on_call(asked, NOON + 2 * HOUR) == OnCall(owner, tuple(paged))
    assert on_call(asked, (NOON + 2 * HOUR).astimezone(paris)) == OnCall(owner, tuple(paged))


def test_next_handoff_is_the_nearest_edge_of_anything():
    asked = rota(
        layer("primary", 0, "ana", "bo", effective_until=NOON + 3 * DAY),
        layer("shadow", 1, effective_from=NOON + 30 * HOUR, effective_until=NOON + 31 * HOUR),
        overrides=[stand_in("olu", 2, 4)],
    )
    edges, at = [], NOON - DAY
    while (at := next_handoff(asked, at)) is not None:
        edges.append((at - NOON) / HOUR)
    # Noon UTC is 13:00 in Paris, and clocks go forward that night: 12:00 there is 22 hours away.
    assert edges == [0, 2, 4, 22, 30, 31, 46, 70, 72]


def test_what_ends_before_it_begins_has_no_edges():
    asked = rota(layer(effective_until=NOON - DAY), overrides=[stand_in("olu", 4, 2)])
    assert next_handoff(asked, NOON - 9 * DAY) is None


def test_a_timeline_has_the_fewest_intervals_and_shows_when_nobody_is_on_call():
    people = [stand_in("olu", 2, 3), stand_in("pat", -9, -8)]
    asked = rota(layer(effective_until=NOON + 5 * DAY), overrides=people)
    found = [
        ((each.start - NOON) / HOUR, (each.end - NOON) / HOUR, each.on_call.owner)
        for each in timeline(asked, NOON - HOUR, NOON + 6 * DAY)
    ]
    assert found == [
        (-1, 0, None),
        (0, 2, "ana"),
        (2, 3, "olu"),
        (3, 120, "ana"),
        (120, 144, None),
    ]
    assert len(list(timeline(asked, NOON + 3 * HOUR, NOON + 5 * DAY))) == 1
    assert list(timeline(asked, NOON, NOON)) == []
    assert [each.on_call for each in timeline(rota(), NOON, NOON + DAY)] == [NOBODY]


@st.composite
def rotas(draw):
    hours = st.integers(-48, 400)
    people = st.lists(st.sampled_from("abcd"), min_size=1, max_size=4).map(tuple)
    layers = [
        layer(
            f"layer {position}",
            position,
            *draw(people),
            length_days=draw(st.integers(1, 3)),
            handoff_time=time(draw(st.integers(0, 23)), 30),
            effective_from=NOON + draw(hours) * HOUR,
            effective_until=draw(st.none() | hours.map(lambda n: NOON + n * HOUR)),
        )
        for position in draw(st.sets(st.integers(0, 3)))
    ]
    places = st.sampled_from([None, *(each.name for each in layers)])
    overrides = st.builds(stand_in, st.sampled_from("xyz"), hours, hours, places)
    return rota(*layers, overrides=draw(st.lists(overrides, max_size=4)))


def plainly(asked, at):
    """The answer by looking through everything: every shift and every override."""
    places, names = {}, {None: 0}
    for each in asked.layers:
        turns = shifts(each, asked.zone, each.effective_from, at + TICK)
        places[each.position] = next((t.user for t in turns if t.start <= at < t.end), None)
        names[each.name] = each.position
    for override in asked.overrides:
        if override.start <= at < override.end:
            places[names[override.layer]] = override.user
    paged = [places[position] for position in sorted(places) if places[position]]
    return OnCall(places.get(0), tuple(sorted(set(paged), key=paged.index)))


@unhurried
@given(rotas(), st.integers(-50 * 60, 420 * 60))
def test_overrides_are_honoured(asked, minute):
    at = NOON + timedelta(minutes=minute)
    assert on_call(asked, at) == plainly(asked, at)
    edge = next_handoff(asked, at)
    until = NOON + 500 * HOUR if edge is None else edge
    assert until > at
    assert (
        on_call(asked, at) == on_call(asked, at + (until - at) / 2) == on_call(asked, until - TICK)
    )


@unhurried
@given(rotas(), st.integers(-60, 300), st.integers(0, 300))
def test_a_timeline_fills_its_window_and_says_what_on_call_says(asked, start, length):
    begin, end = NOON + start * HOUR, NOON + (start + length) * HOUR
    found = list(timeline(asked, begin, end))
    assert bool(found) == (begin < end)
    assert not found or (found[0].start, found[-1].end) == (begin, end)
    for one, two in pairwise(found):
        assert one.end == two.start
        assert one.on_call != two.on_call
    for each in found:
        assert each.start < each.end
        assert on_call(asked, each.start) == on_call(asked, each.end - TICK) == each.on_call
