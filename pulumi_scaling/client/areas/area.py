"""What every area of the API does alike: send, read into a record, go through a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from pulumi_scaling.client.http import UNSURE, as_list
from pulumi_scaling.errors import ConnectionFailed, Invalid, NotFound, Unreadable

from .records import Record, read

if TYPE_CHECKING:
    from pulumi_scaling.client.http import Lists

__all__ = ["Area"]

R = TypeVar("R", bound=Record)


class Area:
    """A part of the API, spoken to through somebody's calls."""

    def __init__(self, calls: Lists) -> None:
        self._calls = calls

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._calls.base_url!r})"

    def _one(
        self,
        record: type[R],
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        repeatable: bool | None = None,
        **query: Any,
    ) -> R:
        """Send a request that is answered with one object."""
        data = self._calls.data(method, path, query=query, body=body, repeatable=repeatable)
        try:
            return read(record, data, f"{method} {path}")
        except Unreadable as error:
            if method == "POST" and not repeatable:
                raise ConnectionFailed(f"{error}; {UNSURE}", ambiguous=True) from None
            raise

    def _all(
        self, record: type[R], path: str, *, within: str | None = None, **query: Any
    ) -> Iterator[R]:
        """Go through a list to its end; a page is asked for when its first row is."""
        for row in self._calls.pages(path, within=within, **query):
            yield read(record, row, f"GET {path}")

    def _put_all(self, record: type[R], path: str, body: Mapping[str, Any]) -> tuple[R, ...]:
        """Send a whole that is answered with a list."""
        rows = as_list(self._calls.put(path, body))
        if rows is None:
            raise Unreadable(f"PUT {path} answered with no list")
        return tuple(read(record, row, f"PUT {path}") for row in rows)

    def _remove(self, path: str) -> None:
        """Delete an object."""
        self._calls.delete(path)

    def _change(
        self,
        record: type[R],
        method: str,
        path: str,
        body: Mapping[str, Any],
        *,
        otherwise: tuple[str, Callable[[], Mapping[str, Any]]],
    ) -> R:
        """Change an object by one verb, or by the other where the server knows only that."""
        try:
            return self._one(record, method, path, body)
        except Invalid as refused:
            if refused.status != 405:
                raise
        method, whole = otherwise
        return self._one(record, method, path, whole())

    def _inside(self, rows: Iterable[R], own: str, what: str) -> R:
        """The one of an id among those that live in something."""
        for row in rows:
            if getattr(row, "id", None) == own:
                return row
        raise NotFound(f"there is no {what} {own} in it", status=404)

    def _as_is(self, row: Record, names: set[str]) -> dict[str, Any]:
        """What a row holds, as a request says it."""
        return row.model_dump(mode="json", by_alias=True, include=names)
