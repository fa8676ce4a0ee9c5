"""Whom a chain pages, and after how long, if nobody answers."""

from datetime import datetime, time, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import (
    Condition,
    Hours,
    Layer,
    Link,
    Reached,
    Rota,
    Window,
    on_call,
    reach,
    reach_changes,
    reaches,
)
from tests.unit.rota.costs import calls
from tests.unit.rota.drawn import DAY, MINUTE, TICK, WEEKS, chains, instant, minutes, rotas

unhurried = settings(deadline=None, max_examples=8)  # every minute of three days in nine zones
PARIS = ZoneInfo("Europe/Paris")
NOW = instant("2026-11-26T10:12+01:00")  # a Thursday
WEEKDAYS = Window(days=frozenset({1, 2, 3, 4, 5}), start=time(9), end=time(18))
OFFICE = Hours(zone=PARIS, windows=(WEEKDAYS,))


def rota(*people, **changes):
    values = {
        "name": "primary",
        "position": 0,
        "length_days": 7,
        "handoff_time": time(9),
        "effective_from": instant("2026-11-23T09:00+01:00"),
    }
    return Rota(zone=PARIS, layers=(Layer(participants=people, **{**values, **changes}),))


def link(target, wait=5, when=None):
    condition = when and Condition(hours=OFFICE, when=when)
    goes = {"users": target} if isinstance(target, tuple) else {"schedule": target}
    return Link(wait=wait * MINUTE, condition=condition or None, **goes)


ROTAS = {
    "primary": rota("ada", "ben"),
    "secondary": rota("ben", "cho"),
    "empty": Rota(zone=PARIS),
}


