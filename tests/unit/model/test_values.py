"""The small parts of the vocabulary: what is unknown, which zones there are, how JSON is told."""

import copy
import pickle

import pytest

from pulumi_scaling.model import (
    UNKNOWN,
    fields_of,
    holds_unknown,
    object_in,
    path_of,
    rows_in,
    zone_names,
)
from pulumi_scaling.resources import CATALOG, by_name


def test_the_unknown_stays_one_object_through_copies_and_pickles():
    assert copy.deepcopy(UNKNOWN) is UNKNOWN
    assert pickle.loads(pickle.dumps(UNKNOWN)) is UNKNOWN
    assert repr(UNKNOWN) == "UNKNOWN"


@pytest.mark.parametrize(
    ("value", "holds"),
    [
        (UNKNOWN, True),
        ([1, UNKNOWN], True),
        ({"a": [{"b": UNKNOWN}]}, True),
        ({"a": [{"b": 1}]}, False),
        ("UNKNOWN", False),
        (None, False),
    ],
)
def test_the_unknown_is_found_at_any_depth(value, holds):
    assert holds_unknown(value) is holds


def test_zones_come_from_the_package_and_include_links():
    assert {"Europe/Paris", "US/Pacific", "UTC", "Asia/Calcutta"} <= zone_names()


@pytest.mark.parametrize("holder", [None, [], {}, {"rows": None}, {"rows": "x"}, {"rows": [1]}])
def test_rows_that_are_not_there_are_none(holder):
    assert rows_in(holder, "rows") == []


def test_an_object_that_is_not_there_is_empty():
    assert object_in({"target": [1]}, "target") == {}
    assert object_in({"target": {"a": 1}}, "target") == {"a": 1}


def test_an_id_in_the_path_is_the_parent_and_another_kind():
    assert (by_name["RotationLayer"].parent, by_name["RotationLayer"].parent_kind) == (
        "schedule_id",
        "Schedule",
    )
    assert (by_name["Schedule"].parent, by_name["Schedule"].parent_kind) == (None, None)


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_inputs_and_outputs_are_the_whole_state_and_share_nothing(kind):
    assert {**kind.fields, **kind.outputs}.keys() == fields_of(kind.state).keys()
    assert not kind.fields.keys() & kind.outputs.keys()


def test_a_unions_fields_are_those_of_the_chosen_form():
    target = by_name["PolicyLayer"].fields["target"].shape
    assert {at for at, _ in target.parts()} == {"[schedule]", "[users]"}
    users = target.leaves({"type": "users", "users": ["bo", "cy"]})
    assert [path_of(leaf.place) for leaf in users] == ["type", "users[0]", "users[1]"]
    assert list(target.leaves({"type": "team"})) == []
    assert list(target.leaves("users")) == []
