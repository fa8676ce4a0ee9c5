"""A test of a program asks who is woken, without an engine, an account or a simulator."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

import pulumi
import pytest

import pulumi_scaling as scaling
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.testing import rota_of

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
BO, CY, ELI = "bo@example.com", "cy@example.com", "eli@example.com"
TEAM = {
    "team:timezone": "Europe/Paris",
    "team:patience": "5",
    "team:rotation": '["bo@example.com", "cy@example.com"]',
    "team:backup": '["dee@example.com", "bo@example.com"]',
    "team:lead": "ana@example.com",
    "team:people": "{}",
}
ROTAS = {
    "follow-the-sun": {},
    "many-teams": {},
    "pull-request": {},
    "testing": {},
    "whole-account": {},
}


def turns(**changes):
    said = {
        "name": "Weekly",
        "rotation_type": "weekly",
        "rotation_length_days": 7,
        "handoff_time": "09:00",
        "effective_from": "2026-01-05",
        "participants": [BO, CY],
    }
    return {**said, **changes}


def whole():
    primary = scaling.Schedule("primary", name="Primary", timezone="Europe/Paris", layers=[turns()])
    nights = scaling.Schedule("nights", name="Nights", timezone="Asia/Tokyo")
    scaling.RotationLayer("late", schedule_id=nights, position=0, **turns(participants=[ELI]))
    scaling.EscalationPolicy(
        "checkout",
        name="Checkout",
        layers=[
            {"ack_timeout_minutes": 5, "target": {"type": "schedule", "schedule_id": primary.id}},
            {"ack_timeout_minutes": 10, "target": {"type": "schedule", "schedule_id": nights.id}},
            {"ack_timeout_minutes": 15, "target": {"type": "users", "users": [BO]}},
        ],
    )


def test_a_moment_without_an_offset_is_read_on_the_schedules_own_clock():
    rota = rota_of(whole)
    assert rota.schedules == ("Nights", "Primary")
    assert rota.on_call("Primary", "2026-03-02 08:59").owner == CY
    assert rota.on_call("Primary", "2026-03-02 09:00").owner == BO
    assert rota.on_call("Primary", datetime(2026, 3, 2, 7, 59, tzinfo=timezone.utc)).owner == CY
    assert rota.on_call("Nights", "2026-03-02 09:00").paging_targets == (ELI,)


def test_a_chain_is_told_by_the_minute():
    assert rota_of(whole).reach("Checkout", "2026-03-02 09:00") == [
        (0, (BO,)),
        (5, (ELI,)),
        (15, (BO,)),
    ]


def test_a_gap_is_when_nobody_owns_what_was_promised():
    def ends():
        layers = [turns(effective_until="2026-06-01")]
        scaling.Schedule("primary", name="Primary", timezone="Europe/Paris", layers=layers)

    rota = rota_of(ends)
    (gap,) = rota.gaps(start="2026-03-01", weeks=20)
    assert gap.schedule == "Primary"
    assert gap.start == datetime(2026, 6, 1, 7, tzinfo=timezone.utc)
    assert rota.gaps(start="2026-03-01", weeks=4) == []
    days = rota.gaps("Primary", promise="Mon 08:00-10:00", start="2026-06-01", weeks=1)
    assert [(each.start.hour, each.end.hour) for each in days] == [(7, 8)]


def test_a_mistake_is_named_as_a_preview_would():
    def wrong():
        scaling.Schedule("primary", name="", timezone="Europe/Pari")

    with pytest.raises(ScalingError, match=r"Schedule 'primary': name .*Europe/Paris"):
        rota_of(wrong)


def test_what_is_not_in_the_program_is_told_with_what_is():
    with pytest.raises(ScalingError, match="no schedule 'Primry'; it has: Nights, Primary"):
        rota_of(whole).on_call("Primry", "2026-03-02 09:00")


def test_two_programs_in_one_process_know_nothing_of_each_other():
    assert rota_of(whole).policies == ("Checkout",)
    assert rota_of(lambda: None).policies == ()


def test_config_and_outputs_of_others_are_what_the_test_says():
    def configured():
        zone = pulumi.Config("team").require("timezone")
        scaling.Schedule("primary", name=pulumi.get_stack(), timezone=zone, layers=[turns()])

    rota = rota_of(configured, config={"team:timezone": "Asia/Tokyo"}, stack="prod")
    assert rota.on_call("prod", "2026-03-02 09:00").owner == BO


@pytest.mark.parametrize(("example", "config"), ROTAS.items(), ids=ROTAS)
def test_the_examples_hand_over_when_they_say_they_do(example, config):
    rota = rota_of(EXAMPLES / example, config=config)
    layers = [layer for name in rota.schedules for layer in rota.layers(name)]
    assert layers
    for zone, layer in layers:
        begun = layer.effective_from.astimezone(zone)
        assert begun.time() == layer.handoff_time
        assert begun.isoweekday() == 1 or layer.length_days % 7
    assert rota.gaps(start="2026-03-01") == []


def test_the_team_of_two_stacks_is_woken_alike_in_both():
    rotas = [rota_of(EXAMPLES / "team", config=TEAM, stack=stack) for stack in ("dev", "prod")]
    asked = ["Payments (dev)", "Payments (prod)"]
    moment = "2026-03-02 12:00"
    owners = [rota.on_call(name, moment) for rota, name in zip(rotas, asked, strict=True)]
    assert owners[0] == owners[1]
