"""Layers that somebody put beside those of the program, as a refresh comes across them.

They page people like all others, and no resource would ever show them: each reads itself. A run
that reads the whole stack before the program speaks can tell, for a parent that is in the stack
and of which it has layers; a parent that only lends its id is somebody else's to look after.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pulumi_scaling.core.words import name_first
from pulumi_scaling.model import Kind

__all__ = ["Strays"]


class Strays:
    """What was read before the program spoke: parents of the stack, and all layers in them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._spoken = False
        self._parents: dict[str, str] = {}
        self._layers: dict[str, dict[str, Any]] = {}

    def over(self) -> None:
        """Note that the program speaks: what is read from now on is read out of turn."""
        self._spoken = True

    def parent(self, own: str, name: str) -> None:
        """Note one that a resource of the stack is."""
        if not self._spoken:
            with self._lock:
                self._parents[own] = name

    def layers(self, kind: Kind, parent: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Note all that one parent has: their names, if any, by id."""
        if self._spoken or parent in self._layers:
            return
        with self._lock:
            self._layers[parent] = {
                str(row["id"]): row.get(kind.natural_key or "") for row in rows if row.get("id")
            }

    def of(self, parent: str) -> Collection[str]:
        """The ids of all that were there."""
        with self._lock:
            return self._layers.get(parent, {}).keys() if parent in self._parents else ()

    def sentence(self, kind: Kind, parent: str, own: str) -> str:
        """What to say of one that nothing in the stack has."""
        name = self._layers[parent][own]
        layer = f"{kind.label} {name_first(name, own)}"
        return (
            f"the {kind.parent_label} {self._parents[parent]!r} also has the {layer}, which is not "
            "in this stack and wakes people all the same; say it in the program and take it in "
            "with `pulumi-scaling adopt --fill`, or remove it where it was made"
        )
