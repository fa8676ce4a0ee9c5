"""Other tests ask at the minutes that decide; here every one is asked, as clocks change."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_scaling.rota import on_call
from tests.unit.rota.drawn import DAY, WEEKS, instant, minutes, plainly, rotas


@pytest.mark.parametrize(("zone", "start"), WEEKS.values(), ids=WEEKS.keys())
@settings(deadline=None, max_examples=5)
@given(st.data())
def test_nobody_comes_or_goes_between_two_minutes_that_decide(zone, start, data):
    near = instant(start)
    asked = data.draw(rotas(ZoneInfo(zone), near))
    window = near, near + 9 * DAY
    assert plainly(asked, *window) == [on_call(asked, at) for at in minutes(*window)]
