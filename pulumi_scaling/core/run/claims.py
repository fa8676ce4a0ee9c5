"""Which ranks the program wants for the layers of one parent, as they become known.

The engine speaks of one layer at a time, from four threads; nobody hears of all of them at once.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Final

__all__ = ["NEWCOMER", "Claims"]

NEWCOMER: Final = ""
"""Stands for a layer that has no id yet; no server gives an empty one."""


class Claims:
    """Ranks from 0, by the id of who claims them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._announced: set[int] = set()
        self._wanted: dict[str, int] = {}
        self._held: dict[str, int] = {}

    def stands(self, id_: str, rank: int) -> dict[str, int]:
        """Note where the stack has a layer that is being read; all that were noted so far."""
        with self._lock:
            self._held[id_] = rank
            return dict(self._held)

    def announce(self, rank: int) -> None:
        """Note that a layer of the program will claim a rank."""
        with self._lock:
            self._announced.add(rank)

    def claim(self, id_: str, rank: int) -> None:
        """Say where the program wants a layer; the latest claim to a rank wins it."""
        with self._lock:
            self._wanted = {other: taken for other, taken in self._wanted.items() if taken != rank}
            self._wanted[id_] = rank
            self._announced.discard(rank)

    def release(self, id_: str) -> None:
        """Forget a layer that is gone, or that the program no longer ranks."""
        with self._lock:
            self._wanted.pop(id_, None)

    def rival(self, rank: int, id_: str = NEWCOMER) -> str | None:
        """The other layer that the program wants at this rank, if there is one."""
        with self._lock:
            return next(
                (own for own, at in self._wanted.items() if at == rank and own != id_), None
            )

    def complete(self, ids: Collection[str]) -> bool:
        """Tell whether all that is known to come has claimed its rank, and all that are there."""
        with self._lock:
            return not self._announced and self._wanted.keys() >= set(ids)

    @property
    def wanted(self) -> dict[str, int]:
        """The claims so far."""
        with self._lock:
            return dict(self._wanted)

    @property
    def leading(self) -> bool:
        """Whether the claims leave no holes, so that what else is there comes behind them all."""
        return sorted(self.wanted.values()) == list(range(len(self.wanted)))
