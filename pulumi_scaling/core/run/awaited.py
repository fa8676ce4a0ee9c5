"""Who is named by a program and left out for now, as a run comes across them one by one.

They were invited and have not accepted. What names them is met resource by resource; what people
want to know is told once, at the end: of which schedule, and of which chain.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sequence
from typing import Final

from pulumi_scaling.core.words import in_a_row

__all__ = ["Waiting"]

AFTERWARDS: Final = (
    "They take no turns and are not paged until they accept; the first `pulumi up` after that "
    "puts them in their places"
)


class Waiting:
    """All of one run."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._left: dict[tuple[str | None, str], dict[str, None]] = {}
        """By what they are left out of: what that is a part of, and what it is called."""
        self._called: dict[str, str] = {}
        self._lapsed: dict[str, None] = {}
        self._hidden: set[str] = set()

    def called(self, own: str, name: str) -> None:
        """Note what people call an object that this run made."""
        with self._lock:
            self._called[own] = name

    def note(self, called: str, parent: object, people: Sequence[str], *, hidden: bool) -> None:
        """Note who is left out of a resource, and of which object that is a part.

        What is checked a second time says it again, and nothing comes of that. `hidden` is that the
        program keeps secret who they are.
        """
        known = parent if isinstance(parent, str) else None
        with self._lock:
            self._left.setdefault((known, called), {}).update(dict.fromkeys(people))
            self._hidden.update(people if hidden else ())

    def lapsed(self, email: str) -> None:
        """Note somebody who cannot accept any more, since the invitation is no more."""
        with self._lock:
            self._lapsed[email] = None

    def names(self) -> list[str]:
        """Everybody who is left out of anything."""
        with self._lock:
            return sorted({who for people in self._left.values() for who in people})

    def sentence(self, stack_calls: Callable[[str], str | None]) -> str:
        """All of it; empty where nobody is left out."""
        with self._lock:
            left, made = dict(self._left), dict(self._called)
        found: dict[str, dict[str, None]] = {}
        for (parent, called), people in left.items():
            above = (made.get(parent) or stack_calls(parent)) if parent else None
            found.setdefault(above or called, {}).update(people)
        if not found:
            return ""
        each = (f"the {where} goes without {self._named(who)}" for where, who in found.items())
        sentence = f"{'; '.join(each)}: invited, and not accepted yet. {AFTERWARDS}"
        if self._lapsed:
            lapsed = self._named(self._lapsed)
            sentence += f". The invitation of {lapsed} is no more; send another one"
        return sentence

    def _named(self, people: Collection[str]) -> str:
        shown = [who for who in people if who not in self._hidden]
        secret = len(people) - len(shown)
        more = [f"{secret} {'people' if secret > 1 else 'person'}"] if secret else []
        return in_a_row([*shown, *more])
