"""What a plan says will be is shown as what an account says is."""

from datetime import datetime, time, timezone
from zoneinfo import ZoneInfo

import pytest

from pulumi_scaling.commands.rota_worlds import seen_in
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.review.worlds import Schedule, Unseen, World
from pulumi_scaling.rota import Layer, Rota

WEEKLY = Layer(
    name="weekly",
    position=0,
    length_days=7,
    handoff_time=time(9),
    effective_from=datetime(2026, 1, 5, 8, tzinfo=timezone.utc),
    participants=("ada@example.com",),
)


def world(*names, **changes):
    return World(
        schedules={
            f"urn:{name}": Schedule(
                key=f"urn:{name}",
                name=name,
                timezone="Europe/Paris",
                rota=Rota(zone=ZoneInfo("Europe/Paris"), layers=(WEEKLY,)),
                resource=name.lower(),
                **changes,
            )
            for name in names
        }
    )


def test_all_schedules_come_in_the_order_of_their_names():
    seen = seen_in(world("Search", "Primary"), [], "in the stack dev")
    assert [each.name for each in seen.schedules] == ["Primary", "Search"]
    assert seen.called("ada@example.com") == "ada"


@pytest.mark.parametrize("name", ["Search", "search", "urn:Search", "s2"])
def test_a_schedule_is_found_by_whatever_it_is_called(name):
    one = world("Search", id="s2")
    both = World(schedules={**world("Primary").schedules, **one.schedules})
    assert [each.name for each in seen_in(both, [name], "").schedules] == ["Search"]


def test_one_that_is_not_there_is_refused_with_those_near_it():
    with pytest.raises(
        ScalingError, match=r"no schedule 'Primry' in the stack dev; near it.*'Primary'"
    ):
        seen_in(world("Primary"), ["Primry"], "in the stack dev")


def test_what_cannot_be_seen_is_said():
    hidden = Unseen(what="the people of the rotation 'weekly'", why="unknown")
    (remark,) = seen_in(world("Primary", unseen=(hidden,)), [], "").remarks
    assert remark == (
        "Primary: the people of the rotation 'weekly': known only once it is applied, so those "
        "turns are not shown"
    )
