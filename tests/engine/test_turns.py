"""Who has the pager, before and after: starts that are days, turns that are kept."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

import pytest

from pulumi_scaling.client import Client

from .stack import Stack

pytestmark = pytest.mark.long

NOW = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=timezone.utc)
WEEK = timedelta(days=7)
MINUTE = timedelta(minutes=1)
INLINE = """
    scaling.Schedule(
        "primary",
        name="Primary",
        timezone="{zone}",
        layers=[
            {{
                "name": "weekly",
                "rotation_type": "weekly",
                "rotation_length_days": 7,
                "handoff_time": "{at}",
                "effective_from": "{start}",
                "participants": [{people}],
                {more}
            }}
        ],
    )
"""
APART = """
    primary = scaling.Schedule("primary", name="Primary", timezone="{zone}")
    scaling.RotationLayer(
        "weekly",
        schedule_id=primary.id,
        name="weekly",
        rotation_type="weekly",
        rotation_length_days=7,
        handoff_time="{at}",
        effective_from="{start}",
        participants=[{people}],
        {apart}
    )
"""
KEEP = {"more": '"rollout": "keep_turn",', "apart": 'rollout="keep_turn",'}
ROSTER, LONGER = ["ana", "bo", "cy"], ["ana", "bo", "eli", "cy"]
FORMS = pytest.mark.parametrize("form", [INLINE, APART], ids=["inline", "apart"])


def said(form: str, who: list[str], **changes: str) -> str:
    people = ", ".join(f'"{each}@example.com"' for each in who)
    values = {"zone": "Europe/Paris", "at": "09:00", "start": "2026-01-05", "more": "", "apart": ""}
    return form.format(**{**values, **KEEP, **changes}, people=people)


def at(stack: Stack, moment: datetime) -> str | None:
    """Who has the pager, as the API says; only the part before the @."""
    with Client(base_url=stack.server.url, api_key=stack.env["SCALING_CLOUD_API_KEY"]) as client:
        (schedule,) = client.schedules.list()
        owner = client.schedules.resolve(schedule.id, at=moment).owner
        return owner.removeprefix("user_") if owner else None


def start(stack: Stack) -> str:
    (row,) = stack.server.rows("rotation_layers")
    return str(row["effectiveFrom"])


@pytest.fixture
def frozen(stack: Stack) -> Stack:
    stack.server.clock(now=NOW.isoformat(), frozen=True)
    return stack


@FORMS
def test_whoever_is_on_call_stays_until_their_turn_ends(form: str, frozen: Stack) -> None:
    stack = frozen
    stack.write(said(form, ["ana", "bo", "cy"]))
    stack.up()
    stack.unchanged()
    assert at(stack, NOW) == "bo"
    stack.write(said(form, ["ana", "bo", "eli", "cy"]))
    stack.up()
    # On Monday 30 November at nine the turn ends, and the new order goes on from there.
    assert [at(stack, NOW), at(stack, MONDAY - MINUTE), at(stack, MONDAY)] == ["bo", "bo", "eli"]
    kept = start(stack)
    assert not kept.startswith("2026-01-05")
    stack.unchanged()
    stack.server.clock(advance=timedelta(days=8).total_seconds())
    stack.unchanged()

    # Whoever is taken off is off at once, and the next who stays takes over until then.
    later = NOW + timedelta(days=8)
    assert at(stack, later) == "eli"
    stack.write(said(form, ["ana", "bo", "cy"]))
    stack.up()
    assert [at(stack, later), at(stack, MONDAY + WEEK)] == ["cy", "ana"]
    stack.unchanged()


@FORMS
def test_a_start_that_was_changed_by_hand_is_put_back(form: str, frozen: Stack) -> None:
    stack = frozen
    stack.write(said(form, ["ana", "bo", "cy"]))
    stack.up()
    stack.write(said(form, ["bo", "ana", "cy"]))
    stack.up()
    kept, holder = start(stack), at(stack, NOW)
    assert holder == "bo"
    by_hand(stack, "2026-01-05T08:00:00Z")
    assert at(stack, NOW) == "ana"
    run = stack.up("--refresh")
    assert run.drifted
    assert (start(stack), at(stack, NOW)) == (kept, holder)
    stack.unchanged()
    by_hand(stack, "2026-03-02T08:00:00Z")
    stack.up("--refresh")
    assert start(stack) == kept
    # Another start in the program is wanted at once, and ends what was kept.
    stack.edit("2026-01-05", "2026-01-12")
    stack.up()
    assert start(stack).startswith("2026-01-12T08:00:00")
    stack.unchanged()


@FORMS
def test_a_day_is_the_handoff_time_on_the_clock_of_the_schedule(form: str, frozen: Stack) -> None:
    stack = frozen
    plain = {"more": "", "apart": ""}
    stack.write(said(form, ["ana", "bo"], **plain))
    stack.up()
    assert start(stack).startswith("2026-01-05T08:00:00")
    stack.unchanged()
    # Said as the instant that it is, nothing is written.
    stack.write(said(form, ["ana", "bo"], start="2026-01-05T08:00:00Z", **plain))
    stack.unchanged()
    stack.write(said(form, ["ana", "bo"], zone="America/New_York", **plain))
    stack.up()
    assert start(stack).startswith("2026-01-05T14:00:00")
    stack.unchanged()
    stack.write(said(form, ["ana", "bo"], zone="America/New_York", at="17:00", **plain))
    stack.up()
    assert start(stack).startswith("2026-01-05T22:00:00")
    stack.unchanged()
    by_hand(stack, "2026-01-04T14:00:00Z")
    assert stack.up("--refresh").drifted
    assert start(stack).startswith("2026-01-05T22:00:00")


def by_hand(stack: Stack, moment: str) -> None:
    with Client(base_url=stack.server.url, api_key=stack.env["SCALING_CLOUD_API_KEY"]) as client:
        (schedule,) = client.schedules.list()
        (layer,) = client.schedules.layers.list(schedule.id)
        client.schedules.layers.update(schedule.id, layer.id, effective_from=moment)


def test_a_rota_that_goes_from_one_form_to_the_other_keeps_its_turn(frozen: Stack) -> None:
    stack = frozen
    stack.write(said(APART, ["ana", "bo", "cy"]))
    stack.up()
    stack.write(said(APART, ["bo", "ana", "cy"]))
    stack.up()
    kept = start(stack)
    for form in (INLINE, APART, INLINE):
        stack.write(said(form, ["bo", "ana", "cy"]))
        stack.server.forget_requests()
        stack.up()
        assert stack.written == []
        assert start(stack) == kept
        stack.unchanged()


@FORMS
@pytest.mark.parametrize("apart", [-180, 200], ids=["behind", "ahead"])
def test_a_turn_is_kept_by_the_clock_of_the_api_wherever_this_machine_s_stands(
    form: str, apart: int, stack: Stack
) -> None:
    now = datetime.now(timezone.utc) + timedelta(days=apart)
    stack.server.clock(now=now.isoformat(), frozen=True)
    stack.write(said(form, ROSTER))
    stack.up()
    holder = at(stack, now)
    # Nobody has to be looked up for this.
    shorter = re.sub(r"(_type\W+)weekly(\W+\w+_days\W+)7", r"\1custom\g<2>3", said(form, ROSTER))
    stack.write(shorter)
    stack.up()
    assert at(stack, now) == holder
    stack.unchanged()


@FORMS
def test_a_turn_kept_by_an_up_that_was_cut_off_is_not_moved_by_the_next(
    form: str, frozen: Stack
) -> None:
    stack = frozen
    stack.write(said(form, ROSTER))
    stack.up()
    before = stack.kept.read_bytes()
    stack.write(said(form, LONGER))
    stack.up()
    kept, later = start(stack), NOW + timedelta(days=8)
    stack.kept.write_bytes(before)  # as if killed when the write had landed
    stack.server.clock(advance=timedelta(days=8).total_seconds())
    holder = at(stack, later)
    stack.up()
    assert (start(stack), at(stack, later)) == (kept, holder)
    stack.unchanged()
    assert start(stack) == kept


@pytest.mark.parametrize(
    ("one", "other"), [(APART, INLINE), (INLINE, APART)], ids=["to inline", "to one by one"]
)
def test_a_turn_goes_on_where_the_form_changes_and_the_roster_with_it(
    one: str, other: str, frozen: Stack
) -> None:
    stack = frozen
    stack.write(said(one, ROSTER))
    stack.up()
    holder = at(stack, NOW)
    stack.write(said(other, ["bo", "ana", "eli", "cy"]))
    stack.up()
    assert [at(stack, NOW), at(stack, MONDAY - MINUTE), at(stack, MONDAY)] == [holder] * 2 + ["ana"]
    stack.unchanged()


def test_a_turn_goes_on_in_a_layer_that_gets_another_name_and_other_people(frozen: Stack) -> None:
    stack = frozen
    stack.write(said(INLINE, ROSTER))
    stack.up()
    holder = at(stack, NOW)
    stack.write(
        said(INLINE, ["bo", "ana", "eli", "cy"]).replace(
            '"name": "weekly"', '"name": "Primary on call"'
        )
    )
    stack.up()
    assert at(stack, NOW) == holder
    stack.unchanged()
