"""The lines of a preview never contradict the arithmetic, whatever two rotas are compared."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.core.words import named_by, odd_start, told
from pulumi_scaling.rota import Layer, Rota, on_call

NOW = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
PARIS = ZoneInfo("Europe/Paris")
PEOPLE = ("ana", "bo", "cy", "dee")
SPELLED = named_by({who: f"{who}@example.com" for who in PEOPLE})


def layer(*people, place=0, **changes):
    values = {
        "name": f"layer {place}",
        "position": place,
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
    }
    return Layer(participants=people, **{**values, **changes})


def rota(*layers, zone=PARIS):
    return Rota(zone=zone, layers=layers)


def lines(before, after):
    return list(told("Primary", before, after, NOW, SPELLED).lines)


@st.composite
def rotas(draw):
    layers = [
        layer(
            *draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=4)),
            place=place,
            length_days=draw(st.sampled_from([1, 2, 7])),
            handoff_time=draw(st.sampled_from([time(9), time(17)])),
            effective_until=draw(
                st.none() | st.integers(-30, 30).map(lambda days: NOW + timedelta(days=days))
            ),
        )
        for place in range(draw(st.integers(0, 2)))
    ]
    zone = draw(st.sampled_from(["Europe/Paris", "America/New_York", "Asia/Tokyo"]))
    return rota(*layers, zone=ZoneInfo(zone))


@settings(deadline=None)
@given(rotas(), rotas())
def test_now_is_said_exactly_where_somebody_else_is_woken_now(before, after):
    found = told("Primary", before, after, NOW, SPELLED)
    differs = on_call(before, NOW) != on_call(after, NOW)
    assert found.at_once is differs
    assert any("NOW" in line for line in found.lines) is differs
    if on_call(before, NOW).owner != on_call(after, NOW).owner:
        was, will = (on_call(each, NOW).owner or "nobody" for each in (before, after))
        assert f"on call NOW changes, {was} → {will}" in found.lines[0]


@settings(deadline=None)
@given(rotas())
def test_a_rota_that_stays_is_not_told_of(same):
    assert lines(same, same) == []


CASES = {
    "the secondary alone": (
        rota(layer("ana"), layer("bo", place=1)),
        rota(layer("ana"), layer("cy", place=1)),
        ["Primary: who is paged NOW changes, bo → cy"],
    ),
    "everybody goes": (
        rota(layer("ana")),
        rota(),
        [
            "Primary: on call NOW changes, ana → nobody",
            "Primary: from now on nobody owns incidents: no layer is left",
        ],
    ),
    "the first layer has ended and keeps its rank": (
        rota(layer("ana"), layer("bo", place=1)),
        rota(layer("ana", effective_until=NOW), layer("bo", place=1)),
        [
            "Primary: on call NOW changes, ana → nobody",
            "Primary: from now on nobody owns incidents: the layer at rank 0 ends",
        ],
    ),
    "the handoff is later that day": (
        rota(layer("ana", "bo")),
        rota(layer("ana", "bo", handoff_time=time(17))),
        [
            (
                "Primary: handoffs move from Mon 09:00 Europe/Paris to Mon 17:00 Europe/Paris; "
                "first Mon 30 Nov 17:00 (ana → bo, 8 h later)"
            )
        ],
    ),
    "turns of three days instead of seven": (
        rota(layer("ana", "bo", "cy")),
        rota(layer("ana", "bo", "cy", length_days=3)),
        [
            (
                "Primary: on call NOW changes, bo → ana; then Mon 30 Nov 09:00 cy → bo; 12 of the "
                "next 12 turns move"
            ),
            (
                "Primary: handoffs move from Mon 09:00 Europe/Paris, every 7 days, to 09:00 "
                "Europe/Paris, every 3 days; first Sat 28 Nov 09:00 (ana → bo, 2 days earlier)"
            ),
        ],
    ),
}


@pytest.mark.parametrize(("before", "after", "said"), CASES.values(), ids=CASES)
def test_a_change_reads_as_what_it_means_for_people(before, after, said):
    assert lines(before, after) == said


def test_two_who_would_be_called_alike_are_called_by_their_addresses():
    named = named_by({"1": "ana@example.com", "2": "ana@example.org", "3": "bo@example.com"})
    assert [named(each) for each in "1234"] == ["ana@example.com", "ana@example.org", "bo", "4"]


@pytest.mark.parametrize(
    ("said", "zone", "words"),
    [
        ("2026-01-05T08:00:00Z", "Europe/Paris", None),
        ("2026-01-05T00:00:00Z", "Europe/Paris", None),
        ("2026-12-07T08:00:00Z", "Europe/Paris", None),
        ("2026-01-05T00:00:00Z", "America/New_York", "whole weeks change hands on Sundays"),
        ("2026-12-07T10:00:00Z", "Europe/Paris", "no handoff time (09:00)"),
    ],
)
def test_a_start_that_is_not_what_it_seems_is_told(said, zone, words):
    found = odd_start(said, "09:00", ZoneInfo(zone), NOW)
    assert (words in found) if words else found is None
