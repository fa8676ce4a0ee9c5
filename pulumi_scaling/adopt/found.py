"""One object of an account on its way into a stack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.core import inputs_in
from pulumi_scaling.model import Kind, Place

__all__ = ["Found", "links", "owner"]


@dataclass(frozen=True)
class Found:
    """What the account has, in the words a program would use for it."""

    kind: Kind
    id: str
    """As Pulumi keeps it: that of something nested begins with its parent's."""
    state: Mapping[str, Any]

    @property
    def inputs(self) -> dict[str, Any]:
        """What a program has to say to get it."""
        return inputs_in(self.kind, self.state)

    @property
    def name(self) -> str:
        """What people call it; nothing for a link of a chain."""
        return str(self.state.get(self.kind.natural_key or "", ""))

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The same order however the server lists them."""
        return self.name.casefold(), self.name, self.id


def owner(one: Found) -> str:
    """The id of what it lives in; nothing if it stands by itself."""
    return str(one.state[one.kind.parent]) if one.kind.parent else ""


def links(kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[Place, str, Any]]:
    """Every value that is the id of another object: where it stands, the other's kind, the id."""
    for leaf in kind.shape.leaves(values):
        if leaf.shape.ref:
            yield leaf.place, leaf.shape.ref.kind, leaf.value
