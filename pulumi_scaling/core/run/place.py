"""Where an object is: the path of its collection, and its id in a stack.

The id of something nested begins with its parent's, `parent_id/own_id`. A server may give an id
with a slash in it, so in a part of such an id that letter is escaped, and `%` for its sake; all
others stand as they are, and ids of stacks that exist stay the same letter by letter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.client import segment
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import Kind

from .ledger import Run
from .rotas import Zones
from .siblings import Siblings

if TYPE_CHECKING:
    from .account import Account

__all__ = ["Place", "addressable"]

LONGEST: Final = 2_000
"""Characters of an id; servers refuse addresses that are much longer."""


@dataclass(frozen=True)
class Place:
    """One object of a kind in an account, or where a new one goes."""

    account: Account
    kind: Kind
    parents: Mapping[str, Any]
    own: str = ""
    """The server's own id; empty for what is not made yet."""

    @classmethod
    def of(cls, account: Account, kind: Kind, values: Mapping[str, Any], own: str = "") -> Place:
        """Where something goes whose inputs or state these are."""
        return cls(account, kind, {name: values[name] for name in kind.parents}, own)

    @classmethod
    def at(cls, account: Account, kind: Kind, id_: str) -> Place:
        """Where something is that a stack calls so."""
        if not kind.parents and id_:
            return cls(account, kind, {}, id_)
        parts = [part.replace("%2F", "/").replace("%25", "%") for part in id_.split("/")]
        if len(parts) != len(kind.parents) + 1 or not all(parts):
            shape = "/".join([*kind.parents, "id"]) if kind.parents else "the id alone"
            raise ScalingError(
                f"{id_!r} is not the id of {kind.a_label}, which looks like: {shape}"
            )
        return cls(account, kind, dict(zip(kind.parents, parts[:-1], strict=True)), parts[-1])

    def made(self, own: str) -> Place:
        """The same once the server gave it an id."""
        return replace(self, own=own)

    @property
    def run(self) -> Run:
        """What the run did and saw."""
        return self.account.run

    @cached_property
    def collection(self) -> str:
        """The path of what it lies in."""
        return self.kind.path.format(
            **{name: segment(str(value)) for name, value in self.parents.items()}
        )

    @property
    def item(self) -> str:
        """Its own path."""
        return f"{self.collection}/{segment(self.own)}"

    @property
    def above(self) -> str:
        """The path of its parent, in whose answer alone some are read."""
        return self.collection.rpartition("/")[0]

    @property
    def id(self) -> str:
        """What the stack calls it."""
        if not self.kind.parents:
            return self.own
        parts = [*(str(self.parents[name]) for name in self.kind.parents), self.own]
        return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)

    @property
    def parent(self) -> str:
        """The id of what it belongs to; empty for what stands for itself."""
        return str(self.parents[self.kind.parent]) if self.kind.parent else ""

    @property
    def zones(self) -> Zones | None:
        """The zone of its parent, before this run and after it; None where nobody can tell."""
        turns = self.kind.turns
        if turns is None or not self.parent:
            return None
        if self.run.zones(self.parent) is None and self.account.has_key:
            there = self.account.read(self.above)
            self.run.left_out(self.parent)
            self.run.zoned(self.parent, there.get(turns.zone), there.get(turns.zone))
            self.run.rotas.called(self.parent, there.get("name"))
        return self.run.zones(self.parent)

    @cached_property
    def siblings(self) -> Siblings:
        """It and what stands beside it."""
        return self.account.siblings(self.kind, self.collection)


def addressable(id_: str) -> bool:
    """Tell whether any request can name an object of this id."""
    return id_ not in {"", ".", ".."} and len(id_) <= LONGEST and "\ufffd" not in id_
