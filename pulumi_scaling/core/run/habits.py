"""What was learnt about this server while working with it: found in one place, asked everywhere.

Never configured, since a program does not know; and with the evidence, for whoever wonders.
"""

from __future__ import annotations

import threading

__all__ = ["ServerHabits"]


class ServerHabits:
    """Facts about one server that no answer of it states."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._evidence: dict[str, str] = {}

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

    @property
    def refuses_occupied(self) -> bool:
        """Whether no new layer goes to a place that is taken."""
        return "occupied places are refused" in self._evidence

    def learn_refuses_occupied(self, evidence: str) -> None:
        """A place in the middle was refused, and the one behind the last was taken."""
        self.learn("occupied places are refused", evidence)
