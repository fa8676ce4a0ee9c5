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
        return in_its_place(place, inputs, refused, write)


def in_its_place(place: Place, inputs: State, refused: Conflict, write: Callable[[], T]) -> T:
    """Write again once whatever has the name is aside, if this run gives that another one."""
    if holder := named_alike(place, inputs):
        wait_for_owners(place, [holder])  # Its comparison may be on its way.
    with place.siblings.naming:
        # It may have its other name by now.
        holder = named_alike(place, inputs)
        if holder:
            own, key = str(holder["id"]), place.kind.natural_key or ""
            wire = place.kind.fields[key].wire
            if own == place.own or not place.run.gives_up(own, inputs.get(key)):
                note_holder(place.account, place.kind, refused, holder)
                raise refused
            change_any(place.made(own), {wire: aside(str(holder[wire]))})
        return write()
