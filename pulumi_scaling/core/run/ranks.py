"""In which order siblings stand, and in which they are wanted: arithmetic on ids and ranks.

Ranks count from 0 here, whatever the API's numbers begin with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import is_object

__all__ = ["Sibling", "arranged", "siblings_of", "standing"]


@dataclass(frozen=True)
class Sibling:
    """One layer as the server has it."""

    id: str
    position: int
    """The server's number, which may leave holes."""


def siblings_of(rows: Sequence[Any], first: int = 0) -> list[Sibling]:
    """Order layers by the server's number; one without a number goes by its place in the list."""
    found: list[Sibling] = []
    for place, row in enumerate(rows, first):
        if not is_object(row) or not isinstance(row.get("id"), str):
            raise Unreadable("the API answered with a layer that has no id")
        position = row.get("position")
        found.append(Sibling(row["id"], position if isinstance(position, int) else place))
    return sorted(found, key=lambda sibling: sibling.position)


def arranged(current: Sequence[str], wanted: Mapping[str, int]) -> list[str]:
    """Put each sibling with a known wanted rank there; all others fill the gaps as they stand.

    A rank past the end means as far back as the others allow, so that holes in a program's numbers
    (1, 2, 5) are harmless and keep their order.
    """
    slots: list[str | None] = [None] * len(current)
    ranked = [id_ for id_ in current if id_ in wanted]
    limit = len(current)
    for left, id_ in enumerate(sorted(ranked, key=wanted.__getitem__, reverse=True), start=1):
        limit = max(min(wanted[id_], limit - 1), len(ranked) - left)
        slots[limit] = id_
    others = iter([id_ for id_ in current if id_ not in wanted])
    return [next(others) if slot is None else slot for slot in slots]


def standing(id_: str, order: Sequence[str], held: Mapping[str, int]) -> int:
    """The rank to say a layer has: the one the stack holds for it, unless it stands wrong.

    A layer before its rank is where the others let it be: the numbers leave holes, or one before it
    is gone and about to be made again. Behind it, something was moved by hand. Where numbers leave
    holes a swap may leave both before their ranks; then the second of the two to be read says so.
    """
    places = {each: place for place, each in enumerate(order)}
    place, wanted = places[id_], held[id_]
    if place > wanted:
        return place
    others = {each: rank for each, rank in held.items() if each in places}
    ahead = [rank for each, rank in others.items() if places[each] < place and rank > wanted]
    if ahead:
        return max(ahead) + 1
    behind = [each for each, rank in others.items() if place < places[each] <= rank < wanted]
    return place if behind else wanted
