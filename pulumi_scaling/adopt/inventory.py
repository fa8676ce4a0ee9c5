"""What the lists of an account show, kind by kind: what there is, by which name, and since when.

Which kinds can be listed at all their declarations tell: whatever stands by itself and is no
person, whom the team's own list tells apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from pulumi_scaling.core import Account
from pulumi_scaling.errors import NotAuthorized, NotFound, ScalingError, Unreadable
from pulumi_scaling.model import Kind
from pulumi_scaling.resources import CATALOG, by_name

from .found import Key, Row, called
from .wording import plural

__all__ = ["LISTED", "Inventory"]

LISTED: Final = [kind for kind in CATALOG if not kind.parent and kind.natural_key != "email"]
"""The kinds whose objects stand by themselves."""


class Inventory:
    """All rows of all lists, as they were read at first."""

    def __init__(self, account: Account, left_out: list[str]) -> None:
        self._account = account
        self.rows: dict[Key, Row] = {}
        self._read: list[Kind] = []
        failed: list[tuple[Kind, ScalingError]] = []
        for kind in LISTED:
            try:
                self.rows |= self._listed(kind)
                self._read.append(kind)
            except (NotAuthorized, NotFound, Unreadable) as error:
                failed.append((kind, error))
        if not self._read:
            raise failed[0][1]
        for kind, why in failed:
            # An account may be without some of them; nothing can be said of those.
            left_out.append(f"{plural(kind.label)} are left out, since there is no list: {why}")
        self._names = Counter((kind.name, called(kind, row)) for kind, row in self)

    def __iter__(self) -> Iterator[tuple[Kind, Row]]:
        return ((by_name[name], row) for (name, _), row in self.rows.items())

    def of(self, key: Key) -> tuple[Kind, Row]:
        """One object."""
        return by_name[key[0]], self.rows[key]

    def name(self, key: Key) -> str | None:
        """By which it is found among those of its kind; None if it has none of its own."""
        name = called(*self.of(key))
        return name if name and self._names[key[0], name] == 1 else None

    def moves(self) -> Iterator[str]:
        """Read the lists again, and say in sentences what was changed meanwhile."""
        for kind in self._read:
            olds = {key: row for key, row in self.rows.items() if key[0] == kind.name}
            news = self._listed(kind, fresh=True)
            for key in sorted(olds.keys() | news.keys()):
                old, new = olds.get(key), news.get(key)
                if old and new and _told(kind, old) == _told(kind, new):
                    continue
                how = "deleted" if new is None else "made" if old is None else "changed"
                yield f"{kind.label} {called(kind, old or new or {})!r} was {how}"

    def _listed(self, kind: Kind, *, fresh: bool = False) -> dict[Key, Row]:
        rows = self._account.listed(kind.path, fresh=fresh)
        return {(kind.name, str(row["id"])): row for row in rows if row.get("id")}


def _told(kind: Kind, row: Row) -> list[object]:
    """What an edit changes; some servers put into a list what changes by itself."""
    return [row.get(name) for name in (*(spec.wire for spec in kind.fields.values()), "updatedAt")]
