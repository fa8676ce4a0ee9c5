"""The error tree as drawn is the tree there is; an error survives leaving its process."""

import copy
import pickle
import re

import pytest

import pulumi_scaling
from pulumi_scaling import errors

CLASSES = [getattr(errors, name) for name in errors.__all__]


def drawn():
    """(name, parent) of each line of the drawing."""
    above = {}
    for line in errors.__doc__.splitlines():
        match = re.match(r"    ((?:[│ ] {3})*(?:[├└]── )?)(\w+)", line)
        if match:
            depth = len(match[1]) // 4
            above[depth] = match[2]
            yield match[2], above.get(depth - 1, "Exception")


def test_the_drawing_shows_every_class_under_its_parent():
    assert sorted(drawn()) == sorted((cls.__name__, cls.__bases__[0].__name__) for cls in CLASSES)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_person_sees_the_short_name(cls):
    assert cls.__module__ == "pulumi_scaling"
    assert getattr(pulumi_scaling, cls.__name__) is cls
    assert cls.__doc__


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_error_survives_pickling_with_all_it_knows(cls):
    error = cls("no")
    if isinstance(error, errors.ApiError):
        error = cls("no", status=404, type_="t", code="c", request_id="r")
    if isinstance(error, errors.ConnectionFailed):
        error = cls("no", ambiguous=False)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(again), str(again), vars(again)) == (cls, "no", vars(error))


def test_every_error_of_ours_is_caught_as_one():
    assert all(issubclass(cls, errors.ScalingError) for cls in CLASSES)
