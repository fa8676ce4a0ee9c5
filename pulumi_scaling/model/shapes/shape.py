"""What every shape answers about a value of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol

from pulumi_scaling.model.marks import folded
from pulumi_scaling.model.unknown import holds_unknown

if TYPE_CHECKING:
    from pulumi_scaling.errors import Unreadable
    from pulumi_scaling.model.marks import Mark, Person, Ref, Span
    from pulumi_scaling.model.problems import Checked

    from .field import Field
    from .objects import Object
    from .unions import Union

__all__ = ["Answered", "Leaf", "Mistaken", "Place", "Shape", "Style", "path_of"]

Place = tuple[str | int, ...]
"""Where in the inputs a value stands: `("target", "users", 0)`."""
Resolve = Callable[[str], str]
"""From somebody's spelling to what stands for them."""


class Mistaken(TypeError):
    """An annotation that is none of the shapes; nothing could be made of its field."""


class Answered(Protocol):
    """What a shape has to ask while it reads an answer."""

    def people(self, person: Person, ids: list[str], given: list[str], *, free: bool) -> list[str]:
        """Write user ids as the program wrote them; `free` is in any order."""
        ...

    def wrong(self, sentence: str) -> Unreadable:
        """The error for an answer that is not what its contract says."""
        ...


@dataclass(frozen=True)
class Leaf:
    """One value inside another that is not taken apart further."""

    place: Place
    shape: Shape
    value: Any


class Style(Enum):
    """For whom a type is written."""

    ARGUMENT = "what a program passes, which may hold outputs"
    OUTPUT = "what a resource has"
    RESULT = "what a lookup answers"
    REQUEST = "what the client takes"
    RECORD = "what the client answers"


class Shape(ABC):
    """Whatever a value is like. Nobody outside asks which one it is."""

    @property
    @abstractmethod
    def noun(self) -> str:
        """What a reader of the docs calls it."""

    @property
    def blank(self) -> Any:
        """What clears a field of it in a request."""
        return None

    @property
    def ref(self) -> Ref | None:
        """Which kind's id it holds, if it does."""
        return None

    @property
    def person(self) -> Person | None:
        """How it names people, if it does."""
        return None

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a closed enumeration."""
        return ()

    @property
    def stands_for(self) -> Mark | Span | None:
        """What of Python's own a program may say instead: a moment, a time of day, a length."""
        return None

    @property
    def equalities(self) -> tuple[str, ...]:
        """When two values are the same although they differ, for readers."""
        return ()

    @abstractmethod
    def judge(self, value: Any, at: str, done: Checked) -> Any:
        """Note every mistake in a known or partly known value; the value, normalised."""

    @abstractmethod
    def wire(self, value: Any, resolve: Resolve) -> Any:
        """As a request carries it; people by id."""

    @abstractmethod
    def read(self, value: Any, given: Any, answered: Answered, at: str) -> Any:
        """From an answer, in the program's words where they still hold; None for nothing."""

    @abstractmethod
    def canonical(self, value: Any, person: Resolve) -> Any:
        """What two values have in common that are the same; None for what is as good as absent."""

    @abstractmethod
    def worded(self, value: Any) -> Any:
        """As a person would write it, where that means the same."""

    @abstractmethod
    def typed(self, style: Style) -> str:
        """The type in Python source."""

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The type in the words of JSON Schema."""

    def same(self, old: Any, new: Any, person: Resolve | None = None) -> bool:
        """Tell whether two values mean the same; what is unknown is the same as nothing else."""
        if holds_unknown(old) or holds_unknown(new):
            return False
        told = person or folded
        return bool(old == new or self.canonical(old, told) == self.canonical(new, told))

    def empty(self, value: Any) -> bool:
        """Tell whether a value is as good as none."""
        return value is None

    def leaves(self, value: Any, at: Place = ()) -> Iterator[Leaf]:
        """Everything inside a value that is not taken apart further."""
        yield Leaf(at, self, value)

    def spelled(self, value: Any, write: Callable[[Leaf], Any], at: Place = ()) -> Any:
        """The same value with each leaf as `write` writes it."""
        return write(Leaf(at, self, value))

    def parts(self) -> Iterator[tuple[str, Field]]:
        """The fields inside, each with how its name goes on from that of this one."""
        yield from ()

    def resolved(self) -> str:
        """The type in Python source of what the engine hands to a program."""
        return self.typed(Style.OUTPUT)

    def once(self, value: Any) -> Any:
        """Without repeats, where they say nothing."""
        return value

    def plainly(self, write: Callable[[Field], str | None]) -> str | None:  # noqa: ARG002 - a single value holds no fields
        """Source of what makes plain values of Python's own ones in it; `write` knows a field's."""
        return None

    def objects(self) -> Iterator[Object]:
        """The objects in it, innermost first."""
        yield from ()

    def unions(self) -> Iterator[Union]:
        """The choices in it, innermost first."""
        yield from ()


def path_of(place: Place) -> str:
    """A place as a sentence names it: `target.users[0]`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")
