"""Whatever somebody calls a schedule, a person or a stack: it is shown, and does nothing."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pulumi_scaling.pictures import harmless
from pulumi_scaling.review.directory import Directory, Person
from pulumi_scaling.review.markdown_page import markdown
from pulumi_scaling.review.markdown_text import cell, escaped, fenced, inline
from pulumi_scaling.review.saying import code, said, strong
from pulumi_scaling.review.terminal_page import text

from .by_hand import FIVE, chain, link, mail, review, schedule, world

FORGE = MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough")
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</summary></details><h1>x",
    "--> <!-- pulumi-scaling review: other -->",
    "| a | b |",
    "a\\|b \\",
    "`` ` ```",
    "**bold** __it__ ~~gone~~ _x_",
    "[click](javascript:alert(1)) ![x](https://example.com/x.png)",
    "https://example.com/ www.example.com",
    "@everyone @org/team #12 GH-12 !4 ~label org/repo#3",
    "# head\n- list\n> quote\n1. one",
    "line\r\nbreak\u2028and\u2029more\x00\x1b[2J",
    "\u202egnp.exe\u202c \u2066a\u2069 \u200f\u061c",
    "שלום עולם",
    "$x^2$ and $$y$$ :tada:",
    "&lt;b&gt; &amp; &#64;all",
    "---",
    "x" * 5000,
    " ",
]
ours = {"h3", "p", "strong", "em", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}
OURS = ours | {"br", "details", "summary", "ul", "li"}


class Seen(HTMLParser):
    """Elements, and the text inside them."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.said, self.comments = [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, [name for name, _ in attrs if name not in {"class", "style"}]))

    def handle_data(self, data):
        self.said.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


def seen(source):
    return Seen(FORGE.render(source))


def bare(shown):
    return re.sub("[\u200b\u2068\u2069]", "", shown)


def page_of(name):
    """A page with it in every place where a name can be."""
    team = Directory(people={mail("ada"): Person(name=name)})
    before = world(
        schedule(name, *FIVE), schedule("Other", *FIVE), chain(name, link(name), link(("mia",)))
    )
    after = world(
        schedule(name, "fil", *FIVE, key=name),
        schedule("Other", "fil", *FIVE),
        chain(name, link(name), link("Other"), link(("mia",))),
    )
    return review(before, after, directory=team)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_has_no_element_but_ours_and_a_table_no_cell_too_many(name):
    page = markdown([page_of(name)])
    shown = seen(page)
    assert {tag for tag, _ in shown.tags} <= OURS
    assert not [attrs for _, attrs in shown.tags if attrs]
    assert shown.comments == [" pulumi-scaling review: prod "]
    columns = 0
    for line in re.sub(r"(?s)(`{3,})text\n.*?\1\n", "", page).splitlines():
        found = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("| ") else 0
        assert not (columns and found) or found == columns
        columns = found


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_said_is_what_is_shown(name):
    shown = bare("".join(seen(inline(said("x ", strong(name), " y"))).said))
    assert shown.split() == f"x {harmless(name, 4000)} y".split()


@settings(deadline=None)
@given(st.text())
def test_any_text_is_shown_as_it_is(name):
    shown = seen(f"a {escaped(name)} b")
    assert bare("".join(shown.said)).split() == f"a {bare(harmless(name, 4000))} b".split()
    assert {tag for tag, _ in shown.tags} == {"p"}


@settings(deadline=None)
@given(st.text())
def test_any_code_is_one_piece_of_code_in_a_cell(name):
    table = f"| a | b |\n| --- | --- |\n| {cell(said(code(f'x{name}')))} | y |"
    shown = seen(table)
    assert [tag for tag, _ in shown.tags].count("td") == 2
    assert {tag for tag, _ in shown.tags} <= ours


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"])), max_size=5))
def test_what_is_drawn_cannot_end_its_fence(drawn):
    shown = seen("\n".join(fenced(drawn)))
    assert [tag for tag, _ in shown.tags] == ["pre", "code"]


@pytest.mark.parametrize(
    "call",
    [
        "@everyone",
        "x @org/team",
        "#12",
        "GH-12",
        "org/repo#3",
        "!4",
        "~label",
        "https://x.example.com",
    ],
)
def test_nobody_is_called_and_nothing_is_linked(call):
    shown = "".join(seen(escaped(call)).said)
    assert not re.search(r"(?<![\w.])[@!~][\w]|#\w|GH-\d|https:/", shown)
    assert bare(shown).strip() == call


def test_an_address_stays_what_can_be_copied():
    assert escaped("ada@example.com") == "ada@example.com"


def test_what_is_read_from_the_right_turns_nothing_around_it():
    hello = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"
    assert escaped(f"now {hello} 09:00") == f"now \u2068{hello}\u2069 09:00"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_terminal_is_not_ruled_by_a_name(name):
    shown = text([page_of(name)])
    assert all(each.isprintable() or each in "\n\u2068\u2069" for each in shown)


def test_the_name_of_a_stack_cannot_end_its_marker():
    found = page_of("x")
    hostile = type(found)(**{**found.__dict__, "stack": "a --> <script>"})
    assert {tag for tag, _ in seen(markdown([hostile])).tags} <= OURS
