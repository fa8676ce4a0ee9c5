"""What a run came across that looks left behind by an interrupted one, told when the run ends.

A run that was killed may have made an object that is in nobody's state, and the program may have
been changed since: then nothing identical is made again, and the API refuses no name. Such an
object is young, and no operation of this run meets it. But neither does one meet, before the end,
what waits for something else or is about to be deleted. So whatever is suspected is noted while
the run goes on, forgotten when it is met, and named only when there is nothing more to come.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Leftover", "Leftovers"]


@dataclass(frozen=True)
class Leftover:
    """An object that nothing of the run is known to own."""

    sentence: str
    """What it is, and the ways out."""
    confirmed: Callable[[], bool]
    """Whether it looks the same from near; asked only if it was never met."""


class Leftovers:
    """What was met in a run, and what was suspected."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: dict[str, str] = {}
        self._suspected: dict[str, Leftover] = {}
        self._seen: dict[str, object] = {}
        self.cut_short = False
        """Whether something failed, so that the run may have ended before its deletes."""

    def meet(self, own: str, called: str = "") -> None:
        """Note that the stack has this object: it was read, compared, changed or deleted."""
        with self._lock:
            self._met[own] = called or self._met.get(own, "")

    def called(self, own: str) -> str | None:
        """What the stack calls an object that it has."""
        with self._lock:
            return self._met.get(own)

    def met(self, own: str) -> bool:
        """Tell whether the stack is known to have it."""
        with self._lock:
            return own in self._met

    def first_sight(self, path: str, rows: object) -> bool:
        """Tell whether this very list is looked through for the first time."""
        with self._lock:
            seen, self._seen[path] = self._seen.get(path), rows
            return seen is not rows

    def suspect(self, own: str, leftover: Leftover) -> None:
        """Note one that was not met so far."""
        with self._lock:
            self._suspected.setdefault(own, leftover)

    def remaining(self, owned: Callable[[str], bool]) -> list[Leftover]:
        """Those that nothing met, the run being over; `owned` knows what the run made."""
        with self._lock:
            unmet = [own for own in self._suspected if own not in self._met]
            return [self._suspected[own] for own in unmet if not owned(own)]
