"""Siblings in their wanted order, made true by one PUT.

The engine runs siblings in parallel and in any order, and nobody knows for sure what the API does
with an occupied position. So no single create or update is trusted to put things in place: after
each, under one lock a parent, the whole order is computed from what is there and what is wanted.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from .turns import Turns

__all__ = ["Chain", "Chains", "Sibling", "arranged", "standing"]

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
    for left, id_ in enumerate(sorted(ranked, key=wanted.__getitem__, reverse=True), start=1):
        limit = max(min(wanted[id_], limit - 1), len(ranked) - left)
        slots[limit] = id_
    others = iter([id_ for id_ in current if id_ not in wanted])
    return [next(others) if slot is None else slot for slot in slots]


def standing(id_: str, order: Sequence[str], held: Mapping[str, int]) -> int:
    """The rank to say a layer has: the one the stack holds for it, unless it stands wrong.

    Ranks count from 0. A layer before its rank is where the others let it be: the numbers leave
    holes, or one before it is gone and about to be made again. Behind it, something was moved by
    hand. Where numbers leave holes a swap may leave both before their ranks; then the second of the
    two to be read says so.
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
    rows: Sequence[Mapping[str, Any]] = ()
    """All of them, whole, as last read for a write."""
    holder: str = ""
    """What the parent is called, once it was read."""
    turns: Turns = field(default_factory=Turns)
    """Who writes the order."""
    _announced: set[int] = field(default_factory=set[int])
    _wanted: dict[str, int] = field(default_factory=dict[str, int])
    _held: dict[str, int] = field(default_factory=dict[str, int])
    _ledger: threading.Lock = field(default_factory=threading.Lock)
    _met: set[str] = field(default_factory=set[str])
    _news: threading.Condition = field(default_factory=threading.Condition)

    def meet(self, id_: str) -> None:
        """Note that the stack has this layer: it was read, compared or changed in this run."""
        with self._news:
            self._met.add(id_)
            self._news.notify_all()

    def met(self, id_: str) -> bool:
        """Tell whether the stack is known to have it."""
        with self._news:
            return id_ in self._met

    def all_met(self, ids: Collection[str], *, within: float) -> bool:
        """Tell the same of several, after giving them a moment: siblings come in any order."""
        with self._news:
            return self._news.wait_for(lambda: self._met.issuperset(ids), within)

    def hold(self, id_: str, rank: int) -> dict[str, int]:
        """Note where the stack has a layer that is being read; all that were noted so far."""
        with self._ledger:
            self._held[id_] = rank
            return dict(self._held)

    def announce(self, rank: int) -> None:
        """Note that a layer of the program will claim a rank."""
        with self._ledger:
            self._announced.add(rank)

    def claim(self, id_: str, rank: int) -> bool:
        """Say where the program wants a layer, and whether somebody is about to write the order.

        The latest claim to a rank wins it.
        """
        with self._ledger:
            self._wanted = {other: taken for other, taken in self._wanted.items() if taken != rank}
            self._wanted[id_] = rank
            self._announced.discard(rank)
        return self.turns.claimed()

    def rival(self, rank: int, id_: str = NEWCOMER) -> str | None:
        """The other layer that the program wants at this rank, if there is one."""
        with self._ledger:
            return next(
                (own for own, at in self._wanted.items() if at == rank and own != id_), None
            )

    def complete(self) -> bool:
        """Tell whether all that is known to come has claimed its rank."""
        with self._ledger:
            return not self._announced and self._wanted.keys() >= set(self.ids)

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
    def leading(self) -> bool:
        """Whether the claims leave no holes, so that what else is there comes behind them all."""
        return sorted(self.wanted.values()) == list(range(len(self.wanted)))

    @property
    def ids(self) -> list[str]:
        """The layers in order, as last known."""
        return [sibling.id for sibling in self.siblings or ()]

    @property
    def disturbed(self) -> bool:
        """Whether the layers, as last known, stand in another order than the claims want by now."""
        return self.siblings is not None and arranged(self.ids, self.wanted) != self.ids

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
            found = self._chains.get(path)
            if found is None:
                found = self._chains[path] = Chain()
            return found
