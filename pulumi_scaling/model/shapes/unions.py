"""A choice between several objects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pulumi_scaling.model.forms import is_object
from pulumi_scaling.model.unknown import UNKNOWN, holds_unknown

from .judging import quoted
from .objects import Object
from .shape import Answered, Leaf, Place, Resolve, Shape, Style

if TYPE_CHECKING:
    from pulumi_scaling.model.problems import Checked

    from .field import Field

__all__ = ["Union"]


@dataclass(frozen=True)
class Union(Shape):
    """One of several objects, chosen by `type`."""

    of: Mapping[str, Object] = field(hash=False)

    @property
    def noun(self) -> str:
        """The classes to choose from."""
        return " or ".join(each.noun for each in self.of.values())

    def _chosen(self, value: Any) -> Object | None:
        return self.of.get(str(value.get("type"))) if is_object(value) else None

    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Which one it is, and every mistake in it."""
        if value is UNKNOWN:
            return value
        if not is_object(value):
            forms = " or ".join(each.form() for each in self.of.values())
            done.wrong(at, f"must be one of the forms {forms}")
            return value
        chosen = self._chosen(value)
        if chosen is not None:
            return chosen.judged(value, f"{at}.", done)
        if not holds_unknown(value.get("type")):
            done.wrong(f"{at}.type", f"must be one of {quoted(self.of)}")
        return value

    def wire(self, value: Any, resolve: Resolve) -> Any:
        """That of the one it is."""
        chosen = self._chosen(value)
        return chosen.wire(value, resolve) if chosen else value

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """The one that the answer says, whatever the program said before."""
        if not is_object(value):
            raise answered.wrong(f"without a usable '{at}'")
        chosen = self._chosen(value)
        if chosen is None:
            raise answered.wrong(f"with a {at} of an unknown type")
        fits = is_object(given) and given.get("type") == value["type"]
        return chosen.read(value, given if fits else None, answered, at)

    def canonical(self, value: Any, person: Resolve) -> Any:
        """That of the one it is; `type` is among its fields."""
        chosen = self._chosen(value)
        return chosen.canonical(value, person) if chosen else value

    def worded(self, value: Any) -> Any:
        """That of the one it is."""
        chosen = self._chosen(value)
        return chosen.worded(value) if chosen else value

    def leaves(self, value: Any, at: Place = ()) -> Iterator[Leaf]:
        """Those of the one it is."""
        chosen = self._chosen(value)
        return chosen.leaves(value, at) if chosen else iter(())

    def spelled(self, value: Any, write: Callable[[Leaf], Any], at: Place = ()) -> Any:
        """That of the one it is."""
        chosen = self._chosen(value)
        return chosen.spelled(value, write, at) if chosen else value

    def objects(self) -> Iterator[Object]:
        """All to choose from."""
        for each in self.of.values():
            yield from each.objects()

    def parts(self) -> Iterator[tuple[str, Field]]:
        """Those of each to choose from, without what it is chosen by."""
        for name, each in self.of.items():
            for spec in each.fields.values():
                if spec.name != "type":
                    yield f"[{name}]", spec

    def resolved(self) -> str:
        """The SDK cannot turn what it gets into a TypedDict."""
        return "dict[str, Any]"

    @property
    def together(self) -> str:
        """What to call them as one: the words that their names end in."""
        names = [re.findall(r"[A-Z][^A-Z]*", each.cls.__name__) for each in self.of.values()]
        ends = [
            parts[0] for parts in zip(*map(reversed, names), strict=False) if len({*parts}) == 1
        ]
        return "".join(reversed(ends)) or "Or".join("".join(each) for each in names)

    def typed(self, style: Style) -> str:
        """Their classes; the client reads them into one."""
        if style is Style.RECORD:
            return self.together
        names = [each.typed(style).partition(" ")[0] for each in self.of.values()]
        return " | ".join([*names, self.together] if style is Style.REQUEST else names)

    def unions(self) -> Iterator[Union]:
        """Those of each, and itself."""
        for each in self.of.values():
            yield from each.unions()
        yield self

    def schema(self) -> dict[str, Any]:
        """One of theirs."""
        return {"oneOf": [each.schema() for each in self.of.values()]}
