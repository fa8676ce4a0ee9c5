"""Siblings in their wanted order, made true by one PUT.

The engine runs siblings in parallel and in any order, and nobody knows for sure what the API does
with an occupied position. So no single create or update is trusted to put things in place: after
each, under one lock a parent, the whole order is computed from what is there and what is wanted.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

__all__ = ["Chain", "Chains", "Sibling", "arranged"]

NEWCOMER: Final = ""
"""Stands for a layer that has no id yet; no server gives an empty one."""


def arranged(current: Sequence[str], wanted: Mapping[str, int]) -> list[str]:
    """Put each sibling with a known wanted rank there; all others fill the gaps as they stand.

    Ranks count from 0. A rank past the end means as far back as the others allow, so that holes
    in a program's numbers (1, 2, 5) are harmless and keep their order.
    """
    slots: list[str | None] = [None] * len(current)
    ranked = [id_ for id_ in current if id_ in wanted]
    limit = len(current)
    for id_ in sorted(ranked, key=lambda each: wanted[each], reverse=True):
        limit = min(wanted[id_], limit - 1)
        slots[limit] = id_
    others = iter([id_ for id_ in current if id_ not in wanted])
    return [next(others) if slot is None else slot for slot in slots]


@dataclass(frozen=True)
class Sibling:
    """One layer as the server has it."""

    id: str
    position: int
    """The server's number, which may leave holes."""


@dataclass
class Chain:
    """The layers of one parent, as far as this run knows."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    """Held from the first read to the last write of one operation, and never while waiting for
    another resource."""
    siblings: list[Sibling] | None = None
    """In order; None when it has to be read."""
    untouched: bool = True
    """Whether this run has put nothing into it yet."""
    _wanted: dict[str, int] = field(default_factory=dict[str, int])
    _ledger: threading.Lock = field(default_factory=threading.Lock)

    def claim(self, id_: str, rank: int) -> None:
        """Say where the program wants a layer; the latest claim to a rank wins it."""
        with self._ledger:
            self._wanted = {other: taken for other, taken in self._wanted.items() if taken != rank}
            self._wanted[id_] = rank

    def release(self, id_: str) -> None:
        """Forget a layer that is gone, or that the program no longer ranks."""
        with self._ledger:
            self._wanted.pop(id_, None)

    @property
    def wanted(self) -> dict[str, int]:
        """The claims so far."""
        with self._ledger:
            return dict(self._wanted)

    @property
    def ids(self) -> list[str]:
        """The layers in order, as last known."""
        return [sibling.id for sibling in self.siblings or ()]

    def dense(self, first: int) -> bool:
        """Tell whether the server's numbers count up without holes."""
        numbers = [sibling.position for sibling in self.siblings or ()]
        return numbers == list(range(first, first + len(numbers)))


class Chains:
    """All chains of a run, by the path of their layers."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._chains: dict[str, Chain] = {}

    def __getitem__(self, path: str) -> Chain:
        with self._lock:
            return self._chains.setdefault(path, Chain())
