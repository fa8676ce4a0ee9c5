"""The engine's values become plain ones, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pulumi.output import UNKNOWN as ENGINE_UNKNOWN

from pulumi_scaling.dynamic.values import arriving, leaving
from pulumi_scaling.model import UNKNOWN, holds_unknown

unhurried = settings(deadline=None)  # a busy machine is no counterexample
LEAVES = st.text() | st.booleans() | st.integers(-(2**53), 2**53)
VALUES = st.recursive(
    LEAVES,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.sampled_from("abc"), parts),
    max_leaves=8,
)
NAMES = st.sampled_from(["name", "target", "users"])


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (5.0, 5),
        (5.5, 5.5),
        (-0.0, 0),
        (float("inf"), float("inf")),
        (1e300, int(1e300)),
        (True, True),
        ("5.0", "5.0"),
        ([1.0, [2.0, {"a": 3.0}]], [1, [2, {"a": 3}]]),
        (ENGINE_UNKNOWN, UNKNOWN),
        ([ENGINE_UNKNOWN, "a"], [UNKNOWN, "a"]),
        ({"a": [{"b": ENGINE_UNKNOWN}]}, {"a": [{"b": UNKNOWN}]}),
        (None, None),
    ],
)
def test_what_arrives_is_plain(given, read):
    found = arriving({"value": given})["value"]
    assert found == read
    assert type(found) is type(read)


def test_the_serialized_provider_does_not_arrive():
    assert arriving({"__provider": "gASV…", "name": "a"}) == {"name": "a"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"a": None, "b": 1}, {"b": 1}),
        ({"a": {"b": None, "c": [{"d": None}]}}, {"a": {"c": [{}]}}),
        ({"a": UNKNOWN}, {"a": ENGINE_UNKNOWN}),
        ({"a": [UNKNOWN, {"b": UNKNOWN}]}, {"a": [ENGINE_UNKNOWN, {"b": ENGINE_UNKNOWN}]}),
    ],
)
def test_what_leaves_has_no_none_and_the_engines_unknown(value, written):
    assert leaving(value) == written or _spelled(leaving(value)) == _spelled(written)


def _spelled(value):
    """The engine's unknown equals nothing, itself included."""
    if isinstance(value, dict):
        return {name: _spelled(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_spelled(part) for part in value]
    return "unknown" if value is ENGINE_UNKNOWN else value


@unhurried
@given(st.dictionaries(NAMES, VALUES))
def test_there_and_back_is_the_same(values):
    assert arriving(leaving(values)) == values


@unhurried
@given(st.dictionaries(NAMES, VALUES | st.just(UNKNOWN)))
def test_unknowns_survive_both_ways(values):
    assert holds_unknown(arriving(leaving(values))) is holds_unknown(values)
