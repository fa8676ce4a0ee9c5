"""What was learnt about this server while working with it: found in one place, asked everywhere.

Never configured, since a program does not know; and with the evidence, for whoever wonders.
"""

from __future__ import annotations

import threading
from typing import Any

from pulumi_scaling.model import Kind, is_list, is_object

__all__ = ["ServerHabits", "generation_in", "no_such_verb", "refuses_place"]


def no_such_verb(status: int) -> bool:
    """Tell whether an answer about an object that is there means that the verb is not known."""
    return status in {404, 405}


def refuses_place(status: int, code: str | None) -> bool:
    """Tell whether a new layer was refused for the place it asked for."""
    return status in {400, 409, 422} and code != "invalid_target"


def generation_in(kind: Kind, row: Any) -> str | None:
    """Where what lives in objects of a kind is found, as an answer about one shows it."""
    inline = kind.inline
    if inline is None or inline.whole is None or not is_object(row):
        return None
    places = (inline.whole.within, inline.within)
    return next((within for within in places if is_list(row.get(within))), None)


class ServerHabits:
    """Facts about one server that no answer of it states."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._evidence: dict[str, str] = {}
        self._generations: dict[str, str] = {}

    def learn(self, habit: str, evidence: str) -> None:
        """Note a habit, and the first thing that showed it."""
        with self._lock:
            self._evidence.setdefault(habit, evidence)

    @property
    def evidence(self) -> dict[str, str]:
        """All that is known, and what showed it."""
        with self._lock:
            return dict(self._evidence)

    # ---------------------------------------------------------------- the habits
    def takes_no_patch(self, kind: str) -> bool:
        """Whether objects of a kind are only written whole."""
        return f"no PATCH of {kind}" in self._evidence

    def learn_no_patch(self, kind: str, evidence: str) -> None:
        """A PATCH was answered as an unknown verb is, and a PUT was taken."""
        self.learn(f"no PATCH of {kind}", evidence)

    def generation(self, kind: Kind) -> str | None:
        """Where what lives in objects of a kind is found: the list's name, once it was seen."""
        with self._lock:
            return self._generations.get(kind.name)

    def learn_generation(self, kind: Kind, row: Any, path: str) -> None:
        """See it in an answer about one object."""
        if self.generation(kind) or (within := generation_in(kind, row)) is None:
            return
        with self._lock:
            self._generations[kind.name] = within
        self.learn(f"{kind.name} has {within}", f"{path} answered so")

    def speaks_whole(self, kind: Kind) -> bool:
        """Tell whether it is known to have them as a part of the object."""
        whole = kind.inline.whole if kind.inline else None
        return whole is not None and self.generation(kind) == whole.within

    @property
    def refuses_occupied(self) -> bool:
        """Whether no new layer goes to a place that is taken."""
        return "occupied places are refused" in self._evidence

    def learn_refuses_occupied(self, evidence: str) -> None:
        """A place in the middle was refused, and the one behind the last was taken."""
        self.learn("occupied places are refused", evidence)
