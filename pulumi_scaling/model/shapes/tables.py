"""What is open: values of one shape under names that a program chooses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pulumi_scaling.model.forms import is_object
from pulumi_scaling.model.unknown import UNKNOWN

from .shape import Answered, Leaf, Place, Resolve, Shape, Style

if TYPE_CHECKING:
    from pulumi_scaling.model.problems import Checked

    from .field import Field
    from .objects import Object
    from .unions import Union

__all__ = ["Table"]


@dataclass(frozen=True)
class Table(Shape):
    """Names and values."""

    of: Shape

    @property
    def noun(self) -> str:
        """Of what it is a table."""
        return f"table of {self.of.noun}"

    @property
    def blank(self) -> Any:
        """An empty one."""
        return {}

    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Each value that is known; names are free."""
        if value is UNKNOWN:
            return value
        if not is_object(value):
            done.wrong(at, f"must be a table of names and values, not {type(value).__name__}")
            return value
        return {
            name: self.of.judge(each, f"{at}.{name}", done)
            for name, each in value.items()
            if each is not None
        }

    def wire(self, value: Any, resolve: Resolve) -> Any:
        """Each value under its name."""
        return {name: self.of.wire(each, resolve) for name, each in value.items()}

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """Each value in the program's words."""
        if value is None:
            return given if given == {} else None
        if not is_object(value):
            raise answered.wrong(f"with a {at} that is no {self.noun}")
        said: Mapping[str, Any] = given if is_object(given) else {}
        read = {
            name: self.of.read(each, said.get(name), answered, f"{at}.{name}")
            for name, each in value.items()
        }
        known = {name: each for name, each in read.items() if each is not None}
        return given if given is not None and self.same(known, given) else known or None

    def canonical(self, value: Any, person: Resolve) -> Any:
        """By name, without what is as good as absent."""
        if not is_object(value):
            return value
        known = {name: self.of.canonical(each, person) for name, each in value.items()}
        return {name: each for name, each in known.items() if each is not None} or None

    def empty(self, value: Any) -> bool:
        """Nothing, and no names."""
        return value is None or value == {}

    def worded(self, value: Any) -> Any:
        """Each value as a person would write it."""
        if not is_object(value):
            return value
        return {name: self.of.worded(each) for name, each in value.items()}

    def leaves(self, value: Any, at: Place = ()) -> Iterator[Leaf]:
        """Those of each value."""
        if is_object(value):
            for name, each in value.items():
                yield from self.of.leaves(each, (*at, name))

    def spelled(self, value: Any, write: Callable[[Leaf], Any], at: Place = ()) -> Any:
        """Each value as written."""
        if not is_object(value):
            return value
        return {name: self.of.spelled(each, write, (*at, name)) for name, each in value.items()}

    def plainly(self, write: Callable[[Field], str | None]) -> str | None:
        """That of each of them."""
        text = self.of.plainly(write)
        return f"values({text})" if text else None

    def objects(self) -> Iterator[Object]:
        """Those of what it holds."""
        return self.of.objects()

    def unions(self) -> Iterator[Union]:
        """Those of what it holds."""
        return self.of.unions()

    def parts(self) -> Iterator[tuple[str, Field]]:
        """Those of any value."""
        for at, part in self.of.parts():
            yield f"[*]{at}", part

    def resolved(self) -> str:
        """A table of what its values are."""
        return f"dict[str, {self.of.resolved()}]"

    def typed(self, style: Style) -> str:
        """`dict` of what comes out, `Mapping` of what may go in."""
        forms = {
            Style.ARGUMENT: "Mapping[str, pulumi.Input[{}]]",
            Style.REQUEST: "Mapping[str, {}]",
        }
        return forms.get(style, "dict[str, {}]").format(self.of.typed(style))

    def schema(self) -> dict[str, Any]:
        """An object whose names are free."""
        return {"type": "object", "additionalProperties": self.of.schema()}
