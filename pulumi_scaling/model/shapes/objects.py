"""Fields under their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.model.forms import is_object
from pulumi_scaling.model.unknown import UNKNOWN, holds_unknown

from .shape import Answered, Leaf, Place, Resolve, Shape, Style

if TYPE_CHECKING:
    from pulumi_scaling.model.declaring import Fields, Rule, Values
    from pulumi_scaling.model.problems import Checked

    from .field import Field
    from .unions import Union

__all__ = ["Object"]

NOT_MADE: Final = (
    "is required and not there: the resource it comes from was not made in this run, and its own "
    "error says why; mend that one first"
)
"""Nobody leaves out an id by mistake. What an output of a failed resource holds does not arrive."""


@dataclass(frozen=True)
class Object(Shape):
    """The fields of a class."""

    cls: type[Fields]
    fields: Mapping[str, Field] = field(repr=False, hash=False)
    rules: tuple[Rule, ...] = field(default=(), repr=False, hash=False)

    @property
    def noun(self) -> str:
        """The class that says it."""
        return f"`{self.cls.__name__}`"

    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Every mistake of every field, and what must hold between them."""
        if value is UNKNOWN:
            return value
        if not is_object(value):
            done.wrong(at, f"must be an object {self.form()}, not {type(value).__name__}")
            return value
        return self.judged(value, f"{at}." if at else "", done)

    def judged(self, values: Values, prefix: str, done: Checked) -> dict[str, Any]:
        """The same of what is an object, its fields named after a prefix."""
        before = len(done.problems)
        inputs: dict[str, Any] = {}
        for name in values.keys() - self.fields.keys():
            known = ", ".join(self.fields)
            done.wrong(prefix + name, f"is no field here; the fields are {known}")
        for name, spec in self.fields.items():
            value = values.get(name)
            if value is not None:
                inputs[name] = spec.shape.judge(value, prefix + name, done)
            elif spec.default is not None:
                inputs[name] = spec.default
            elif spec.required:
                done.wrong(
                    prefix + name, NOT_MADE if spec.shape.ref else "is required and was not given"
                )
        mistaken = {problem.path.removeprefix(prefix) for problem in done.problems[before:]}
        self._ask(inputs, {re.split(r"[.[]", path)[0] for path in mistaken}, prefix, done)
        return {name: self.fields[name].shape.once(value) for name, value in inputs.items()}

    def _ask(self, inputs: Values, wrong: set[str], prefix: str, done: Checked) -> None:
        for each in self.rules:
            unclear = any(holds_unknown(inputs.get(name)) for name in each.needs)
            absent = inputs.get(each.field) is None and not each.always
            if unclear or absent or not wrong.isdisjoint(each.needs):
                continue
            if sentence := each.ask(inputs):
                tell = done.wrong if each.fatal else done.warn
                tell(prefix + each.field, sentence)

    def form(self) -> str:
        """What it looks like in a program."""
        parts = ", ".join(f'"{name}": {_sample(spec)}' for name, spec in self.fields.items())
        return f"{{{parts}}}"

    def wire(self, value: Any, resolve: Resolve) -> Any:
        """Each field that is given, under its name on the wire."""
        return {
            spec.wire: spec.shape.wire(value[name], resolve)
            for name, spec in self.fields.items()
            if spec.wire and value.get(name) is not None
        }

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """Each field in the program's words."""
        if value is None:
            return None
        if not is_object(value):
            raise answered.wrong(f"with a {at} that is no {self.cls.__name__}")
        said: Values = given if is_object(given) else {}
        read = {
            name: spec.shape.read(value.get(spec.wire), said.get(name), answered, spec.wire)
            if spec.wire
            else said.get(name)
            for name, spec in self.fields.items()
        }
        return {name: each for name, each in read.items() if each is not None}

    def canonical(self, value: Any, person: Resolve) -> Any:
        """Each field; one that is not given is its default."""
        if not is_object(value):
            return value
        return {
            name: spec.shape.canonical(value.get(name, spec.default), person)
            for name, spec in self.fields.items()
        }

    def worded(self, value: Any) -> Any:
        """Each field as a person would write it."""
        if not is_object(value):
            return value
        return {
            name: self.fields[name].shape.worded(each) if name in self.fields else each
            for name, each in value.items()
        }

    def leaves(self, value: Any, at: Place = ()) -> Iterator[Leaf]:
        """Those of each field."""
        for name, spec in self.fields.items() if is_object(value) else ():
            if value.get(name) is not None:
                yield from spec.shape.leaves(value[name], (*at, name))

    def spelled(self, value: Any, write: Callable[[Leaf], Any], at: Place = ()) -> Any:
        """Each field as written, in the order of the declaration."""
        if not is_object(value):
            return value
        return {
            name: spec.shape.spelled(value[name], write, (*at, name))
            for name, spec in self.fields.items()
            if value.get(name) is not None
        }

    def plainly(self, write: Callable[[Field], str | None]) -> str | None:
        """That of each field that has one."""
        known = {name: text for name, spec in self.fields.items() if (text := write(spec))}
        listed = "".join(f'            "{name}": {text},\n' for name, text in known.items())
        return f"fields({{\n{listed}        }})" if known else None

    def objects(self) -> Iterator[Object]:
        """Those of its fields, and itself."""
        for spec in self.fields.values():
            yield from spec.shape.objects()
        yield self

    def unions(self) -> Iterator[Union]:
        """Those of its fields."""
        for spec in self.fields.values():
            yield from spec.shape.unions()

    def parts(self) -> Iterator[tuple[str, Field]]:
        """Its own."""
        for spec in self.fields.values():
            yield "", spec

    def resolved(self) -> str:
        """The SDK cannot turn what it gets into a TypedDict."""
        return "dict[str, Any]"

    def typed(self, style: Style) -> str:
        """A class: its fields say what each takes, or answers."""
        name = self.cls.__name__
        forms = {Style.RESULT: f"{name}Result", Style.REQUEST: f"{name}Input | {name}"}
        return forms.get(style, name)

    def schema(self) -> dict[str, Any]:
        """An object with its properties."""
        return {
            "type": "object",
            "properties": {name: spec.shape.schema() for name, spec in self.fields.items()},
            "required": [name for name, spec in self.fields.items() if spec.required],
        }


def _sample(spec: Field) -> str:
    """A word for what belongs there; the tag of a choice is known."""
    tag = spec.name == "type" and len(spec.shape.choices) == 1
    return f'"{spec.shape.choices[0]}"' if tag else "…"
