"""The same claims by arithmetic alone: no engine, no simulator, a fraction of a second."""

from pathlib import Path

from pulumi_scaling.testing import rota_of

PROGRAM = Path(__file__).parent / "__main__.py"
BO, CY, ELI = "bo@example.com", "cy@example.com", "eli@example.com"
ADMINS = ("ana@example.com", "dee@example.com")


def test_at_three_on_sunday_cy_is_woken_then_eli_then_both_admins() -> None:
    woken = rota_of(PROGRAM).reach("Checkout", "2026-03-01 03:00")
    assert woken == [(0, (CY,)), (5, (ELI,)), (15, ADMINS)]


def test_the_week_is_handed_over_on_monday_at_nine() -> None:
    rota = rota_of(PROGRAM)
    assert rota.on_call("Primary", "2026-03-02 08:59").owner == CY
    assert rota.on_call("Primary", "2026-03-02 09:00").owner == BO


def test_somebody_is_on_call_at_every_instant_of_a_year() -> None:
    assert rota_of(PROGRAM).gaps(start="2026-01-05 09:00") == []
