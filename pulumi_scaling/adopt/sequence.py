"""One after the other, each after what it needs."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

__all__ = ["in_order"]

One = TypeVar("One")
Name = TypeVar("Name", bound=Hashable)


def in_order(
    items: Sequence[One], name: Callable[[One], Name], needs: Callable[[One], Iterable[Name]]
) -> list[One]:
    """Each after what it needs, else as given; of a ring, somebody has to come first."""
    by = {name(one): one for one in items}
    done: dict[Name, One] = {}
    begun: set[Name] = set()
    for start in by:
        # Not by recursion: a chain of references may be longer than Python is deep.
        path: list[tuple[Name, Iterator[Name]]] = []
        ahead: Name | None = start
        while ahead is not None or path:
            if ahead is not None and ahead in by and ahead not in begun:
                begun.add(ahead)
                path.append((ahead, iter(list(needs(by[ahead])))))
            if not path:
                break
            here, others = path[-1]
            ahead = next(others, None)
            if ahead is None:
                done[here] = by[here]
                path.pop()
    return list(done.values())
