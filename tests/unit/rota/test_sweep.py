"""The walk through a window gives what asking at every edge gave, at a fraction of the cost."""

from datetime import datetime, time, timedelta, timezone
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import Duty, Layer, Rota, compare, next_handoff, on_call, timeline
from tests.unit.rota.costs import calls
from tests.unit.rota.drawn import DAY, WEEKS, instant, rotas

unhurried = settings(deadline=None, max_examples=40)  # nine zones
LAST = datetime.max.replace(tzinfo=timezone.utc)


def asked(rota, begin, stop):
    """A timeline by asking what is true at every edge there is."""
    found, edge = [], begin
    while edge is not None and edge < stop:
        following = next_handoff(rota, edge)
        end = stop if following is None else min(following, stop)
        answer = on_call(rota, edge)
        if found and found[-1].on_call == answer:
            found[-1] = Duty(start=found[-1].start, end=end, on_call=answer)
        else:
            found.append(Duty(start=edge, end=end, on_call=answer))
        edge = following
    return found


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_a_walk_tells_what_asking_at_every_edge_tells(zone, start, data):
    near = instant(start)
    rota = data.draw(rotas(ZoneInfo(zone), near))
    begin = near + timedelta(minutes=data.draw(st.integers(-7 * 1440, 7 * 1440)))
    end = begin + data.draw(st.integers(0, 90)) * DAY
    found = list(timeline(rota, begin, end))
    assert found == asked(rota, begin, end)
    for each in found:
        assert on_call(rota, each.start + (each.end - each.start) / 2) == each.on_call
    assert all(one.end == two.start for one, two in pairwise(found))


def yearly(shifted=0):
    """A weekly, a daily and another weekly layer."""
    people = [f"person{(n + shifted) % 6}" for n in range(6)]
    layers = [
        Layer(
            name=f"layer {position}",
            position=position,
            length_days=days,
            handoff_time=time(9 + 4 * position),
            effective_from=instant("2026-01-05T08:00Z"),
            participants=tuple(people[position:]),
        )
        for position, days in enumerate((7, 1, 7))
    ]
    return Rota(zone=ZoneInfo("Europe/Paris"), layers=tuple(layers))


def test_a_year_costs_a_few_calls_an_edge():
    begin = instant("2026-11-26T09:12Z")
    window = begin, begin + timedelta(weeks=52)
    edges = 52 + 364 + 52
    list(timeline(yearly(), *window))  # when the clocks of a year change is looked up once
    assert calls(lambda: list(timeline(yearly(), *window))) < 10 * edges
    assert calls(lambda: list(compare(yearly(), yearly(1), *window))) < 20 * edges
    assert calls(lambda: list(compare(yearly(), yearly(), *window))) < edges


def test_a_window_is_not_walked_further_than_anybody_asks():
    begin = instant("2026-11-26T09:12Z")
    list(timeline(yearly(), begin, begin + 9 * DAY))
    assert calls(lambda: list(islice(timeline(yearly(), begin, LAST), 5))) < 200
    assert calls(lambda: list(islice(compare(yearly(), yearly(1), begin, LAST), 5))) < 400
