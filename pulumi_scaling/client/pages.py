"""A list by pages: where the next one begins, and when a server is only leading us on."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeGuard

from pulumi_scaling.errors import NotFound, Unreadable

from .shapes import as_list, as_object

__all__ = ["PAGE_SIZE", "Pages"]

PAGE_SIZE: Final = 100
MOST_PAGES: Final = 10_000
"""A list that never ends is a broken server, not a large organization."""
MOST_IDLE: Final = 20
"""Pages in a row that show nothing new: a filter may leave some empty, rows may move meanwhile."""
LONGEST_CURSOR: Final = 4_096


class Pages:
    """A walk through one list. Asked for the next query, told what came of it."""

    def __init__(self, what: str, *, longest: float) -> None:
        self._what = what
        self._left = longest
        self._cursor: str | None = None
        self._cursors: set[str] = set()
        self._ids: set[str] = set()
        self._idle = 0
        self.more = True

    @property
    def query(self) -> Mapping[str, Any]:
        """What to ask for next."""
        return {"limit": PAGE_SIZE, "cursor": self._cursor}

    @contextmanager
    def waiting(self) -> Generator[None]:
        """Count the time the server takes; whoever reads the rows may take as long as they like."""
        began = time.monotonic()
        try:
            yield
        except NotFound as error:
            if self._what.count("/") <= 2:  # a list inside nothing, which could be gone
                error.args = (f"{error}; a list is always there: is the base URL right?",)
            raise
        finally:
            self._left -= time.monotonic() - began

    def turn(self, body: Mapping[str, Any], data: Any) -> None:
        """Take the cursor from beside the list or from inside `data`, and see that it leads on."""
        cursor = body.get("nextCursor") or (as_object(data) or {}).get("nextCursor")
        self.more = bool(cursor)
        if not self.more:
            return
        if not _sendable(cursor) or cursor in self._cursors:
            raise Unreadable(
                f"{self._what} leads in circles: its nextCursor is none or came before"
            )
        self._cursor = cursor
        self._cursors.add(cursor)
        fresh = _ids(data) - self._ids
        self._ids |= fresh
        self._idle = 0 if fresh else self._idle + 1
        if self._idle > MOST_IDLE:
            raise Unreadable(f"{self._what} leads nowhere: {MOST_IDLE} pages held nothing new")
        if len(self._cursors) >= MOST_PAGES:
            raise Unreadable(f"{self._what} has more than {MOST_PAGES} pages")
        if self._left <= 0:
            raise Unreadable(f"{self._what} did not come to its end in time")


def _sendable(cursor: Any) -> TypeGuard[str]:
    if not isinstance(cursor, str):
        return False
    try:
        return len(cursor.encode()) <= LONGEST_CURSOR
    except UnicodeEncodeError:
        return False  # JSON can hold half a character, an address cannot


def _ids(data: Any) -> set[str]:
    inside = as_object(data)
    lists = [data] if inside is None else inside.values()
    rows = (as_object(row) or {} for rows in lists for row in as_list(rows) or [])
    return {row["id"] for row in rows if isinstance(row.get("id"), str)}
