"""What the stack held when the run began, for what only it can tell and a create is not told.

Whether this stack invited somebody is in no answer of the API, and neither is whose an object is
that has the name of one to be made. The states of the stack know. In a preview they come along with
the program; in an up the engine is asked, once and only if somebody has to know.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pulumi_scaling.previews import CALLED_KEY

__all__ = ["Predecessors"]

State = Mapping[str, Any]
Held = Mapping[str, Sequence[State]]
"""All that a stack has, by kind."""


class Predecessors:
    """States of the stack, by kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: Held | None = None
        self._ask: Callable[[], Held | None] = lambda: None
        self._asked = False

    def told_by(self, ask: Callable[[], Held | None]) -> None:
        """Note who can give them; it may be that nobody answers there."""
        self._ask = ask

    def told(self, held: Held) -> None:
        """Note what came along."""
        with self._lock:
            self._held = held

    def of(self, kind: str, field: str, value: str) -> State | None:
        """The state that says this, in any case; asked for if need be."""
        with self._lock:
            if self._held is None and not self._asked:
                # Whoever does not answer once is not waited for again.
                self._held, self._asked = self._ask(), True
        return self._saying(kind, field, value)

    @property
    def all_told(self) -> bool:
        """Whether all that the stack has is known by now."""
        with self._lock:
            return self._held is not None

    def called(self, kind: str, field: str, value: str) -> str | None:
        """What the program called the resource that says this, as far as it is known by now."""
        found = self._saying(kind, field, value)
        return str(found[CALLED_KEY]) if found and found[field] == value else None

    def _saying(self, kind: str, field: str, value: str) -> State | None:
        with self._lock:
            states = self._held.get(kind, ()) if self._held else ()
        alike = [each for each in states if _folded(each.get(field)) == value.casefold()]
        return next((each for each in alike if each[field] == value), next(iter(alike), None))


def _folded(value: object) -> str | None:
    return value.casefold() if isinstance(value, str) else None
