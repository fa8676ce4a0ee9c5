"""One request that `probe` may send, said before it is sent: what it asks, and what for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pulumi_scaling.client import segment

__all__ = ["IMPOSSIBLE", "NOBODY", "Ask"]

IMPOSSIBLE: Final = "00000000-0000-4000-8000-000000000000"
"""The form of an id, and nobody's."""
NOBODY: Final = "scl_live_probe_of_a_key_that_is_none"
"""The form of a key, and nobody's."""


@dataclass(frozen=True)
class Ask:
    """A request by the name it has in reports; `{schedule}` in its path is an id of the account."""

    name: str
    method: str
    path: str
    settles: tuple[str, ...]
    """The assumptions whose fate an answer may tell."""
    operation: str | None = None
    """Whose answer it is to be, where it is to succeed."""
    query: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Any = None
    key: Literal["own", "none", "nobody"] = "own"
    only: str = ""
    """When it is sent, if not always."""

    @property
    def writes(self) -> bool:
        """Whether it could change anything."""
        return self.method != "GET"

    @property
    def line(self) -> str:
        """What will be sent, for whoever is to agree."""
        query = "&".join(f"{name}={value}" for name, value in self.query.items())
        with_key = {"own": "", "none": ", without a key", "nobody": ", with a key that is none"}
        said = f"{self.method} {self.path}{f'?{query}' if query else ''}{with_key[self.key]}"
        return f"{said}, {self.only}" if self.only else said

    def filled(self, values: Mapping[str, str]) -> str:
        """The path with ids in it."""
        path = self.path
        for name, value in values.items():
            path = path.replace("{" + name + "}", segment(value))
        return path
