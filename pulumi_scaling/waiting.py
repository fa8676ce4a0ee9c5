"""What somebody at a terminal waits for, said on stderr once it has taken two seconds.

Whatever may take long says what it is; only a command that speaks to a person has it said aloud. In
a provider, in a script and in a test nothing is said.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Final

__all__ = ["aloud", "waiting_for"]

QUIET: float = 2.0
"""Seconds that anybody waits without wondering."""
TICK: Final = 0.2


class _Watch:
    """One command, and what it waits for from any of its threads."""

    def __init__(self, command: str) -> None:
        self._command = command
        self._lock = Lock()
        self._things: list[str] = []
        self._said: set[str] = set()
        self._over = Event()
        self._quiet_since = time.monotonic()

    def begins(self, what: str) -> None:
        with self._lock:
            self._things.append(what)

    def ended(self, what: str) -> None:
        with self._lock:
            self._things.remove(what)

    def look(self) -> None:
        """Say what is waited for, each thing once, until the command is over."""
        while not self._over.wait(TICK):
            with self._lock:
                what = self._things[-1] if self._things else None
            long_ago = time.monotonic() - self._quiet_since >= QUIET
            if what and long_ago and what not in self._said:
                self._said.add(what)
                self._quiet_since = time.monotonic()
                sys.stderr.write(f"pulumi-scaling {self._command}: waiting for {what} …\n")
                sys.stderr.flush()

    def stop(self) -> None:
        self._over.set()


_watching: list[_Watch] = []
"""The command that speaks, if one does."""


@contextmanager
def aloud(command: str) -> Generator[None]:
    """Have said what a command waits for."""
    watch = _Watch(command)
    _watching.append(watch)
    Thread(target=watch.look, daemon=True).start()
    try:
        yield
    finally:
        watch.stop()
        _watching.remove(watch)


@contextmanager
def waiting_for(what: str) -> Generator[None]:
    """Something that may take long."""
    watch = _watching[-1] if _watching else None
    if watch is None:
        yield
        return
    watch.begins(what)
    try:
        yield
    finally:
        watch.ended(what)
