"""Names of others: whatever they are, they stay text, on their line and in their place."""

import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_scaling.pictures import (
    columns,
    figures,
    harmless,
    html,
    markup,
    named,
    note,
    section,
    strong,
    svg,
    table,
    text,
)

from .drawn import HOSTILE, Page, names, picture

SAFE = {"html", "head", "meta", "title", "style", "body", "svg", "defs", "pattern", "path", "main"}
SAFE |= {"h1", "h2", "h3", "p", "nav", "a", "figure", "div", "details", "summary", "table"}
SAFE |= {"caption", "thead", "tbody", "tr", "th", "td", "bdi", "strong", "footer"}
SAFE |= {"g", "rect", "text", "tspan", "desc", "section"}
RULES = {
    "\u061c",
    "\u200e",
    "\u200f",
    *map(chr, range(0x202A, 0x202F)),
    *map(chr, range(0x2066, 0x206A)),
}


@given(st.text())
def test_nothing_is_left_that_rules_a_terminal_or_turns_what_follows(said):
    one = harmless(said)
    assert not RULES & set(one)
    assert not {"Cc", "Cs", "Zl", "Zp"} & {unicodedata.category(each) for each in one}
    assert len(one) <= 160
    assert harmless(one) == one


@pytest.mark.parametrize(
    "name", ["Zoë Lindström-Çelik", "שלום עולם", "中文名字", "👩‍👩‍👧‍👦", "Nguyễn Thị"]
)
def test_a_name_that_people_have_stays_as_it_is(name):
    assert harmless(name) == name


@given(st.lists(names, max_size=3))
def test_a_drawing_is_well_formed_whoever_is_on_it(people):
    drawing = ET.fromstring(svg(picture(*people)))
    tags = {each.tag.rpartition("}")[2] for each in drawing.iter()}
    assert tags <= {*SAFE, "svg"}


@given(st.lists(names, min_size=1, max_size=3))
def test_a_page_has_no_element_that_a_name_put_there(people):
    shown = picture(*people)
    parts = [note(*people), section(people[0], table(people, [people])), figures(shown)]
    page = Page(html(people[0], *parts, foot=people[0]))
    assert {tag for tag, _ in page.elements} <= SAFE
    assert not [name for _, attributes in page.elements for name in attributes if name[:2] == "on"]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_of_text_stays_one_line_of_its_width(name):
    lines = [line for line in text(picture(name)) if line]
    assert all("\n" not in line and "\x1b" not in line for line in lines)
    assert all(columns(line) <= 9 + 7 * 8 for line in lines[1:])


def test_a_space_between_pieces_of_a_sentence_stays():
    said = note("now ", strong("Ada → Cho"), " · then ", named("Eva"))
    assert said == '<p class="plain">now <strong>Ada → Cho</strong> · then <bdi>Eva</bdi></p>'


def test_markup_put_together_with_text_is_text_again():
    assert note(markup("<b>")) == '<p class="plain">&lt;b&gt;</p>'
    assert note(markup("<b>") + "<i>") == '<p class="plain">&amp;lt;b&amp;gt;&lt;i&gt;</p>'
