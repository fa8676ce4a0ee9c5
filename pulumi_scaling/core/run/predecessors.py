"""What the stack held when the run began, for what only it can tell and a create is not told.

Whether this stack invited somebody is in no answer of the API, and neither is whose an object is
that has the name of one to be made. The states of the stack know. In a preview they come along with
the program; in an up the engine is asked, once a kind and only if somebody has to know.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pulumi_scaling.previews import CALLED_KEY

__all__ = ["Predecessors"]

State = Mapping[str, Any]
Ask = Callable[[str], Sequence[State] | None]
"""Of a kind; None where nobody answers."""


class Predecessors:
    """States of the stack, by kind."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: dict[str, Sequence[State] | None] = {}
        self._ask: Ask | None = None

    def told_by(self, ask: Ask) -> None:
        """Note who can give them; until then nobody can tell."""
        self._ask = ask

    def told(self, kind: str, states: Sequence[State] | None) -> None:
        """Note what came along of a kind."""
        with self._lock:
            self._states[kind] = states

    def of(self, kind: str, field: str, value: str) -> State | None:
        """The state that says this, in any case; asked for if need be."""
        return _saying(self._held(kind), field, value)

    def all_told(self, kind: str) -> bool:
        """Tell whether all that the stack has of a kind is known by now."""
        with self._lock:
            return self._states.get(kind) is not None

    def called(self, kind: str, field: str, value: str) -> str | None:
        """What the program called the resource that says this, as far as it is known by now."""
        with self._lock:
            found = _saying(self._states.get(kind), field, value)
        return str(found[CALLED_KEY]) if found and found[field] == value else None

    def _held(self, kind: str) -> Sequence[State] | None:
        with self._lock:
            if kind not in self._states:
                self._states[kind] = self._ask(kind) if self._ask else None
            return self._states[kind]


def _saying(states: Sequence[State] | None, field: str, value: str) -> State | None:
    alike = [each for each in states or () if _folded(each.get(field)) == value.casefold()]
    return next((each for each in alike if each[field] == value), next(iter(alike), None))


def _folded(value: object) -> str | None:
    return value.casefold() if isinstance(value, str) else None
