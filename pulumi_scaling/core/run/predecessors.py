"""What the stack held when the run began, for what only it can tell and a create is not told.

Whether this stack invited somebody is in no answer of the API. The state of the resource knows, and
a resource that is made anew for the same person (under another name, or replaced on request) has to
go on with what its predecessor knew.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

__all__ = ["Predecessors"]

State = Mapping[str, Any]


class Predecessors:
    """States of one kind, asked for once and only if somebody has to know."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: Sequence[State] | None = None
        self._ask: Callable[[], Sequence[State]] | None = None

    def told_by(self, ask: Callable[[], Sequence[State]]) -> None:
        """Note who can give them; until then nobody can tell."""
        self._ask = ask

    def of(self, field: str, value: str) -> State | None:
        """The state that says this, in any case."""
        with self._lock:
            if self._states is None:
                self._states = self._ask() if self._ask else ()
            found = (each for each in self._states if _folded(each.get(field)) == value.casefold())
            return next(found, None)


def _folded(value: object) -> str | None:
    return value.casefold() if isinstance(value, str) else None
