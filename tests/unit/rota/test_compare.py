"""Where two rotas differ: exact at every minute of weeks in which clocks change, and no more."""

from datetime import time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import (
    Difference,
    Layer,
    OnCall,
    Rota,
    compare,
    differences,
    on_call,
    timeline,
)
from tests.unit.rota.drawn import DAY, TICK, WEEKS, instant, minutes, plainly, rotas

unhurried = settings(deadline=None, max_examples=10)  # every minute of a week in nine zones
FIVE = ("ada", "ben", "cho", "dov", "eva")
NOW = instant("2026-11-26T10:12+01:00")


@st.composite
def edits(draw, zone, near):
    """A rota and another one, most often the same with one thing changed."""
    before, other = draw(rotas(zone, near)), draw(rotas(zone, near))
    kept = draw(st.sampled_from(["all", "layers", "overrides", "zone", "nothing"]))
    after = {
        "all": before,
        "layers": Rota(zone=zone, layers=before.layers, overrides=other.overrides),
        "overrides": Rota(zone=zone, layers=other.layers, overrides=before.overrides),
        "zone": Rota(zone=ZoneInfo("Asia/Tokyo"), layers=before.layers),
        "nothing": other,
    }
    return before, after[kept]


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_a_minute_is_in_a_difference_if_and_only_if_the_answers_differ(zone, start, data):
    near = instant(start)
    before, after = data.draw(edits(ZoneInfo(zone), near))
    found = list(compare(before, after, near, near + 7 * DAY))
    told = {at: (each.before, each.after) for each in found for at in minutes(each.start, each.end)}
    window = near, near + 7 * DAY
    answers = zip(plainly(before, *window), plainly(after, *window), strict=True)
    for at, (was, will) in zip(minutes(*window), answers, strict=True):
        assert told.get(at) == ((was, will) if was != will else None)


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_differences_are_the_fewest_and_end_where_they_say(zone, start, data):
    near = instant(start) + TICK
    before, after = data.draw(edits(ZoneInfo(zone), near))
    window = near, near + 14 * DAY
    found = list(compare(before, after, *window))
    for each in found:
        assert window[0] <= each.start < each.end <= window[1]
        assert each.before != each.after
        for at in (each.start, each.end - TICK):
            assert (on_call(before, at), on_call(after, at)) == (each.before, each.after)
    for one, two in pairwise(found):
        assert one.end <= two.start
        assert one.end < two.start or (one.before, one.after) != (two.before, two.after)
    assert list(differences(timeline(before, *window), timeline(after, *window))) == found


def rota(*people, **changes):
    values = {
        "name": "primary",
        "position": 0,
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": instant(
            "2026-08-10T09:00+02:00"
        ),  # the fifteenth handoff is on 23 November
    }
    layer = Layer(participants=people, **{**values, **changes})
    return Rota(zone=ZoneInfo("Europe/Paris"), layers=(layer,))


def test_somebody_put_second_moves_the_pager_now():
    before, after = rota(*FIVE), rota("ada", "fil", *FIVE[1:])
    found = list(compare(before, after, NOW, NOW + timedelta(weeks=5)))
    assert [(each.before.owner, each.after.owner) for each in found] == [
        ("ada", "cho"),
        ("ben", "dov"),
        ("cho", "eva"),
        ("dov", "ada"),
        ("eva", "fil"),
        ("ada", "ben"),
    ]
    assert (found[0].start, found[0].end) == (NOW, instant("2026-11-30T09:00+01:00"))


def test_a_schedule_that_is_not_there_is_a_rota_without_layers():
    nobody = Rota(zone=ZoneInfo("UTC"))
    assert list(compare(nobody, rota("ada"), NOW, NOW + DAY)) == [
        Difference(
            start=NOW,
            end=NOW + DAY,
            before=OnCall(None, ()),
            after=OnCall("ada", ("ada",)),
        )
    ]
    assert list(compare(nobody, nobody, NOW, NOW + DAY)) == []


def test_who_is_paged_beside_the_owner_is_a_difference_in_which_the_pager_stays():
    ada = rota("ada")
    both = Rota(zone=ada.zone, layers=(*ada.layers, *rota("sam", name="b", position=1).layers))
    (found,) = compare(ada, both, NOW, NOW + DAY)
    assert not found.owner_changes
    (found,) = compare(ada, rota("ben"), NOW, NOW + DAY)
    assert found.owner_changes
