"""Who is woken, when, and in which order: the claims the team lives by, one test each."""

from conftest import Nights

BO, CY, ELI = "bo@example.com", "cy@example.com", "eli@example.com"
ADMINS = ["ana@example.com", "dee@example.com"]


def test_at_three_on_sunday_cy_is_woken_then_eli_then_both_admins(nights: Nights) -> None:
    incident = nights.page("Primary", at="2026-03-01 03:00")
    assert nights.woken(incident, after=0) == [CY]
    assert nights.woken(incident, after=5) == [CY, ELI]
    assert nights.woken(incident, after=60) == [CY, ELI, *ADMINS]


def test_who_acknowledges_lets_the_others_sleep(nights: Nights) -> None:
    incident = nights.page("Primary", at="2026-03-08 03:00")
    assert nights.woken(incident, after=4) == [BO]
    nights.client.incidents.acknowledge(incident)
    assert nights.woken(incident, after=600) == [BO]


def test_the_week_is_handed_over_on_monday_at_nine(nights: Nights) -> None:
    assert nights.owner("Primary", at="2026-03-02 08:59") == CY
    assert nights.owner("Primary", at="2026-03-02 09:00") == BO


def test_nine_stays_nine_when_the_clocks_change(nights: Nights) -> None:
    assert nights.owner("Primary", at="2026-03-30 08:59") == CY
    assert nights.owner("Primary", at="2026-03-30 09:00") == BO


def test_somebody_is_on_call_at_every_hour_of_a_month(nights: Nights) -> None:
    hours = [f"2026-03-{day:02} {hour:02}:30" for day in range(1, 32) for hour in range(24)]
    assert [hour for hour in hours if nights.owner("Primary", at=hour) is None] == []
