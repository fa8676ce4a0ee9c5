"""Reading requests as strictly as the contract means them."""

import pytest

from pulumi_scaling.simulator.contract import strictly


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b"1.0", 1),
        (b"1e3", 1000),
        (b"1.5", 1.5),
        (b"-0.0", 0),
        (b'"\\ud83d\\udca5"', "💥"),
        (b'"\\u0000"', "\0"),
        (b'{"a": 1, "a": 2}', {"a": 2}),
    ],
)
def test_values(text, value):
    read = strictly.body(text)
    assert (read, type(read)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    [
        b"NaN",
        b"-Infinity",
        b"1e999",
        b'"\\udc00"',
        b'["\\ud800x"]',
        b"\xff",
        b"[" * 99999,
        b"9" * 9999,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_could_neither_be_kept_nor_answered_is_no_json(text):
    with pytest.raises(strictly.NotJson):
        strictly.body(text)


def test_a_query_keeps_empty_and_repeated_values():
    assert strictly.query(b"a=&b=1&b=2&c") == {"a": [""], "b": ["1", "2"], "c": [""]}
    assert strictly.query(b"") == {}
