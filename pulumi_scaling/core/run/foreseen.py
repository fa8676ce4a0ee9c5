"""Names that the account has and a run wants to give, as its checks come across them one by one.

Which of them will be refused shows when the run ends: one that is replaced on request has its own
name, one that is renamed gives it up, and what was created has met its answer. So they are noted,
and told once for all resources.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from pulumi_scaling.core.words import ELSE, in_a_row, keeping_identity, name_first, taking_in

if TYPE_CHECKING:
    from .ledger import Run

__all__ = ["Foreseen", "Taken"]

MOST: Final = 8
"""Names that a sentence has room for."""


class Taken(NamedTuple):
    """A name of the program that an object of the account has."""

    own: str
    kind: str
    label: str
    name: str

    def __str__(self) -> str:
        return f"the {self.label} {name_first(self.name, self.own)}"


class Foreseen:
    """All of one run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken: dict[Taken, None] = {}
        self._tried: set[tuple[str, object]] = set()

    def note(self, taken: Taken) -> None:
        """Note one that a check came across."""
        with self._lock:
            self._taken[taken] = None

    def knows(self, own: str) -> bool:
        """Tell whether it is one of them."""
        with self._lock:
            return any(each.own == own for each in self._taken)

    def tries(self, kind: str, name: object) -> None:
        """Note that something of this name is being made, whose answer will tell."""
        with self._lock:
            self._tried.add((kind, name))

    def sentences(self, run: Run) -> list[str]:
        """All of it, but for names that turn out to be free."""
        with self._lock:
            left = [each for each in self._taken if (each.kind, each.name) not in self._tried]
        left = [each for each in left if not _free(run, each.own)]
        before = run.predecessors
        renamed = {
            each: was for each in left if (was := before.called(each.kind, "name", each.name))
        }
        others = [each for each in left if each not in renamed]
        said = [
            f"{each} is {was!r} in this stack and another resource of the program now, so creating "
            f"it will be refused: {keeping_identity(was)} {ELSE}"
            for each, was in renamed.items()
        ]
        if others:
            absent = "in this stack" if before.all_told else "known to this run"
            said.append(_foreign(others, absent))
        return said


def _free(run: Run, own: str) -> bool:
    """Tell whether what has a name does not stand in the way of who wants it."""
    return run.owns(own) or run.goes_on_with(own) or run.gives_up(own, None)


def _foreign(taken: Sequence[Taken], absent: str) -> str:
    shown = [str(each) for each in taken[:MOST]]
    more = [f"{len(taken) - MOST} more"] if len(taken) > MOST else []
    be, them = ("is", "it") if len(taken) == 1 else ("are", "them")
    return (
        f"{in_a_row([*shown, *more])} {be} in the account already and not {absent}, so creating "
        f"{them} will be refused: if no other stack has {them}, {taking_in()} takes {them} into "
        f"this one {ELSE}"
    )
