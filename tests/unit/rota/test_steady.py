"""When clocks run evenly: in every zone there is, and over the years people ask about."""

import re
from datetime import datetime, timezone
from importlib import resources
from io import BytesIO
from itertools import pairwise
from struct import calcsize, unpack
from zoneinfo import ZoneInfo, available_timezones

import pytest

from pulumi_scaling.rota.steady import steady, steady_around
from tests.unit.rota.drawn import DAY, HOUR, TICK

BEGIN, END = datetime(1992, 6, 1, tzinfo=timezone.utc), datetime(2012, 2, 1, tzinfo=timezone.utc)
ZONES = [
    "America/New_York",
    "Africa/Casablanca",
    "America/Noronha",  # a summer of a week
    "America/St_Johns",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Paris",
    "Pacific/Apia",
    "Pacific/Kwajalein",
]


def written(zone):
    """The changes of offset that the zone's own file lists, and the rule for all later years."""
    file = BytesIO(resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes())

    def read(form):
        return unpack(form, file.read(calcsize(form)))

    *_, utcs, walls, leaps, times, types, letters = read(">4sc15x6l")
    file.seek(times * 5 + types * 6 + letters + leaps * 8 + walls + utcs, 1)
    *_, utcs, walls, leaps, times, types, letters = read(">4sc15x6l")
    instants, kinds = read(f">{times}q"), read(f">{times}B")
    offsets = [read(">lbb")[0] for _ in range(types)]
    file.seek(letters + leaps * 12 + walls + utcs, 1)
    found = [offsets[0], *(offsets[kind] for kind in kinds)]
    changes = [at for at, (one, two) in zip(instants, pairwise(found), strict=True) if one != two]
    return changes, file.read().decode().strip()


def test_no_zone_changes_its_clocks_twice_within_six_days():
    zones = available_timezones() - {"localtime"}
    assert len(zones) > 400
    for zone in zones:
        changes, rule = written(zone)
        assert all(two - one > 6 * 86_400 for one, two in pairwise(changes)), zone
        months = {int(month) for month in re.findall(r",M(\d+)\.", rule)}
        assert len(months) == rule.count(","), zone
        assert not months or 1 < max(months) - min(months) < 11, zone


@pytest.mark.parametrize("zone", ZONES)
def test_a_window_is_told_in_pieces_of_the_offset_that_clocks_have_at_every_hour(zone):
    zone = ZoneInfo(zone)
    found = list(steady(zone, BEGIN, END))
    assert (found[0][0], found[-1][1]) == (BEGIN, END)
    assert all(one[1] == two[0] for one, two in pairwise(found))
    for start, end, offset in found:
        hours = (start + hour * HOUR for hour in range((end - start) // HOUR))
        assert {at.astimezone(zone).utcoffset() for at in (*hours, end - TICK)} == {offset}


@pytest.mark.parametrize("zone", ZONES)
def test_around_an_instant_the_offset_is_one(zone):
    for days in range(0, 7_000, 11):
        at = BEGIN + days * DAY
        start, end = steady_around(ZoneInfo(zone), at)
        assert start <= at < end
        seen = {each.astimezone(ZoneInfo(zone)).utcoffset() for each in (start, at, end - TICK)}
        assert len(seen) == 1
