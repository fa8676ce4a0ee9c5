"""What the program leaves out, so that it will be deleted: found by a preview, known to its update.

The engine names a provider one delete at a time, and shows a preview none. What the stack held and
nobody compared by the end of a whole preview is what will be deleted. The update of the same
command is another process and is told by marks, which say nothing to anybody else.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from hashlib import sha256
from typing import Any

from pulumi_scaling.model import Kind

__all__ = ["Departures", "mark_of"]

State = Mapping[str, Any]


def mark_of(kind: Kind, values: State) -> str | None:
    """What stands for an object by its name; None for what has none of its own."""
    name = values.get(kind.natural_key or "")
    if kind.parent or not kind.held or not isinstance(name, str):
        return None
    key = name.casefold() if kind.natural_key == "email" else name
    return f"{kind.name} {sha256(key.encode(errors='replace')).hexdigest()}"


class Departures:
    """What goes, as far as it is known, and whether any of it is going to be refused."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: set[str] = set()
        self._staying: set[str] = set()
        self._ask: Callable[[], Collection[str]] | None = None
        self._foretold: Collection[str] | None = None
        self._verdicts: list[str | None] = []

    # ---------------------------------------------------------------- in a preview
    def held(self, kind: Kind, states: Sequence[State]) -> None:
        """Note what the stack has of a kind and would not leave where it is."""
        for state in states:
            if (mark := mark_of(kind, state)) and (
                kind.verbs is None or kind.verbs.ends(dict(state))
            ):
                self._held.add(mark)

    def stays(self, kind: Kind, state: State) -> None:
        """Note that a resource of the program is this one."""
        if mark := mark_of(kind, state):
            with self._lock:
                self._staying.add(mark)

    def leaving(self) -> Sequence[str]:
        """Marks of what nobody compared, the preview being over."""
        with self._lock:
            return sorted(self._held - self._staying)

    # ---------------------------------------------------------------- in its update
    def foretold_by(self, ask: Callable[[], Collection[str]]) -> None:
        """Note who knows what the preview found."""
        self._ask = ask

    @property
    def foretold(self) -> Collection[str]:
        """The marks of all that this run is going to delete; none where nobody knows."""
        with self._lock:
            if self._foretold is None:
                self._foretold = self._ask() if self._ask else ()
            return self._foretold

    def verdict(self, look: Callable[[], str | None]) -> str | None:
        """Why something of it will be refused, as the first of the deletes has seen it."""
        if not self._verdicts:
            # Nothing is held over a request; two that come at once share what they read.
            self._verdicts.append(look())
        return self._verdicts[0]
