"""Saying how far it is, once it takes longer than a person waits without wondering."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

__all__ = ["Progress"]

PATIENCE: Final = 1.0
"""Seconds of silence at first, and between two lines."""


class Progress:
    """Counts what is done, from any thread."""

    def __init__(
        self,
        what: str,
        total: int,
        say: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._what = what
        self._total = total
        self._say = say
        self._clock = clock
        self._said = clock()
        self._done = 0
        self._lock = threading.Lock()

    def step(self) -> None:
        """One more is done."""
        with self._lock:
            self._done += 1
            now = self._clock()
            if now - self._said < PATIENCE or self._done == self._total:
                return
            self._said = now
            self._say(f"{self._what}: {self._done} of {self._total}")
