"""Several values of one shape; absent and empty are one and the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.model.forms import is_list
from pulumi_scaling.model.marks import Mark, folded
from pulumi_scaling.model.unknown import UNKNOWN, holds_unknown

from .shape import Answered, Leaf, Place, Resolve, Shape, Style

if TYPE_CHECKING:
    from pulumi_scaling.model.marks import Person
    from pulumi_scaling.model.problems import Checked

    from .field import Field
    from .objects import Object
    from .unions import Union

__all__ = ["List"]

NOBODY: Final = (
    "is None: somebody who is invited has no user id until they accept, and a resource that failed "
    "in this run has none at all; leave them out until then"
)
PLURALS: Final[Mapping[str, str]] = {
    "text": "text",
    "whole number": "whole numbers",
    "yes or no": "yes or no",
}


@dataclass(frozen=True)
class List(Shape):
    """A list, or a set where the order is said not to matter."""

    of: Shape
    least: int | None = None
    most: int | None = None
    unordered: bool = False

    @property
    def noun(self) -> str:
        """Of what it is a list."""
        return f"list of {PLURALS.get(self.of.noun, self.of.noun)}"

    @property
    def blank(self) -> Any:
        """An empty one, since absent and empty are one."""
        return []

    @property
    def person(self) -> Person | None:
        """How its entries name people."""
        return self.of.person

    @property
    def equalities(self) -> tuple[str, ...]:
        """Of its entries, and whether their order counts."""
        return (*((Mark.UNORDERED.value,) if self.unordered else ()), *self.of.equalities)

    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Its length, and each entry that is known."""
        if value is UNKNOWN:
            return value
        if not is_list(value):
            done.wrong(at, f"must be a list, not {type(value).__name__}; use brackets")
            return value
        if self.least is not None and len(value) < self.least:
            least = f"{self.least} {'entry' if self.least == 1 else 'entries'}"
            short = "is empty" if not value else f"has {len(value)}"
            done.wrong(at, f"{short}; give at least {least}")
        if self.most is not None and len(value) > self.most:
            over = len(value) - self.most
            done.wrong(
                at, f"has {len(value)} entries and {self.most} are the most; take {over} out"
            )
        return [self._entry(each, f"{at}[{index}]", done) for index, each in enumerate(value)]

    def _entry(self, value: Any, at: str, done: Checked) -> Any:
        if value is None and self.of.person:
            done.wrong(at, NOBODY)
            return value
        return self.of.judge(value, at, done)

    def once(self, value: Any) -> Any:
        """A set without its repeats, after whatever was to be said about them."""
        if not self.unordered or not is_list(value) or holds_unknown(value):
            return value
        return list({repr(self._folded(each)): each for each in value}.values())

    def _folded(self, value: Any) -> Any:
        return self.of.canonical(value, folded)

    def wire(self, value: Any, resolve: Resolve) -> Any:
        """Each entry; a repeated turn is meant, a repeated entry of a set is not."""
        entries = [self.of.wire(each, resolve) for each in value]
        if not self.unordered:
            return entries
        return list({repr(each): each for each in entries}.values())

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """In the program's words and order, if that means the same."""
        said: list[Any] = given if is_list(given) else []
        if value is None:
            value = []
        if not is_list(value) or not (self.of.person is None or _texts(value)):
            raise answered.wrong(f"with a {at} that is no {self._plural}")
        if person := self.of.person:
            return answered.people(person, value, said, free=self.unordered)
        if self.least is None and not value and given is None:
            return None
        near = [None] * len(value) if self.unordered else [*said, *([None] * len(value))]
        entries = [
            self.of.read(each, near[index], answered, f"{at}[{index}]")
            for index, each in enumerate(value)
        ]
        return given if given is not None and self.same(entries, given) else entries or None

    @property
    def _plural(self) -> str:
        return "list of texts" if self.of.noun == "text" else self.noun

    def canonical(self, value: Any, person: Resolve) -> Any:
        """In order, or as a set."""
        if not value or not is_list(value):
            return value or None
        entries = [self.of.canonical(each, person) for each in value]
        return set(map(repr, entries)) if self.unordered else entries

    def empty(self, value: Any) -> bool:
        """Nothing, and no entries."""
        return value is None or value == []

    def worded(self, value: Any) -> Any:
        """A set in the order of its words."""
        if not is_list(value):
            return value
        entries = [self.of.worded(each) for each in value]
        if not self.unordered or not _texts(entries):
            return entries
        nicer = sorted(dict.fromkeys(entries), key=lambda each: (each.casefold(), each))
        return nicer if self.same(value, nicer) else value

    def leaves(self, value: Any, at: Place = ()) -> Iterator[Leaf]:
        """Those of each entry."""
        for index, each in enumerate(value if is_list(value) else ()):
            yield from self.of.leaves(each, (*at, index))

    def spelled(self, value: Any, write: Callable[[Leaf], Any], at: Place = ()) -> Any:
        """Each entry as written."""
        if not is_list(value):
            return value
        return [self.of.spelled(each, write, (*at, index)) for index, each in enumerate(value)]

    def plainly(self, write: Callable[[Field], str | None]) -> str | None:
        """That of each of them."""
        text = self.of.plainly(write)
        return f"entries({text})" if text else None

    def objects(self) -> Iterator[Object]:
        """Those of what it holds."""
        return self.of.objects()

    def unions(self) -> Iterator[Union]:
        """Those of what it holds."""
        return self.of.unions()

    def parts(self) -> Iterator[tuple[str, Field]]:
        """Those of any entry."""
        for at, part in self.of.parts():
            yield f"[]{at}", part

    def resolved(self) -> str:
        """A list of what its entries are."""
        return f"list[{self.of.resolved()}]"

    def typed(self, style: Style) -> str:
        """A list of what comes out, or a sequence of what may go in."""
        forms = {
            Style.ARGUMENT: "Sequence[pulumi.Input[{}]]",
            Style.REQUEST: "Sequence[{}]",
            Style.RECORD: "tuple[{}, ...]",
        }
        return forms.get(style, "list[{}]").format(self.of.typed(style))

    def schema(self) -> dict[str, Any]:
        """An array with its lengths."""
        limits = {"minItems": self.least, "maxItems": self.most}
        known = {name: each for name, each in limits.items() if each is not None}
        return {"type": "array", "items": self.of.schema()} | known


def _texts(value: list[Any]) -> bool:
    return all(isinstance(each, str) for each in value)
