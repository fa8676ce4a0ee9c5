"""What goes on under another resource of the program, so that no delete may take it away.

One object can stand in a stack twice. A resource was renamed in the program, its new name took the
object over, and the run ended before the old name was deleted: the next run has only the delete
left. It is another resource's that the program says, has checked and compared, and wants to keep.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

__all__ = ["Keepers"]

State = Mapping[str, Any]


class Keepers:
    """The objects of one run that somebody goes on with, by what the program says of them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.taken: set[str] = set()
        """What this run took over, by its own id."""
        self._kept: dict[bytes, str] = {}
        self._spared: dict[str, tuple[str, State]] = {}

    def keep(self, said: bytes, own: str) -> None:
        """Note that a resource of the program, as checked, is this object and stays it."""
        with self._lock:
            self._kept[said] = own

    def spares(self, own: str, id_: str, state: State) -> bool:
        """Tell whether a delete must leave the object alone."""
        with self._lock:
            if own in self._kept.values():
                self._spared[own] = id_, state
                return True
            return own in self.taken

    def give_up(self, said: bytes) -> tuple[str | None, tuple[str, State] | None]:
        """Note that the resource gets a new object; the one it had, and its delete, if spared.

        The engine may replace what a comparison would have kept (`replace_on_changes`), and delete
        before it creates.
        """
        with self._lock:
            own = self._kept.pop(said, None)
            return own, (self._spared.pop(own, None) if own else None)
