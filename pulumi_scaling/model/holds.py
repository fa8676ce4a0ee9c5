"""What would be left hanging if an object went away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Hold"]


@dataclass(frozen=True, kw_only=True)
class Hold:
    """Objects of one list that may still need another object, and how to see that they do."""

    path: str
    """The list of those that hold."""
    at: tuple[str, ...]
    """Where in a holder, or in a row inside it, the id stands, alone or in a list."""
    inside: str | None = None
    """The list inside each holder that has to be opened to see it."""
    subject: str = "id"
    """Whose id is looked for: the object's own, or that of the parent in this field."""
    filters: tuple[Mapping[str, str], ...] = ({},)
    """Queries that together give all those that count."""
    named_by: str = "name"
    """The field that names a holder to a person."""
    refused_by_api: bool = False
    """Whether the API refuses by itself, so that looking beforehand would be a wasted request."""
    sentence: str
    """What stands in the way and what to do; `{holders}` are the names."""
