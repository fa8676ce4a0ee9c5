"""A list by pages: where the next one begins, and when a server is only leading us on."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import Any, Final, TypeGuard

from pulumi_scaling.errors import NotFound, Unreadable

from .denials import MEANING, NO_API
from .json_forms import as_list, as_object

__all__ = ["PAGE_SIZE", "Pages"]

PAGE_SIZE: Final = 100
MOST_ROWS: Final = 100_000
"""Fifty incidents a day for five years are 91,000, and nothing else comes near: what goes on is a
broken server, and not a large organization."""
MOST_BYTES: Final = 200 * 2**20
"""Twice as many rows of a thousand characters."""
MOST_IDLE: Final = 20
"""Pages in a row that show nothing new: a filter may leave some empty, rows may move meanwhile."""
LONGEST_CURSOR: Final = 4_096


class Pages:
    """A walk through one list. Asked for the next query, told what came of it."""

    def __init__(self, what: str, *, longest: float, clock: Callable[[], float]) -> None:
        self._what = what
        self._clock = clock
        self._left = self._longest = longest
        self._cursor: str | None = None
        self._cursors: set[str] = set()
        self._ids: set[str] = set()
        self._idle = self._rows = self._bytes = 0
        self.more = True

    @property
    def query(self) -> Mapping[str, Any]:
        """What to ask for next."""
        return {"limit": PAGE_SIZE, "cursor": self._cursor}

    @contextmanager
    def waiting(self) -> Generator[None]:
        """Count the time the server takes; whoever reads the rows may take as long as they like."""
        began = self._clock()
        try:
            yield
        except NotFound as error:
            if self._what.count("/") <= 2:  # a list inside nothing, which could be gone
                error.args = (NO_API + str(error).removeprefix(MEANING["not_found"]),)
            raise
        finally:
            self._left -= self._clock() - began

    def turn(self, body: Mapping[str, Any], data: Any, *, size: int) -> None:
        """Take the cursor from beside the list or from inside `data`, and see that it leads on.

        `size` is how many bytes the page had.
        """
        self._rows += _count(data)
        self._bytes += size
        cursor = body.get("nextCursor") or (as_object(data) or {}).get("nextCursor")
        self.more = bool(cursor)
        if not self.more:
            return
        if not _sendable(cursor) or cursor in self._cursors:
            raise self._endless("leads in circles: its nextCursor is none or came before")
        self._cursor = cursor
        self._cursors.add(cursor)
        fresh = _ids(data) - self._ids
        self._ids |= fresh
        self._idle = 0 if fresh else self._idle + 1
        if self._idle > MOST_IDLE:
            raise self._endless(f"leads nowhere: {MOST_IDLE} pages held nothing new")
        if self._rows > MOST_ROWS or self._bytes > MOST_BYTES:
            most = f"{MOST_ROWS} rows or {MOST_BYTES >> 20} MiB"
            raise self._endless(f"goes on and on: it has more than {most} so far")
        if self._left <= 0:
            raise self._endless(f"did not come to its end in time, {self._longest:.0f} s")

    def _endless(self, why: str) -> Unreadable:
        error = Unreadable(f"{self._what} {why}; is the base URL right?")
        error.for_good = True
        return error


def _sendable(cursor: Any) -> TypeGuard[str]:
    if not isinstance(cursor, str):
        return False
    try:
        return len(cursor.encode()) <= LONGEST_CURSOR
    except UnicodeEncodeError:
        return False  # JSON can hold half a character, an address cannot


def _lists(data: Any) -> list[list[Any]]:
    inside = as_object(data)
    lists = [data] if inside is None else inside.values()
    return [as_list(rows) or [] for rows in lists]


def _count(data: Any) -> int:
    return sum(map(len, _lists(data)))


def _ids(data: Any) -> set[str]:
    rows = (as_object(row) or {} for rows in _lists(data) for row in rows)
    return {row["id"] for row in rows if isinstance(row.get("id"), str)}
