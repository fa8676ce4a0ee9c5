"""Names that change hands in one run: two that swap, or a → b while b → c.

The API refuses a name as long as another object has it, and the engine changes both at the same
time. So whoever finds the name taken by one that this run gives another name puts that one aside,
and it gets the name it is to have by its own change. One at a time in a collection, or two could
put each other aside after they were done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pulumi_scaling.core.care import named_alike, note_holder, wait_for_owners
from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import aside
from pulumi_scaling.errors import Conflict

from .whole import change_any

__all__ = ["in_its_place", "with_its_name"]

T = TypeVar("T")
State = Mapping[str, Any]


def with_its_name(place: Place, inputs: State, write: Callable[[], T]) -> T:
    """Write what gives an object another name."""
    try:
        with place.siblings.naming:
            return write()
    except Conflict as refused:
        return in_its_place(place, inputs, refused, named_alike(place, inputs), write)


def in_its_place(
    place: Place, inputs: State, refused: Conflict, holder: State | None, write: Callable[[], T]
) -> T:
    """Write again once whatever has the name is aside, if this run gives that another one."""
    if holder:
        wait_for_owners(place, [holder])  # Its comparison may be on its way.
        _given_up(place, inputs, refused, holder)
    with place.siblings.naming:
        # It may have its other name by now.
        if holder := named_alike(place, inputs):
            _given_up(place, inputs, refused, holder)
            wire = place.kind.fields[place.kind.natural_key or ""].wire
            change_any(place.made(str(holder["id"])), {wire: aside(str(holder[wire]))})
        return write()


def _given_up(place: Place, inputs: State, refused: Conflict, holder: State) -> None:
    """Let the refusal stand, unless this run gives the holder another name."""
    name = inputs.get(place.kind.natural_key or "")
    if not place.run.gives_up(str(holder["id"]), name):
        note_holder(place.account, place.kind, refused, holder)
        raise refused
