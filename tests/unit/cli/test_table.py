"""Rows line up, colours are for terminals, and a name from elsewhere rules nobody's terminal."""

import io

import pytest

from pulumi_scaling.commands.table import Paint, clean, lines


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_gets_colours():
    assert Paint(Terminal(), {"TERM": "xterm"})("no", "red") == "\033[31mno\033[0m"


@pytest.mark.parametrize(
    ("stream", "environment"),
    [
        (io.StringIO(), {}),
        (Terminal(), {"NO_COLOR": "1"}),
        (Terminal(), {"TERM": "dumb"}),
    ],
)
def test_what_is_no_terminal_or_wants_none_gets_none(stream, environment):
    assert Paint(stream, environment)("no", "red") == "no"


def test_columns_line_up_also_with_wide_and_combining_characters():
    rows = [("a", "1"), ("李娜", "2"), ("e\u0301e", "3")]
    assert lines(rows) == ["a     1", "李娜  2", "e\u0301e    3"]


def test_no_line_ends_in_spaces():
    assert lines([("a", ""), ("long", "x")]) == ["a", "long  x"]


def test_control_characters_and_line_ends_of_others_are_left_out():
    assert clean("Pri\033[31mmary\r\nnow\u202e") == "Pri [31mmary now"
