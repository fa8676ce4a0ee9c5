"""What is drawn: every turn where it is, marks that need no colour, and the same in words."""

import re
from datetime import date, datetime, timedelta, timezone
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.pictures import (
    Bar,
    Picture,
    Row,
    changed_rows,
    duty_rows,
    figures,
    html,
    svg,
    text,
)
from pulumi_scaling.pictures.days import Days
from pulumi_scaling.pictures.hues import DARK_INK, LIGHT_INK, fill, look, looks

from .drawn import PARIS, START, WEEK, Page, duties, picture, rota

SVG = "{http://www.w3.org/2000/svg}"
ADA, BEN = "ada@example.com", "ben@example.com"
NOW = datetime(2026, 11, 26, 9, 12, tzinfo=timezone.utc)
LEFT, DAY = 176, 32
"""Where the first day begins, and how wide each is."""


def called(person):
    return person.partition("@")[0].title()


def weekly(weeks=1, **changes):
    rows = duty_rows("Payments", duties(rota(ADA, BEN)), called=called, detail="Europe/Paris")
    return Picture("On call", START, START + weeks * WEEK, PARIS, rows, now=NOW, **changes)


def bars(drawing):
    """Left end, right end and what is said of each bar, in the order they are drawn."""
    for group in ET.fromstring(drawing).iter(f"{SVG}g"):
        if (said := group.find(f"{SVG}title")) is not None:
            box = group.find(f"{SVG}rect")
            left, wide = float(box.get("x")), float(box.get("width"))
            yield left - 0.8, left + wide + 0.8, said.text


def test_a_week_is_drawn_as_it_has_always_been(request):
    golden = request.path.with_name("week.svg")
    assert svg(weekly()) == golden.read_text("utf-8")


def test_a_bar_begins_and_ends_where_its_turn_does():
    first, second, *more = bars(svg(weekly()))
    handoff = LEFT + DAY * 9 / 24
    assert not more
    assert first == (
        pytest.approx(LEFT),
        pytest.approx(handoff, abs=0.1),
        "Ben, … – Mon 23 Nov 09:00",
    )
    assert second[:2] == (pytest.approx(handoff, abs=0.1), pytest.approx(LEFT + 7 * DAY, abs=0.1))
    assert second[2] == "Ada, Mon 23 Nov 09:00 – Mon 30 Nov 09:00"


@pytest.mark.parametrize(
    ("day", "noon"), [(date(2026, 3, 29), 11 / 23), (date(2026, 10, 25), 13 / 25)]
)
def test_a_day_is_as_wide_as_any_other_when_clocks_change(day, noon):
    start = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(timezone.utc)
    end = datetime(day.year, day.month, day.day + 1, tzinfo=PARIS).astimezone(timezone.utc)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=PARIS).astimezone(timezone.utc)
    days = Days(start, end, PARIS)
    assert days.dates == (day,)
    assert (days.place(start), days.place(at), days.place(end)) == (0, pytest.approx(noon), 1)


@given(st.integers(0, 350_000), st.integers(1, 90))
def test_time_only_goes_to_the_right(hours, length):
    begin = datetime(2000, 1, 1, tzinfo=timezone.utc) + timedelta(hours=hours)
    for zone in ("America/Havana", "Pacific/Apia", "Asia/Kathmandu"):
        days = Days(begin, begin + timedelta(days=length), ZoneInfo(zone))
        places = [days.place(begin + timedelta(hours=6 * at)) for at in range(4 * length + 1)]
        assert places == sorted(places)
        assert 0 <= places[0] < 2
        assert len(days.dates) - 1 <= places[-1] <= len(days.dates)


def test_what_comes_goes_and_lacks_is_told_apart_without_a_colour():
    shown = ET.fromstring(svg(picture("Ada")))
    rules = shown.find(f".//{SVG}style").text
    shapes = set()
    for group in list(shown.iter(f"{SVG}g"))[1:]:
        boxes = list(group.iter(f"{SVG}rect"))
        laid_over = [box.get("fill") for box in boxes[1:]]
        marks = set(boxes[0].get("class").split()) - set(looks())
        text_ = next(group.iter(f"{SVG}text"))
        shapes.add((*laid_over, *marks, text_.text[:1]))
    assert shapes == {
        ("A",),
        ("url(#rota-hatch)", "comes", "▲"),
        ("goes", "A"),
        ("url(#rota-cross)", "gap", "✕"),
    }
    assert ".rota .goes{stroke-width:1.2;stroke-dasharray" in rules
    assert ".rota .was{text-decoration:line-through}" in rules


def test_the_marks_that_are_there_have_a_key_and_no_others():
    assert "hatched" not in svg(weekly())
    drawn = svg(picture("Ada"))
    assert all(word in drawn for word in ("hatched", "crossed out", "crossed: nobody"))


def test_what_is_not_known_and_what_is_quiet_on_purpose_are_no_gap():
    end = START + WEEK
    middle = START + WEEK / 2
    bars_ = (Bar(START, middle, "?", kind="unknown"), Bar(middle, end, "", kind="quiet"))
    drawing = svg(Picture("On call", START, end, PARIS, (Row("Payments", bars_),)))
    assert 'class="unknown"' in drawing
    assert 'class="quiet"' in drawing
    assert "url(#rota-cross)" not in drawing
    assert "dotted: known only once it is applied" in drawing


