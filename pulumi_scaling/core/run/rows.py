"""What has to hold of an answer before anybody works with it: rows with ids, people with roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import is_list, is_object

__all__ = ["objects_in", "team_in"]


def objects_in(rows: Any, what: str) -> list[Any]:
    """Rows of a list, each of which has an id to tell it from the others."""
    if not is_list(rows) or not all(
        is_object(row) and isinstance(row.get("id"), str) for row in rows
    ):
        raise Unreadable(f"{what} answered with something that is no list of objects with ids")
    return rows


def team_in(pages: Iterable[Any], what: str) -> dict[str, list[Any]]:
    """Members and pending invitations of all pages together."""
    team: dict[str, list[Any]] = {"members": [], "invitations": []}
    for page in pages:
        for name, people in team.items():
            rows = objects_in(page.get(name) if is_object(page) else None, what)
            if not all(isinstance(row.get("role"), str) for row in rows):
                raise Unreadable(f"{what} answered with somebody who has no role")
            people.extend(rows)
    # One that was accepted, revoked or has expired is no invitation any more.
    pending = [row for row in team["invitations"] if row.get("status", "pending") == "pending"]
    return {**team, "invitations": pending}
