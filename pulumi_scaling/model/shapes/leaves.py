"""Single values: text, whole numbers, yes or no, one of a few words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timezone
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pulumi_scaling.model.bounds import Between, Length, Must
from pulumi_scaling.model.instants import clock, instant
from pulumi_scaling.model.marks import Mark, Person, Ref, Span, canonical, plainly
from pulumi_scaling.model.unknown import UNKNOWN

from .judging import adapter, judged
from .shape import Answered, Resolve, Shape, Style

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from pulumi_scaling.model.problems import Checked

__all__ = ["Choice", "Flag", "Text", "Whole"]


@dataclass(frozen=True)
class _Single(Shape):
    """What single values have in common."""

    bounds: tuple[Length | Between | Must, ...] = ()
    marks: tuple[Any, ...] = ()

    python: ClassVar[type]
    word: ClassVar[str]

    @property
    def noun(self) -> str:
        """What it is."""
        return self.word

    @property
    def equalities(self) -> tuple[str, ...]:
        """What its marks hold to be the same."""
        words = tuple(mark.value for mark in self.marks if isinstance(mark, Mark))
        return (*words, *(("the same people, by e-mail or id",) if self.person else ()))

    @cached_property
    def judging(self) -> TypeAdapter[Any]:
        """What judges one value; made when the first is judged."""
        return adapter(Annotated[(self._type, *self.bounds)] if self.bounds else self._type)

    @property
    def _type(self) -> Any:
        return self.python

    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Ask pydantic, unless there is nothing to judge yet."""
        return value if value is UNKNOWN else judged(self.judging, value, at, done)

    def wire(self, value: Any, resolve: Resolve) -> Any:
        """As it is; a person by id."""
        return resolve(value) if self.person else value

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """As the program said it, if that is what it still means."""
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer() and self.python is int:
            value = int(value)
        if not isinstance(value, self.python) or (self.python is int and isinstance(value, bool)):
            got = type(value).__name__
            raise answered.wrong(f"with a {at} that is {got}, not {self.python.__name__}")
        if given is not None and self.same(value, given):
            return given
        return None if self.empty(value) else plainly(self.marks, value)

    def canonical(self, value: Any, person: Resolve) -> Any:
        """Its marks say what is the same."""
        return canonical(self.marks, value, person)

    def worded(self, value: Any) -> Any:
        """As it is."""
        return value

    def typed(self, style: Style) -> str:  # noqa: ARG002 - a single value holds no outputs
        """Its class."""
        return self.python.__name__


@dataclass(frozen=True)
class Text(_Single):
    """Text, and all that text stands for: an instant, a time of day, an id, somebody."""

    python = str
    word = "text"

    @property
    def ref(self) -> Ref | None:
        """Which kind's id it holds."""
        return next((mark for mark in self.marks if isinstance(mark, Ref)), None)

    @property
    def person(self) -> Person | None:
        """How it names somebody."""
        return next((mark for mark in self.marks if isinstance(mark, Person)), None)

    @property
    def stands_for(self) -> Mark | Span | None:
        """A moment or a time of day."""
        times = (Mark.INSTANT, Mark.CLOCK)
        return next((mark for mark in self.marks if mark in times), None)

    def typed(self, style: Style) -> str:
        """Text; the client knows what it stands for."""
        if style is Style.RECORD and self.stands_for:
            return "Instant" if self.stands_for is Mark.INSTANT else "Clock"
        moment = style is Style.REQUEST and self.stands_for is Mark.INSTANT
        return "datetime | str" if moment else "str"

    def empty(self, value: Any) -> bool:
        """Nothing, and empty text where that means nothing."""
        return value is None or (Mark.BLANK in self.marks and value == "")

    def worded(self, value: Any) -> Any:
        """Without the zeros that say nothing."""
        if not isinstance(value, str):
            return value
        nicer = value
        if Mark.CLOCK in self.marks and clock(value):
            nicer = value[: len("09:00")]
        moment = instant(value) if Mark.INSTANT in self.marks else None
        if moment and not moment.microsecond:
            nicer = moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        return nicer if self.same(value, nicer) else value

    def schema(self) -> dict[str, Any]:
        """Text with its lengths."""
        lengths = next((each for each in self.bounds if isinstance(each, Length)), Length())
        limits = {"minLength": lengths.least, "maxLength": lengths.most}
        return {"type": "string"} | {name: each for name, each in limits.items() if each}


@dataclass(frozen=True)
class Whole(_Single):
    """A whole number."""

    python = int
    word = "whole number"

    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """As it is; a length that is no whole number of its unit is told as what it is."""
        if self.stands_for and isinstance(value, float) and not value.is_integer():
            return value
        return super().read(value, given, answered, at)

    @property
    def stands_for(self) -> Mark | Span | None:
        """A length of time, if it counts one."""
        return next((mark for mark in self.marks if isinstance(mark, Span)), None)

    def schema(self) -> dict[str, Any]:
        """A number with its bounds."""
        bound = next((each for each in self.bounds if isinstance(each, Between)), Between())
        limits = {"minimum": bound.least, "maximum": bound.most}
        known = {name: each for name, each in limits.items() if each is not None}
        return {"type": "integer"} | known


@dataclass(frozen=True)
class Flag(_Single):
    """Yes or no."""

    python = bool
    word = "yes or no"

    def schema(self) -> dict[str, Any]:
        """True or false."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice(_Single):
    """One of a few words."""

    words: tuple[str, ...] = ()

    python = str

    @property
    def noun(self) -> str:
        """The words."""
        return " or ".join(f"`{choice}`" for choice in self.words)

    @property
    def choices(self) -> tuple[str, ...]:
        """The words."""
        return self.words

    @property
    def _type(self) -> Any:
        return Literal[self.words]

    def typed(self, style: Style) -> str:
        """The words; but a server may know more of them by now."""
        if style in {Style.RESULT, Style.RECORD}:
            return "str"
        return "Literal[" + ", ".join(f'"{choice}"' for choice in self.words) + "]"

    def schema(self) -> dict[str, Any]:
        """The words."""
        return {"type": "string", "enum": list(self.words)}
