"""Whose turn it is to write the order of a chain, so that one request serves many layers.

The engine compares layers one after the other and changes them meanwhile. Whoever wrote the order
as soon as its own claim is in would write it again for each that follows. So the first becomes the
writer, waits a moment for the claims that are on their way, and the others leave it to them: what
they claimed before they left is in the order that is written.

If that fails the run fails with the writer, whose own change is then not in the state: the next run
writes the order again, with all claims in it. So a layer that changes nothing of its own writes for
nobody else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from pulumi_scaling.patience import Patience

__all__ = ["Turns"]

# Two of the provider's four threads at most, or the claims could not come in.
_waiting: Final = threading.BoundedSemaphore(2)


class Turns:
    """Who writes the order of one chain next."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._news = patience.news()
        self._writer: object | None = None
        self._own = False
        self._last = 0.0

    def claimed(self) -> bool:
        """Note that a claim came in; whether somebody will write it."""
        with self._news:
            self._last = self._patience.clock()
            self._news.notify_all()
            return self._writer is not None and self._own

    def take(self, *, own: bool) -> object | None:
        """Become the writer, or None if somebody else is and will write what was claimed so far.

        `own` says that the layer itself changes, so that a failure is found again.
        """
        with self._news:
            if self._writer is not None and (self._own or not own):
                return None
            me = object()
            self._writer, self._own = me, own
            self._news.notify_all()  # Whoever was to write for nobody but others is free to go.
            return me

    def gather(self, me: object, complete: Callable[[], bool]) -> bool:
        """Wait for claims that are on their way; whether it is still this one's turn."""
        clock, allowed = self._patience.clock, _waiting.acquire(blocking=False)
        try:
            with self._news:
                until = clock() + (self._patience.gathering if allowed else 0)
                self._last = max(self._last, clock())
                while self._writer is me and not complete():
                    left = min(until, self._last + self._patience.quiet) - clock()
                    if left <= 0:
                        break
                    self._news.wait(left)
                mine = self._writer is me
                if mine:
                    # Whoever claims from now on may be too late for this order.
                    self._writer = None
                return mine
        finally:
            if allowed:
                _waiting.release()
