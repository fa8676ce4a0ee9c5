"""What is said when something that was looked for is not there, or is there twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pulumi_scaling.errors import NotFound, Refused
from pulumi_scaling.model import Kind

__all__ = ["missing", "only"]


def missing(kind: Kind, id_: str) -> NotFound:
    """The error for a `get` of what is not there."""
    return NotFound(
        f"there is no {kind.label} with the id {id_!r} in the key's organization; "
        "check the id, and that the key belongs to the right organization",
        status=404,
        code="not_found",
    )


def only(
    rows: Sequence[Mapping[str, Any]], field: str, wanted: str, *, what: str
) -> Mapping[str, Any]:
    """The one row that says this; an error with what is near if none does, or several."""
    folded = wanted.casefold() if field == "email" else wanted
    found = [
        row
        for row in rows
        if (str(row.get(field)).casefold() if field == "email" else row.get(field)) == folded
    ]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(row.get("id")) for row in found)
        raise Refused(f"{len(found)} {what}s have the {field} {wanted!r}: {ids}; look it up by id")
    known = sorted(str(row.get(field)) for row in rows if row.get(field))
    near = get_close_matches(wanted, known, n=3, cutoff=0.5) or known[:3]
    hint = f"; near it there are {', '.join(map(repr, near))}" if near else "; there are none"
    raise NotFound(
        f"no {what} has the {field} {wanted!r} in the key's organization{hint}",
        status=404,
        code="not_found",
    )
