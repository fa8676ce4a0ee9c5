"""What a field's annotation can say beyond its type, above all: when two values are the same.

Servers echo `09:00` as `09:00:00`, null as `""` and `+01:00` as `Z`. None of that is a change, and
the place to say so is the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Literal

from .instants import clock, kept_instant

__all__ = ["OFF_WIRE", "Mark", "OnWire", "Person", "Ref", "Span", "canonical", "folded", "plainly"]


class Mark(Enum):
    """Equality of one field, each with what it holds to be one and the same."""

    BLANK = "absent, null and empty text"
    INSTANT = "the same millisecond in any offset and precision"
    CLOCK = "`HH:MM` and `HH:MM:00`"
    UNORDERED = "any order, repeats counted once"
    FOLDED = "any case"


@dataclass(frozen=True)
class Person:
    """The field names people by e-mail or user id; the wire and comparisons use ids."""

    ids: str | None = None
    """The output that holds the resolved ids, in the order of the field; none inside a list."""


@dataclass(frozen=True)
class Span:
    """The field counts a length of time; programs may also say the length itself."""

    unit: Literal["days", "hours", "minutes"]
    """What it counts, as `timedelta` names it."""


@dataclass(frozen=True)
class Ref:
    """The field holds the id of an object of another kind."""

    kind: str


@dataclass(frozen=True)
class OnWire:
    """The field has a name of its own in requests and answers."""

    name: str


OFF_WIRE: Final = OnWire("")
"""The field is the program's and the stack's alone: neither a request nor an answer has it."""


def folded(person: str) -> str:
    """What stands for somebody's spelling: an e-mail in any case, an id letter by letter."""
    return person.casefold() if "@" in person else person


def plainly(marks: Sequence[object], value: object) -> object:
    """Write what a server says the way a program may: `09:00` for `09:00:00`."""
    if Mark.CLOCK in marks and isinstance(value, str) and (read := clock(value)) and not read[2]:
        return f"{read[0]:02}:{read[1]:02}"
    return value


def canonical(marks: Sequence[object], value: object, person: Callable[[str], str]) -> object:
    """What a value has in common with all that its marks hold to be the same."""
    if not isinstance(value, str):
        return value
    read: object = value
    for mark in marks:
        if not isinstance(read, str):
            break
        if isinstance(mark, Person):
            read = person(read)
        elif isinstance(mark, Mark):
            read = _READ[mark](read)
    return read


_READ: Mapping[Mark, Callable[[Any], object]] = {
    Mark.BLANK: lambda text: text or None,
    Mark.INSTANT: lambda text: kept_instant(text) or text,
    Mark.CLOCK: lambda text: clock(text) or text,
    Mark.FOLDED: str.casefold,
    Mark.UNORDERED: lambda text: text,
}
