"""The simulator's page in a real browser: what it shows, what its buttons do, and no more."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from pulumi_scaling.simulator import Server, Simulator

from .conftest import Seen

EVIL = '<img src="http://evil.example/x" onerror="alert(1)"></td><script>alert(2)</script>\u202e'


def planted(server: Server, name: str = "Primary") -> None:
    """A schedule of two who take turns, and a chain that ends with Ana."""
    headers = {"Authorization": f"Bearer {server.key}"}
    with httpx.Client(base_url=server.url, headers=headers) as api:

        def made(path: str, body: dict[str, Any]) -> str:
            answer = api.post(path, json=body)
            assert answer.status_code < 300, answer.text
            return str(answer.json()["data"]["id"])

        schedule = made("/oncall/schedules", {"name": name, "timezone": "Europe/Paris"})
        layer = {
            "name": "Weekly",
            "rotationType": "weekly",
            "rotationLengthDays": 7,
            "handoffTime": "09:00",
            "effectiveFrom": "2026-01-05T08:00:00Z",
            "participantIds": ["user_bo", "user_cy"],
        }
        made(f"/oncall/schedules/{schedule}/layers", layer)
        policy = made("/escalation/policies", {"name": name})
        for position, target in enumerate(
            (
                {"type": "schedule", "scheduleId": schedule},
                {"type": "users", "userIds": ["user_ana"]},
            ),
            1,
        ):
            body = {"position": position, "ackTimeoutMinutes": 5, "target": target}
            made(f"/escalation/policies/{policy}/layers", body)


def test_it_shows_who_is_on_call_and_who_would_be_woken(server: Server, page: Page) -> None:
    planted(server)
    page.goto(server.origin)
    expect(page.get_by_role("img").first).to_be_visible()
    burning = page.get_by_role("row").filter(has_text="at once")
    expect(burning).to_contain_text("at once: Cy Okafor → after 5 min: Ana Sousa")


def test_the_clock_is_turned_and_somebody_else_is_on_call(server: Server, page: Page) -> None:
    planted(server)
    page.goto(server.origin)
    for _ in range(2):
        page.get_by_role("button", name="+ 1 day").click()
    burning = page.get_by_role("row").filter(has_text="at once")
    expect(burning).to_contain_text("at once: Bo Lindqvist")
    expect(page.get_by_text("It is 2026-03-03")).to_be_visible()


def test_a_drill_pages_and_the_log_shows_it_until_it_is_resolved(
    server: Server, page: Page
) -> None:
    planted(server)
    page.goto(server.origin)
    page.get_by_role("button", name="Open a drill").click()
    page.get_by_role("button", name="+ 15 minutes").click()
    assert [each["userId"] for each in server.pages] == ["user_cy", "user_ana"]
    log = page.locator("section").filter(has=page.get_by_role("heading", name="Who was paged"))
    expect(log.get_by_role("row")).to_have_count(3)
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.get_by_role("button", name="Acknowledge")).to_have_count(0)
    page.get_by_role("button", name="Resolve").click()
    expect(page.get_by_text("Nothing burns.").first).to_be_visible()


def test_a_drill_needs_no_key_on_the_page_nor_anywhere_else(server: Server, page: Page) -> None:
    link = {"ackTimeoutMinutes": 5, "target": {"type": "users", "userIds": ["user_mo"]}}
    keyless = {
        "id": "org_keyless",
        "members": [{"id": "user_mo", "email": "mo@keyless.example", "role": "org:admin"}],
        "policies": [{"name": "Alarms", "layers": [link]}],
    }
    server.seed({"organizations": [keyless]})
    page.goto(server.origin)
    page.get_by_role("button", name="Open a drill").click()
    expect(page.get_by_role("button", name="Resolve")).to_be_visible()
    assert [each["userId"] for each in server.pages] == ["user_mo"]


def test_a_narrow_window_scrolls_downwards_only(server: Server, page: Page) -> None:
    width = 400
    planted(server, "Payments and everything that has to do with them, by day and by night")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(server.origin)
    page.get_by_role("button", name="Open a drill").click()
    page.get_by_text("The same as a table").first.click()
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    assert wide <= width
    # Nothing is cut off for it, and no button breaks its word.
    for button in page.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= box["x"] + box["width"] <= width
        assert box["height"] < 40


def test_names_of_others_run_nothing_and_ask_nobody(server: Server, page: Page, seen: Seen) -> None:
    planted(server, EVIL)
    page.goto(server.origin)
    expect(page.get_by_role("rowheader", name="<script>alert(2)</script>")).to_be_visible()
    assert seen.dialogs == []
    assert {url for url in seen.asked if not url.startswith(server.origin)} == set()
    assert server.key not in page.content()


def test_it_works_where_nothing_may_run(server: Server, chromium: Browser) -> None:
    planted(server)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server.origin)
    page.get_by_role("button", name="+ 1 hour").click()
    expect(page.get_by_text("It is 2026-03-01T04:")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_by_day_and_by_night(
    server: Server, chromium: Browser, scheme: str
) -> None:
    planted(server)
    context = chromium.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.goto(server.origin)
    colours = page.evaluate(
        "() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] }"
    )
    assert contrast(*colours) > 7
    context.close()


def contrast(ink: str, paper: str) -> float:
    """As the accessibility guidelines reckon it."""

    def light(colour: str) -> float:
        parts = [int(each) / 255 for each in colour.strip("rgb()").split(",")[:3]]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(
            weight * each for weight, each in zip((0.2126, 0.7152, 0.0722), linear, strict=False)
        )

    brighter, darker = sorted((light(ink), light(paper)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_another_site_turns_no_clock(server: Server, page: Page) -> None:
    planted(server)
    before = server.clock()["now"][:16]
    page.set_content(
        f'<form method="post" action="{server.origin}/_simulator/page/clock">'
        '<input name="of" value="1 day"><button>go</button></form>'
    )
    page.get_by_role("button", name="go").click()
    expect(page.get_by_text("a browser sent this for a page of another site")).to_be_visible()
    assert server.clock()["now"][:13] == before[:13]


def test_where_other_machines_reach_it_the_page_is_only_to_be_read() -> None:
    with Simulator().serve(host="0.0.0.0") as server:
        planted(server)
        shown = httpx.get(server.origin).text
        assert "it is only to be read" in shown
        assert "<button>" not in shown
        form = {"of": "1 day"}
        asked = httpx.post(f"{server.origin}/_simulator/page/clock", data=form)
        assert asked.status_code in {404, 405}
