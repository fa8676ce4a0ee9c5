"""A page of pictures in a real browser: one file that asks nobody, shows all, and runs nothing."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from pulumi_scaling.pictures import Bar, Picture, Row, figures, html

from .conftest import Seen

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2026, 3, 1, 23, tzinfo=timezone.utc)
WEEK = timedelta(days=7)
EVIL = "<script>alert(1)</script><img src=http://evil.example onerror=alert(2)>"


def kept(folder: Path) -> str:
    """A page with a name that would like to be more."""
    bars = (
        Bar(START, START + WEEK, "Bo", who="bo@example.com"),
        Bar(START + WEEK, START + 2 * WEEK, EVIL, who="x@example.com", mark="comes"),
        Bar(START + 2 * WEEK, START + 3 * WEEK, "nobody", kind="gap"),
    )
    picture = Picture("Primary", START, START + 3 * WEEK, PARIS, (Row(EVIL, bars),))
    file = folder / "rota.html"
    file.write_text(html("Who is on call", figures(picture)))
    return file.as_uri()


def test_it_asks_nobody_and_runs_nothing(tmp_path: Path, page: Page, seen: Seen) -> None:
    address = kept(tmp_path)
    page.goto(address)
    assert seen.asked == [address]
    assert seen.dialogs == []
    expect(page.get_by_role("img", name="Primary")).to_be_visible()


def test_the_same_can_be_read_as_a_table_by_whoever_sees_no_picture(
    tmp_path: Path, page: Page
) -> None:
    page.goto(kept(tmp_path))
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("row")).to_have_count(4)
    expect(page.get_by_role("cell", name="nobody")).to_be_visible()


def test_on_paper_the_picture_fits_and_what_only_a_screen_needs_is_gone(
    tmp_path: Path, page: Page
) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    page.goto(kept(tmp_path))
    page.emulate_media(media="print")
    box = page.get_by_role("img", name="Primary").bounding_box()
    assert box is not None
    assert box["width"] <= 700
    expect(page.get_by_text("The same as a table")).to_be_hidden()