def test_a_holiday_is_shaded_as_a_weekend_is():
    shaded = [
        [
            float(box.get("x"))
            for box in ET.fromstring(svg(weekly(holidays=holidays))).iter(f"{SVG}rect")
            if box.get("class") == "rest"
        ]
        for holidays in (frozenset(), frozenset({date(2026, 11, 25)}))
    ]
    weekend = [LEFT + 5 * DAY, LEFT + 6 * DAY]
    assert shaded == [weekend, [LEFT + 2 * DAY, *weekend]]


def test_a_drawing_says_in_words_who_is_on_call_and_when():
    drawing = ET.fromstring(svg(weekly()))
    assert drawing.get("role") == "img"
    assert drawing.get("aria-label") == drawing.find(f"{SVG}title").text == "On call"
    assert drawing.find(f"{SVG}desc").text == (
        "Mon 23 Nov – Sun 29 Nov 2026, on the clocks of Europe/Paris. Payments (Europe/Paris): "
        "Ben, … – Mon 23 Nov 09:00; Ada, Mon 23 Nov 09:00 – Mon 30 Nov 09:00; "
        "Ben, Mon 30 Nov 09:00 – Mon 7 Dec 09:00; Ada, Mon 7 Dec 09:00 – Mon 14 Dec 09:00; "
        "Ben, Mon 14 Dec 09:00 – Mon 21 Dec 00:00."
    )


def test_a_page_has_a_table_that_says_what_each_drawing_shows():
    was, will = duties(rota(ADA, BEN)), duties(rota(BEN, ADA))
    rows = changed_rows("Payments", was, will, called=called)
    shown = Picture("On call", START, START + 4 * WEEK, PARIS, rows, now=START)
    page = Page(html("Review", figures(shown)))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("figure") == tags.count("table") == 1
    assert "Payments (until now)BennowMon 23 Nov 09:00until now" in page.text
    assert "Payments (from now on)AdanowMon 23 Nov 09:00from now on" in page.text


def test_a_page_asks_nobody_for_anything_and_runs_nothing():
    text_ = html("On call", figures(picture("Ada", weeks=52)))
    page = Page(text_)
    assert [
        attributes for tag, attributes in page.elements if tag in {"script", "link", "img"}
    ] == []
    links = [
        value
        for _, attributes in page.elements
        for name, value in attributes.items()
        if name in {"href", "src", "action", "xlink:href"}
    ]
    assert links
    assert all(value.startswith("#weeks-") for value in links)
    assert set(re.findall(r"https?://[^\"' ]+", text_)) == {"http://www.w3.org/2000/svg"}
    assert set(re.findall(r"url\(([^)]*)\)", text_)) <= {"#rota-hatch", "#rota-cross"}
    policy = next(each for tag, each in page.elements if "http-equiv" in each)
    assert policy["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")


def test_a_year_is_cut_into_strips_of_four_weeks_with_their_own_days_above():
    page = Page(html("On call", figures(picture(*"abcdefghijklmnopqrstuvwxyz", weeks=52))))
    drawings = [each for tag, each in page.elements if tag == "svg" and "role" in each]
    assert len(drawings) == 13 * 2
    assert {each["width"] for each in drawings} == {str(LEFT + 28 * DAY + 12)}
    above = [line for line in page.text.splitlines() if re.fullmatch(r"Mo\d+", line)]
    assert len(above) == 13 * 2 * 4


def test_of_a_window_that_cuts_a_turn_it_does_not_say_where_that_begins_or_ends():
    assert [said for _, _, said in bars(svg(weekly(weeks=4)))] == [
        "Ben, … – Mon 23 Nov 09:00",
        "Ada, Mon 23 Nov 09:00 – Mon 30 Nov 09:00",
        "Ben, Mon 30 Nov 09:00 – Mon 7 Dec 09:00",
        "Ada, Mon 7 Dec 09:00 – Mon 14 Dec 09:00",
        "Ben, Mon 14 Dec 09:00 – …",
    ]


def test_somebody_has_one_colour_for_good():
    assert [look(who) for who in (ADA, BEN, ADA.upper())] == ["c69", "c63", "c69"]


def test_dark_is_for_screens_and_paper_is_light():
    rules = ET.fromstring(svg(weekly())).find(f".//{SVG}style").text
    assert "@media screen and (prefers-color-scheme:dark)" in rules
    assert "print-color-adjust:exact" in rules


@pytest.mark.parametrize("each", [*looks()])
@pytest.mark.parametrize(("light", "ink"), [("day", DARK_INK), ("night", LIGHT_INK)])
def test_every_colour_can_be_read_on(each, light, ink):
    assert contrast(fill(each, light), ink) >= 4.5


def contrast(one, other):
    """As WCAG counts it."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_has_a_line_a_week_and_marks_what_changes():
    rows = changed_rows("Payments", duties(rota(ADA, BEN)), duties(rota(ADA)), called=called)
    shown = Picture("On call", START, START + 2 * WEEK, PARIS, rows)
    assert list(text(shown)) == [
        "Payments (until now)",
        "         Mo      Tu      We      Th      Fr      Sa      Su",
        "23 Nov   Ben│Ada" + "─" * 49,
        "30 Nov   Ada│Ben" + "╌" * 49,
        "",
        "Payments (from now on)",
        "         Mo      Tu      We      Th      Fr      Sa      Su",
        "23 Nov   ▲A…│Ada" + "─" * 49,
        "30 Nov   Ada▲Ada" + "━" * 49,
    ]
