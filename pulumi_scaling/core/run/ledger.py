"""What this process did and saw: one ledger, of which every question about a run is asked.

The verbs note; nothing here asks the API. Which verb notes what, and who asks for it, is a table on
the page about the internals.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from typing import Any

from pulumi_scaling.model import Kind

from .awaited import Waiting
from .foreseen import Foreseen
from .going import Departures
from .leftovers import Leftovers
from .predecessors import Predecessors
from .rotas import Rotas, Zones
from .strays import Strays

__all__ = ["Run"]

State = Mapping[str, Any]
Spared = tuple[str, State]
"""A delete that was not carried out: the id and the state that it had."""


class Run:
    """One run of the engine, as its provider process sees it."""

    def __init__(self, news: threading.Condition | None = None) -> None:
        self._news = news or threading.Condition()
        self._checked: set[bytes] = set()
        self._hidden: set[bytes] = set()
        self._kept: dict[bytes, str] = {}
        self._spared: dict[str, Spared] = {}
        self._met: dict[str, str] = {}
        self._renamed: dict[str, object] = {}
        self._seen: set[str] = set()
        self._held: set[str] = set()
        self._taken: set[str] = set()
        self._written: set[str] = set()
        self._deleted: set[str] = set()
        self._inlined: set[str] = set()
        self._let_go: dict[str, set[str]] = {}
        self._zones: dict[str, Zones] = {}
        self._left_out: set[str] = set()
        self._advised: dict[str, str] = {}
        self._org_id: str | None = None
        self.strays = Strays()
        self.leftovers = Leftovers()
        self.departures = Departures()
        self.foreseen = Foreseen()
        self.predecessors = Predecessors()
        self.rotas = Rotas()
        self.waiting = Waiting()
        self.limited = False
        """Whether the command may leave out some resources, so that one unseen may well stay."""
        self.cut_short = False
        """Whether something failed, so that the run may end before its deletes."""

    # ---------------------------------------------------------------- notes
    def checked(self, kind: Kind, inputs: Mapping[str, Any], *, hidden: bool = False) -> None:
        """The program says these, so that a diff that follows is known to be the program's.

        `hidden` is that it keeps secret who takes turns.
        """
        self.strays.over()
        said = _said(kind, inputs)
        with self._news:
            self._checked.add(said)
            if hidden:
                self._hidden.add(said)

    def compared(self, own: str, said: bytes, state: State) -> None:
        """A resource of the program, as checked, is this object and stays it."""
        with self._news:
            self._kept[said] = own
        self._org_id = state.get("org_id") or self._org_id

    def renames(self, own: str, name: object) -> None:
        """The program gives an object another name than the stack has for it."""
        with self._news:
            self._renamed[own] = name

    def met(self, own: str, called: str = "") -> None:
        """The stack has an object: it was read, compared, changed or is deleted."""
        with self._news:
            self._met[own] = called or self._met.get(own, "")
            self._news.notify_all()

    def saw(self, own: str) -> None:
        """An object was read for somebody who does not have it in the stack."""
        with self._news:
            self._seen.add(own)
            self._news.notify_all()

    def made(self, key: str) -> None:
        """The run has an object: it was made, or is gone on with."""
        with self._news:
            self._held.add(key)

    def took_over(self, own: str) -> None:
        """It was there, and no delete of an earlier name may undo it."""
        with self._news:
            self._taken.add(own)

    def wrote(self, path: str) -> None:
        """What was read of this path before is not what it is now."""
        with self._news:
            self._written.add(path)

    def deleted(self, path: str) -> None:
        """The object at a path went away by our own request."""
        with self._news:
            self._deleted.add(path)

    def inlines(self, own: str) -> None:
        """What lies in this object is said with it: those who had it one by one take nothing."""
        with self._news:
            self._inlined.add(own)

    def lets_go(self, own: str, inside: Iterable[str]) -> None:
        """What lies in this object was said with it, and is said one by one from now on."""
        with self._news:
            self._let_go[own] = set(inside)

    def zoned(self, own: str, was: object, will: object) -> None:
        """In which zone handoffs in an object were read, and in which they will be."""
        if isinstance(will, str):
            with self._news:
                self._zones[own] = Zones(was if isinstance(was, str) and was else will, will)

    def left_out(self, own: str) -> None:
        """An object was looked at for what lies in it, and nothing compares it itself."""
        with self._news:
            self._left_out.add(own)

    def advised(self, advice: str, subject: str) -> str:
        """Note what people are told to do for a subject; the one that was told it first."""
        with self._news:
            return self._advised.setdefault(advice, subject)

    def failed(self) -> None:
        """The engine will stop, and what it would have met stays unmet."""
        self.cut_short = True

    # ---------------------------------------------------------------- questions
    def says(self, kind: Kind, inputs: Mapping[str, Any]) -> bytes | None:
        """What stands for these inputs, if they come from a check of this run.

        In a refresh the engine compares the inputs of the last run as if they were new.
        """
        if not self._checked:
            return None
        said = _said(kind, inputs)
        return said if said in self._checked else None

    def hides(self, said: bytes) -> bool:
        """Tell whether the program keeps secret who takes turns."""
        return said in self._hidden

    def called(self, own: str) -> str | None:
        """What the stack calls an object that it has."""
        with self._news:
            return self._met.get(own)

    def in_stack(self, own: str) -> bool:
        """Tell whether the stack is known to have it; what the run made is not meant."""
        with self._news:
            return own in self._met or own in self._taken

    def knows(self, own: str) -> bool:
        """Tell whether some operation of this run is known to be about it."""
        with self._news:
            return own in self._met or own in self._seen

    def comes_to_know(self, owns: Collection[str], *, within: float) -> bool:
        """Tell the same of several, after giving them a moment: siblings come in any order."""
        with self._news:
            return self._news.wait_for(
                lambda: all(own in self._met or own in self._seen for own in owns), within
            )

    def gives_up(self, own: str, name: object) -> bool:
        """Tell whether an object that has a name is to get another one in this run."""
        with self._news:
            return own in self._renamed and self._renamed[own] != name

    def owns(self, key: str) -> bool:
        """Tell whether this run made it or goes on with it."""
        with self._news:
            return key in self._held

    def goes_on_with(self, own: str) -> bool:
        """Tell whether a resource of the program, as compared, is this object and stays it."""
        with self._news:
            return own in self._kept.values()

    def has_taken(self, own: str) -> bool:
        """Tell whether it was there before this run took it over."""
        with self._news:
            return own in self._taken

    def has_written(self, path: str) -> bool:
        """Tell whether a request of ours changed it."""
        with self._news:
            return path in self._written

    def has_deleted(self, path: str) -> bool:
        """Tell whether a request of ours removed it."""
        with self._news:
            return path in self._deleted

    def has_inline(self, own: str) -> bool:
        """Tell whether an object says itself what lies in it."""
        with self._news:
            return own in self._inlined

    def has_let_go(self, own: str) -> bool:
        """Tell whether an object says no more what lies in it."""
        with self._news:
            return own in self._let_go

    def may_take(self, own: str) -> bool:
        """Tell whether something was let go of and nobody has taken it yet."""
        with self._news:
            free = any(own in inside for inside in self._let_go.values())
            return free and own not in self._taken

    def zones(self, own: str) -> Zones | None:
        """In which zone handoffs in an object were read before this run, and will be after it."""
        with self._news:
            return self._zones.get(own)

    def leaves_out(self, own: str) -> bool:
        """Tell whether this run may leave out some of what lies in an object, or all but one."""
        with self._news:
            return self.limited or own in self._left_out

    @property
    def org_id(self) -> str | None:
        """Whose organization the resources are in that this run compared."""
        return self._org_id

    def spares(self, own: str, id_: str, state: State) -> bool:
        """Tell whether a delete must leave the object alone, since it goes on elsewhere.

        One object can stand in a stack twice. A resource was renamed in the program, its new name
        took the object over, and the run ended before the old name was deleted: the next run has
        only the delete left. It is another resource's that the program says, has checked and
        compared, and wants to keep.
        """
        with self._news:
            if own in self._kept.values():
                self._spared[own] = id_, state
                return True
            return own in self._taken

    def replaces(self, kind: Kind, inputs: Mapping[str, Any]) -> tuple[str | None, Spared | None]:
        """Note that a resource gets a new object; the one it had, and its delete, if spared.

        The engine may replace what a comparison would have kept (`replace_on_changes`), and delete
        before it creates.
        """
        with self._news:
            own = self._kept.pop(_said(kind, inputs), None)
            return own, (self._spared.pop(own, None) if own else None)


def _said(kind: Kind, inputs: Mapping[str, Any]) -> bytes:
    """What stands for the inputs of one resource of the program."""
    text = kind.name + json.dumps(inputs, sort_keys=True, default=repr)
    return sha256(text.encode()).digest()
