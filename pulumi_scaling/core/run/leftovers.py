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

__all__ = ["Leftovers"]


class Leftovers:
    """What was suspected in a run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._suspected: dict[str, str] = {}
        """Of each, what it is and the ways out."""
        self._named: set[str] = set()
        self._seen: dict[str, object] = {}

    def first_sight(self, path: str, rows: object) -> bool:
        """Tell whether this very list is looked through for the first time."""
        with self._lock:
            seen, self._seen[path] = self._seen.get(path), rows
            return seen is not rows

    def suspect(self, own: str, sentence: str) -> None:
        """Note one that was not met so far, and what to say of it."""
        with self._lock:
            self._suspected.setdefault(own, sentence)

    def named(self, own: str) -> None:
        """Note one that a refusal has named already."""
        with self._lock:
            self._named.add(own)

    def remaining(self, owned: Callable[[str], bool]) -> list[str]:
        """What to say of those that nothing owns, the run being over."""
        with self._lock:
            unnamed = [own for own in self._suspected if own not in self._named]
            return [self._suspected[own] for own in unnamed if not owned(own)]
