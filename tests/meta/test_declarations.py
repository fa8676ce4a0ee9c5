"""The catalog is complete, and a declaration that cannot be right does not import."""

import importlib
import pkgutil
from dataclasses import replace
from typing import Annotated, Literal

import pytest

import pulumi_scaling.resources
from pulumi_scaling.codegen.classes import resources_module
from pulumi_scaling.codegen.examples import fitting
from pulumi_scaling.model import Between, Fields, Kind, Length, Mark, Must, Order, fields_of
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
    assert all(
        leaf.shape.ref.kind in by_name for leaf in kind.shape.leaves(kind.example) if leaf.shape.ref
    )


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


class Window(Fields):
    start: str
    """When it opens."""


def declared(annotation):
    """A class with one field of an annotation."""
    return type("Odd", (Fields,), {"__annotations__": {"it": annotation}, "__module__": __name__})


@pytest.mark.parametrize(
    ("annotation", "sentence"),
    [
        (Annotated[int, Length(1)], "Length(least=1, most=None) says nothing about a whole number"),
        (Annotated[list[str], Between(1)], "Between(least=1, most=None) says nothing about a list"),
        (Annotated[list[str], Mark.CLOCK], "Mark.CLOCK is of single values"),
        (Annotated[Window, Length(1)], "says nothing about an object"),
        (Annotated[str, Must(str.strip), Length(most=3)], "is not looked at behind Must"),
        (float, "float is no shape; say it with str, int, bool"),
        (bytes, "bytes is no shape"),
        (set[str], "set[str] is no shape"),
        (tuple[str, ...], "tuple[str, ...] is no shape"),
        (dict[int, str], "dict[int, str] is no shape"),
        (dict, "dict is no shape"),
        (list, "list is no shape"),
        (Literal[1, 2], "Literal[1, 2] is no shape"),
        (str | int, "str is no choice in a union"),
        (Window | None | str, "needs the field type"),
        (list[dict[str, float]], "float is no shape"),
    ],
)
def test_an_annotation_outside_the_shapes_does_not_import(annotation, sentence):
    inputs = declared(annotation)
    with pytest.raises(TypeError) as caught:
        replace(SCHEDULE, inputs=inputs, state=inputs)
    assert str(caught.value).startswith("Odd.it: ")
    assert sentence in str(caught.value)


def test_an_object_that_holds_itself_does_not_import():
    Odd = declared("list[Odd]")  # noqa: N806 - a class
    globals()["Odd"] = Odd
    with pytest.raises(TypeError, match=r"Odd\.it: holds itself; nest to a known depth"):
        fields_of(Odd)


def test_a_field_that_nobody_explains_can_be_declared_but_not_written_about():
    silent = replace(SCHEDULE, state=Undocumentable)
    with pytest.raises(
        TypeError, match="Undocumentable: say what 'shade' is in a docstring under it"
    ):
        resources_module([silent])


def test_a_right_one_does():
    assert replace(SCHEDULE, name="Roster", label="").label == "roster"
    assert SCHEDULE.fields["description"].shape.same(None, "")
