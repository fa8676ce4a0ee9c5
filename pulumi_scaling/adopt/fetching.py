"""Taking objects of an account one by one: whole, in a person's words, and with what is inside.

What is read goes through the core's own reading, so the state is what a stack would hold after a
run of the program, and not another idea of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.core import Account, Place, name_first, read, siblings_of
from pulumi_scaling.errors import NotFound, Unreadable
from pulumi_scaling.model import Kind, check, is_list, rows_in
from pulumi_scaling.resources import CATALOG, by_name

from .found import Found, Key, Row, called, links
from .inventory import LISTED, Inventory
from .progress import Progress
from .wording import plural, worded

__all__ = ["Reader"]

AT_ONCE: Final = 4
"""Requests in flight: five hundred schedules in a minute, and no flood."""

INSIDE: Final[Mapping[str, list[Kind]]] = {
    kind.name: [each for each in CATALOG if each.parent_kind == kind.name] for kind in LISTED
}
"""What lives in the objects of each kind."""


class Reader:
    """Fetches with a few requests at once, and takes apart what came."""

    def __init__(
        self,
        account: Account,
        inventory: Inventory,
        left_out: list[str],
        say: Callable[[str], None],
        *,
        separate: bool,
    ) -> None:
        self._separate = separate
        self._account = account
        self._inventory = inventory
        self._left_out = left_out
        self._say = say
        self.gone: set[Key] = set()
        """What was listed and is no more."""

    def fetch(self, keys: Collection[Key]) -> None:
        """Read each whole; the answers stay with the account."""
        for kind in LISTED:
            mine = sorted(key for key in keys if key[0] == kind.name)
            if INSIDE[kind.name] or not kind.listed.serves:
                self._fetch(kind, mine)

    def _fetch(self, kind: Kind, keys: Collection[Key]) -> None:
        progress = Progress(f"reading {plural(kind.label)}", len(keys), self._say)

        def one(key: Key) -> None:
            try:
                self._account.read(_path(key))
            except NotFound:
                self.gone.add(key)
            progress.step()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(one, keys))

    def leads_to(self, key: Key) -> set[Key]:
        """What an object refers to, it and what is inside."""
        kind, found = by_name[key[0]], set[Key]()
        if key in self.gone:
            return found
        with suppress(Unreadable):  # said once, when it is its turn to be taken
            found |= {to for _, to in links(kind, self._state(kind, key[1], self._whole(kind)))}
        for child in INSIDE[kind.name]:
            with suppress(Unreadable):
                for own, _ in self._inner(child, key, self._account.read(_path(key))):
                    found |= {to for _, to in links(child, self._state(child, own))}
        return found - {key}

    def take(self, key: Key) -> Iterator[Found]:
        """An object and after it what lives in it, without what no program could say."""
        kind, row = self._inventory.of(key)
        if key in self.gone:
            return
        # Said by its name, a kind that may be found by several things is found by that.
        only = self._inventory.name(key)
        given = {kind.natural_key: only} if kind.natural_key and only else {}
        name = called(kind, row)
        if whole := self._whole(kind):
            one, _ = self._found(kind, key[1], {**given, **whole}, name)
            if one:
                yield one
                return
        top = self._taken(kind, key[1], given, name)
        if top is None:
            return
        yield top
        for child in INSIDE[kind.name]:
            answer: Row = self._account.read(_path(key))
            if not is_list(answer.get(child.found_in or "")):
                self._left_out.append(
                    f"{plural(child.label)} of {kind.label} {top.name!r} are left out: the API "
                    f"answered without '{child.found_in}'"
                )
            for own, count in self._inner(child, key, answer):
                one = self._taken(child, own, {}, siblings=count)
                if one:
                    yield one

    def _whole(self, kind: Kind) -> dict[str, Any]:
        """What has an object read with all that lies in it, where a program may say so."""
        return {kind.inline.field: []} if kind.inline and not self._separate else {}

    def _taken(
        self, kind: Kind, id_: str, given: Mapping[str, Any], name: str = "", siblings: int = 1
    ) -> Found | None:
        one, why = self._found(kind, id_, given, name, siblings)
        if one is None:
            self._left_out.append(why)
        return one

    def _found(
        self, kind: Kind, id_: str, given: Mapping[str, Any], name: str, siblings: int = 1
    ) -> tuple[Found | None, str]:
        """An object in a person's words, or why there is none."""
        try:
            said = worded(kind, self._state(kind, id_, given), siblings=siblings)
            one = Found(kind, id_, self._state(kind, id_, said), name)
        except Unreadable as error:
            title = name_first(name, id_)
            return None, f"{kind.label} {title} is left out, since it cannot be read: {error}"
        problems = check(kind.inputs, one.inputs).problems
        if not problems:
            return one, ""
        # The API keeps what it would refuse today.
        reasons = "; ".join(f"{problem.path} {problem.sentence}" for problem in problems)
        title = name_first(one.name, id_)
        return None, f"{kind.label} {title} is left out, since a program cannot say it: {reasons}"

    def _state(
        self, kind: Kind, id_: str, given: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return read(self._account, kind, id_, given or {}) or {}

    def _inner(self, child: Kind, holder: Key, whole: Row) -> list[tuple[str, int]]:
        """The ids of what lives in an object, in their order, each with how many there are."""
        rows = [each for each in rows_in(whole, child.found_in) if each.get("id")]
        inner, parents = siblings_of(rows), {child.parent or "": holder[1]}
        places = [Place.of(self._account, child, parents, each.id) for each in inner]
        return [(place.id, len(inner)) for place in places]


def _path(key: Key) -> str:
    return f"{by_name[key[0]].path}/{segment(key[1])}"
