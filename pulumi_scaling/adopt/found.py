"""One object of an account on its way into a stack, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pulumi_scaling.core import inputs_in
from pulumi_scaling.model import Kind, Place

__all__ = ["Found", "Key", "Row", "called", "links"]

Key: TypeAlias = tuple[str, str]
"""The name of a kind, and an id that is unique among its objects and perhaps nowhere else."""
Row: TypeAlias = Mapping[str, Any]
"""An object as its list shows it."""


@dataclass(frozen=True)
class Found:
    """What the account has, in the words a program would use for it."""

    kind: Kind
    id: str
    """As Pulumi keeps it: that of something nested begins with its parent's."""
    state: Mapping[str, Any]
    called: str = ""
    """Its name, where the program says something else to find it."""

    @property
    def key(self) -> Key:
        """What tells it from everything else."""
        return self.kind.name, self.id

    @property
    def inputs(self) -> dict[str, Any]:
        """What a program has to say to get it."""
        return inputs_in(self.kind, self.state)

    @property
    def name(self) -> str:
        """What people call it; nothing for a link of a chain."""
        return str(self.state.get(self.kind.natural_key or "", self.called))

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The same order however the server lists them."""
        return self.name.casefold(), self.name, self.id

    @property
    def holder(self) -> Key | None:
        """What it lives in; None for what stands by itself."""
        parent, kind = self.kind.parent, self.kind.parent_kind
        return (kind, str(self.state[parent])) if parent and kind else None

    @property
    def top(self) -> Key:
        """What it lives in, or itself: what a program has a variable for."""
        return self.holder or self.key

    @property
    def needs(self) -> set[Key]:
        """What it refers to, but for itself and what it lives in."""
        return {key for _, key in links(self.kind, self.inputs)} - {self.top}


def called(kind: Kind, row: Row) -> str:
    """What people call an object of a list."""
    spec = kind.fields.get(kind.natural_key or "")
    return str(row.get(spec.wire) or "") if spec else ""


def links(kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[Place, Key]]:
    """Every value that is the id of another object: where it stands, and which object that is."""
    for leaf in kind.shape.leaves(values):
        if leaf.shape.ref:
            yield leaf.place, (leaf.shape.ref.kind, str(leaf.value))
