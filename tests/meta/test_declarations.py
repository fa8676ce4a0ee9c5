"""The catalog is complete, and a declaration that cannot be right does not import."""

import importlib
import pkgutil
import re
from dataclasses import replace
from typing import Annotated

import pytest

import pulumi_scaling.resources
from pulumi_scaling.codegen.classes import resources_module
from pulumi_scaling.codegen.examples import fitting
from pulumi_scaling.model import Fields, Kind, Length, Mark, Must, Order
from pulumi_scaling.resources import CATALOG, by_name

SCHEDULE, ROTATION = by_name["Schedule"], by_name["RotationLayer"]


def test_every_kind_declared_in_a_file_is_in_the_catalog():
    declared = []
    for module in pkgutil.iter_modules(pulumi_scaling.resources.__path__):
        held = vars(importlib.import_module(f"pulumi_scaling.resources.{module.name}"))
        declared += [each for each in held.values() if isinstance(each, Kind)]
    assert {kind.name for kind in declared} == {kind.name for kind in CATALOG}
    assert all(kind is by_name[kind.name] for kind in declared)


def test_names_and_paths_are_told_apart():
    assert len({kind.name for kind in CATALOG}) == len(CATALOG) == len(by_name)
    assert len({kind.path for kind in CATALOG}) == len(CATALOG)


@pytest.mark.parametrize("kind", CATALOG, ids=lambda kind: kind.name)
def test_a_kind_is_referred_to_by_kinds_that_exist(kind):
    assert all(spec.ref.kind in by_name for spec in kind.fields.values() if spec.ref)


class Undocumented(SCHEDULE.inputs):
    colour: str | None = None


class Reserved(SCHEDULE.state):
    urn: str | None = None
    """A name of Pulumi's."""


class Unplaced(Fields):
    name: str
    """A name."""


class UnplacedState(Unplaced):
    created_at: str | None = None
    """When."""


class Undocumentable(SCHEDULE.state):
    """Says nothing of its field."""

    shade: str | None = None


BROKEN = [
    (SCHEDULE, {"state": UnplacedState}, "state must extend inputs"),
    (SCHEDULE, {"path": "/a/{a_id}/b/{b_id}/c"}, "at most one parent"),
    (SCHEDULE, {"path": "/areas/{area_id}/schedules"}, "{area_id} in path needs a field"),
    (SCHEDULE, {"path": "/areas/{name}/schedules"}, "{name} in path needs a field with a Ref"),
    (SCHEDULE, {"state": Reserved}, "'urn' is a name that Pulumi keeps"),
    (SCHEDULE, {"replaces": ("zone",)}, "'zone' in replaces is no input"),
    (SCHEDULE, {"order": Order(first=0, posted=False)}, "needs the field 'position'"),
    (SCHEDULE, {"natural_key": "title"}, "the natural key 'title' is no input"),
    (ROTATION, {"inputs": Unplaced, "state": UnplacedState}, "{schedule_id} in path needs a field"),
]


@pytest.mark.parametrize(("kind", "changes", "sentence"), BROKEN)
def test_a_wrong_declaration_does_not_import(kind, changes, sentence):
    with pytest.raises(TypeError) as caught:
        replace(kind, **changes)
    assert str(caught.value).startswith(f"{kind.name}: ")
    assert sentence in str(caught.value)


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        ({"name": "Primary"}, "timezone is required"),
        ({**SCHEDULE.example, "timezone": "Mars/Base"}, "timezone no IANA time zone"),
        ({**SCHEDULE.example, "zone": "UTC"}, "zone is no field here"),
    ],
)
def test_an_example_that_does_not_fit_is_not_written_about(example, sentence):
    with pytest.raises(TypeError, match=f"^Schedule: the example does not fit: {sentence}"):
        fitting([replace(SCHEDULE, example=example)])


class Misplaced(Fields):
    name: Annotated[str, Length(1, 255)]
    """Bounded as a text is."""
    size: Annotated[int | None, Length(1)] = None
    """A number has no length."""


class MisplacedInside(SCHEDULE.inputs):
    description: Annotated[str | None, Must(str.strip), Length(most=3)] = None
    """What a function passes on is not looked at again."""


@pytest.mark.parametrize(
    ("inputs", "sentence"),
    [
        (Misplaced, "size: Length(least=1, most=None) stands behind int"),
        (MisplacedInside, "description: Length(least=None, most=3) stands behind function-after"),
    ],
)
def test_a_bound_that_would_bound_nothing_is_not_written_about(inputs, sentence):
    kind = replace(SCHEDULE, inputs=inputs, state=inputs)
    with pytest.raises(TypeError, match=re.escape(f"Schedule.{sentence}")):
        fitting([kind])


def test_a_field_that_nobody_explains_can_be_declared_but_not_written_about():
    silent = replace(SCHEDULE, state=Undocumentable)
    with pytest.raises(
        TypeError, match="Undocumentable: say what 'shade' is in a docstring under it"
    ):
        resources_module([silent])


def test_a_right_one_does():
    assert replace(SCHEDULE, name="Roster", label="").label == "roster"
    assert Mark.BLANK in SCHEDULE.fields["description"].marks