def told(*links, at=NOW):
    found = reach(links, at, ROTAS)
    return [(each.after // MINUTE, *each.people) for each in found.links]


def test_a_link_pages_who_is_on_call_when_it_is_reached_and_not_at_the_start():
    chain = link("primary", 5), link("primary", 15), link("secondary")
    assert told(*chain) == [(0, "ada"), (5, "ada"), (20, "ben")]
    handoff = instant("2026-11-30T09:00+01:00")
    assert told(*chain, at=handoff - 5 * MINUTE) == [(0, "ada"), (5, "ben"), (20, "cho")]
    assert told(*chain, at=handoff - 5 * MINUTE - TICK) == [(0, "ada"), (5, "ada"), (20, "cho")]


def test_a_condition_is_judged_when_the_link_is_reached_and_costs_no_wait_if_it_fails():
    chain = link("primary", 10), link(("mia",), 10, "during"), link(("noa",), 10)
    assert told(*chain) == [(0, "ada"), (10, "mia"), (20, "noa")]
    evening = instant("2026-11-26T17:55+01:00")
    assert told(*chain, at=evening) == [(0, "ada"), (10, "noa")]
    found = reach(chain, evening, ROTAS)
    assert (found.passed, found.over) == ((1,), 20 * MINUTE)


def test_if_all_conditions_fail_the_last_link_pages_all_the_same():
    chain = link("primary", 5, "outside"), link(("mia",), 5, "outside")
    found = reach(chain, NOW, ROTAS)
    assert told(*chain) == [(0, "mia")]
    assert (found.passed, found.links[0].forced, found.over) == ((0,), True, 5 * MINUTE)
    # Once somebody was paged, the last one may be passed by as any other.
    assert told(link("primary"), link(("mia",), 5, "outside")) == [(0, "ada")]


def test_an_unknown_schedule_is_not_nobody():
    found = reach((link("elsewhere"),), NOW, ROTAS)
    assert [(each.people, each.unknown) for each in found.links] == [((), "elsewhere")]
    assert not found.nobody
    assert found.silent == ()


def test_links_that_reach_nobody_are_told_and_waited_for():
    found = reach((link("empty", 5), link(()), link("primary")), NOW, ROTAS)
    assert [each.link for each in found.silent] == [0, 1]
    assert [(each.after // MINUTE, each.people) for each in found.links] == [
        *((0, ()), (5, ()), (10, ("ada",)))
    ]
    assert not found.nobody


@pytest.mark.parametrize("chain", [(), (link("empty"),), (link("empty"), link(()))])
def test_a_chain_that_reaches_nobody_says_so(chain):
    found = reach(chain, NOW, ROTAS)
    assert found.nobody
    assert found.woken == ()
    assert found.over == len(chain) * 5 * MINUTE


def test_the_same_people_twice_in_a_row_are_told():
    ada, both = ("ada",), ("ada", "ben")

    def again(*chain):
        return [each.link for each in reach(chain, NOW, ROTAS).again]

    assert again(link("primary"), link(ada)) == [1]
    assert again(link("primary"), link(both)) == []  # Ben hears of it for the first time
    assert again(link(both), link("primary")) == [1]
    assert again(link("primary"), link("empty"), link(ada)) == [2]
    assert again(link("primary"), link("elsewhere"), link(ada)) == []
    assert again(link("primary"), link("secondary"), link(ada)) == []
    assert again(link("empty"), link("empty")) == []


def test_who_is_named_twice_in_a_link_is_paged_once():
    assert told(link(("mia", "noa", "mia"))) == [(0, "mia", "noa")]


@st.composite
def cases(draw, zone, near):
    known = {"one": draw(rotas(zone, near, 2)), "two": draw(rotas(zone, near, 2))}
    return draw(chains(zone)), known


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_a_window_tells_what_every_minute_of_it_tells(zone, start, data):
    begin = instant(start) + DAY
    end = begin + 3 * DAY
    links, known = data.draw(cases(ZoneInfo(zone), begin))
    found = list(reaches(links, known, begin, end))
    assert (found[0].start, found[-1].end) == (begin, end)
    for one, two in pairwise(found):
        assert one.end == two.start
        assert one.reach != two.reach
    for each in found:
        for at in (each.start, each.end - TICK):
            assert reach(links, at, known) == each.reach
    told = {
        at: each.reach
        for each in found
        for at in minutes(begin, end)
        if each.start <= at < each.end
    }
    assert all(reach(links, at, known) == told[at] for at in minutes(begin, end))


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_a_minute_is_in_a_change_if_and_only_if_others_are_woken_then(zone, start, data):
    begin = instant(start) + DAY
    end = begin + 3 * DAY
    links, known = data.draw(cases(ZoneInfo(zone), begin))
    others, now_known = data.draw(cases(ZoneInfo(zone), begin))
    after = data.draw(st.sampled_from([(links, now_known), (others, known), (links, known)]))
    found = list(reach_changes(links, after[0], known, after[1], begin, end))
    for one, two in pairwise(found):
        assert one.end <= two.start
        assert one.end < two.start or (one.before.woken, one.after.woken) != (
            *(two.before.woken, two.after.woken),
        )
    told = {
        at: (each.before.woken, each.after.woken)
        for each in found
        for at in minutes(begin, end)
        if each.start <= at < each.end
    }
    for at in minutes(begin, end):
        was, will = reach(links, at, known).woken, reach(*after[:1], at, after[1]).woken
        assert told.get(at) == ((was, will) if was != will else None)


def test_a_schedule_that_moves_shows_as_long_before_as_the_link_is_away():
    chain = link(("mia",), 20), link("primary", 5)
    later = {**ROTAS, "primary": rota("ada", "ben", handoff_time=time(10))}
    (found,) = reach_changes(chain, chain, ROTAS, later, NOW, NOW + 7 * DAY)
    handoff = instant("2026-11-30T09:00+01:00")
    assert (found.start, found.end) == (handoff - 20 * MINUTE, handoff + 40 * MINUTE)
    assert [each.reach.links[1].people for each in reaches(chain, later, NOW, NOW + 7 * DAY)] == [
        *(("ada",), ("ben",))
    ]


def test_what_wakes_the_same_people_is_no_change():
    ada = Rota(zone=ZoneInfo("UTC"), layers=rota("ada").layers)
    known = {**ROTAS, "ada": ada}
    before, after = (link("ada", 5),), (link(("ada",), 5), link("empty", 9))
    assert list(reach_changes(before, after, known, known, NOW, NOW + 60 * DAY)) == []


def test_a_chain_that_stays_as_it_is_is_not_walked_at_all():
    chain, window = (link("primary", 5), link(("mia",))), (NOW, NOW + 364 * DAY)
    assert calls(lambda: list(reach_changes(chain, chain, ROTAS, {**ROTAS}, *window))) < 30
    moved = {**ROTAS, "primary": rota("ben", "ada")}
    assert (
        len(list(reach_changes(chain, chain, ROTAS, moved, *window))) == 53
    )  # weeks, two of them cut
    gone = {"secondary": ROTAS["secondary"]}
    (found,) = reach_changes(chain, chain, ROTAS, gone, NOW, NOW + DAY)
    assert found.after.woken[0] == (0 * MINUTE, (), "primary")


def test_an_escalation_that_outlives_the_calendar_is_no_failure():
    last = datetime.max.replace(tzinfo=timezone.utc)
    chain = link("primary", 5), link(("mia",), 5, "during"), link("secondary")
    assert (
        reach(chain, last, ROTAS).links[0].people == on_call(ROTAS["primary"], last).paging_targets
    )
    endless = (*chain, Link(wait=3_000_000 * DAY, users=("noa",)), link("primary"))
    assert [each.after for each in reach(endless, last, ROTAS).links]
    assert list(reaches(endless, ROTAS, last - DAY, last)) == []


def test_a_year_of_a_chain_costs_what_its_edges_cost():
    chain = link("primary", 5), link("secondary", 10, "during"), link("daily", 10), link(("mia",))
    known = {**ROTAS, "daily": rota("eva", "fil", length_days=1)}
    found = list(reaches(chain, known, NOW, NOW + 364 * DAY))
    assert len(found) > 600
    cost = calls(lambda: list(reaches(chain, known, NOW, NOW + 364 * DAY)))
    assert cost < 60 * len(found)
    assert isinstance(found[0], Reached)
