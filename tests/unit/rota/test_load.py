"""What being on call asks of each person, against every minute of weeks in which clocks change."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import Duty, Layer, Load, OnCall, Rota, Tally, load, timeline
from tests.unit.rota.costs import calls
from tests.unit.rota.drawn import DAY, HOUR, MINUTE, WEEKS, instant, minutes, plainly, rotas

unhurried = settings(deadline=None, max_examples=8)  # every minute of nine days in nine zones
PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")
MONDAY = instant("2026-11-23T09:00+01:00")


@lru_cache(maxsize=4)
def shown(zone, start, end):
    """What the clock of a zone shows at each minute, and the number of the night it is then."""
    found, number, was = [], 0, False
    for at in minutes(start, end):
        local = at.astimezone(zone)
        dark = local.time() >= time(22) or local.time() < time(7)
        number += dark and not was
        found.append((local.date(), number if dark else None))
        was = dark
    return found


def tallied(held, clock, holidays):
    """What those minutes add up to that somebody has: one yes or no for each of the clock."""
    seen = [each for each, held_it in zip(clock, held, strict=True) if held_it]
    # In minutes, so that whatever follows within a minute is the same turn.
    turns = [len([*turn]) for held_it, turn in groupby(held) if held_it]
    touched = sorted({night for _, night in seen if night is not None})
    rows = [
        len([*row]) for _, row in groupby(enumerate(touched), key=lambda each: each[1] - each[0])
    ]
    days = Counter(day for day, _ in seen)
    return Tally(
        time=len(seen) * MINUTE,
        nights=sum(night is not None for _, night in seen) * MINUTE,
        weekends=sum(count for day, count in days.items() if day.isoweekday() > 5) * MINUTE,
        holidays=sum(count for day, count in days.items() if day in holidays) * MINUTE,
        turns=len(turns),
        longest=max(turns, default=0) * MINUTE,
        nights_in_a_row=max(rows, default=0),
    )


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@unhurried
@given(st.data())
def test_a_load_is_what_every_minute_adds_up_to(zone, start, data):
    near, zone = instant(start), ZoneInfo(zone)
    asked = [data.draw(rotas(zone, near)) for _ in range(data.draw(st.integers(1, 2)))]
    end = near + 9 * DAY
    holidays = [(near + n * DAY).date() for n in data.draw(st.sets(st.integers(0, 9), max_size=3))]
    zones = {"a": TOKYO, "x": ZoneInfo("America/New_York")}
    found = load(
        *(timeline(rota, near, end) for rota in asked), zone=zone, zones=zones, holidays=holidays
    )
    answers = list(zip(*(plainly(rota, near, end) for rota in asked), strict=True))
    people = {who for each in answers for one in each for who in one.paging_targets}
    assert list(found) == sorted(people)
    for who in people:
        local = zones.get(who, zone)
        clock = shown(local, near, end)
        owned = [any(one.owner == who for one in each) for each in answers]
        paged = [any(who in one.paging_targets for one in each) for each in answers]
        assert found[who] == Load(
            person=who,
            zone=local,
            owner=tallied(owned, clock, holidays),
            paged=tallied(paged, clock, holidays),
        )


def weekly(*people, position=0, **changes):
    values = {"length_days": 7, "handoff_time": time(9), "effective_from": MONDAY}
    return Layer(
        name=f"layer {position}", position=position, participants=people, **{**values, **changes}
    )


def loads(*layers, weeks=2, start=MONDAY, **options):
    rota = Rota(zone=PARIS, layers=layers)
    end = start.astimezone(PARIS) + timedelta(weeks=weeks)
    return load(timeline(rota, start, end), **{"zone": PARIS, **options})


def test_a_week_has_seven_nights_and_a_weekend():
    found = loads(weekly("ada", "ben"))
    assert (
        found["ada"].owner
        == found["ada"].paged
        == found["ben"].owner
        == Tally(
            time=7 * DAY,
            nights=7 * 9 * HOUR,
            weekends=2 * DAY,
            turns=1,
            longest=7 * DAY,
            nights_in_a_row=7,
        )
    )


def test_a_layer_behind_the_owner_is_woken_and_owns_nothing():
    found = loads(weekly("ada"), weekly("sam", position=1))
    assert (found["sam"].owner, found["sam"].paged.time) == (Tally(), 14 * DAY)


def test_the_night_in_which_clocks_are_put_back_is_an_hour_longer():
    october = instant("2026-10-19T09:00+02:00")
    found = loads(weekly("ada", effective_from=october), weeks=1, start=october)
    assert found["ada"].paged.nights == 64 * HOUR
    assert found["ada"].paged.weekends == 49 * HOUR


def test_a_night_that_clocks_cut_in_two_is_one_night():
    # In New York it is half past one twice: the night ends, begins again, and ends for good.
    autumn = instant("2026-10-28T12:00Z")
    turn = [Duty(start=autumn, end=autumn + 7 * DAY, on_call=OnCall("ada", ("ada",)))]
    found = load(turn, zone=ZoneInfo("America/New_York"), night=(time(22), time(1, 30)))
    assert (found["ada"].paged.nights, found["ada"].paged.nights_in_a_row) == (25 * HOUR, 7)


def test_a_person_sleeps_where_they_live():
    found = loads(
        weekly("ada", "ben", handoff_time=time(19), effective_from=MONDAY + 10 * HOUR),
        start=MONDAY + 10 * HOUR,
        zones={"ben": TOKYO},
    )
    assert (found["ada"].zone, found["ben"].zone) == (PARIS, TOKYO)
    # Their week begins at three in the morning in Tokyo, inside a night, and ends inside another.
    assert (found["ada"].paged.nights_in_a_row, found["ben"].paged.nights_in_a_row) == (7, 8)


def test_nights_go_on_in_a_row_across_days_off_and_not_across_nights_off():
    nightly = [
        Duty(start=start, end=start + 12 * HOUR, on_call=OnCall("ada", ("ada",)))
        for start in (MONDAY + n * DAY + 11 * HOUR for n in (0, 1, 2, 4, 5))
    ]
    found = load(nightly, zone=PARIS)["ada"].paged
    assert (found.turns, found.nights_in_a_row, found.longest) == (5, 3, 12 * HOUR)


def test_christmas_is_a_date_on_the_clock_of_who_has_it():
    christmas = [date(2026, 12, 25), date(2026, 12, 26)]
    found = loads(
        weekly("ada", "ben", "cho", "dov", "eva"), weeks=6, holidays=christmas, zones={"eva": TOKYO}
    )
    assert {who: each.paged.holidays / HOUR for who, each in found.items()} == {
        "ada": 0,
        "ben": 0,
        "cho": 0,
        "dov": 0,
        "eva": 48,
    }


def test_an_hour_on_two_schedules_is_one_hour():
    one, two = (Rota(zone=PARIS, layers=(weekly("ada", "ben"),)) for _ in range(2))
    window = MONDAY, MONDAY + 28 * DAY
    twice = load(timeline(one, *window), timeline(two, *window), zone=PARIS)
    assert twice == load(timeline(one, *window), zone=PARIS)


def test_other_hours_may_be_night():
    early = loads(weekly("ada"), weeks=1, night=(time(0), time(6)))
    assert early["ada"].paged.nights == 42 * HOUR
    with pytest.raises(ValueError, match="a night from 22:00 to 22:00 has no length"):
        loads(weekly("ada"), night=(time(22), time(22)))


def test_a_longer_turn_costs_no_more():
    def cost(days):
        turn = [Duty(start=MONDAY, end=MONDAY + days * DAY, on_call=OnCall("ada", ("ada",)))]
        load(turn, zone=PARIS)
        return calls(lambda: load(turn * 50, zone=PARIS)) - calls(lambda: load(turn, zone=PARIS))

    assert cost(300) <= cost(3)


def test_nobody_has_no_load():
    assert load(timeline(Rota(zone=PARIS), MONDAY, MONDAY + DAY), zone=PARIS) == {}
    assert load(zone=PARIS) == {}
    last = datetime.max.replace(tzinfo=MONDAY.tzinfo)
    assert load(timeline(Rota(zone=PARIS, layers=(weekly("ada"),)), last - DAY, last), zone=PARIS)
