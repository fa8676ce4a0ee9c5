"""Lists to their end, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pulumi_scaling.errors import Unreadable

from .calls import Calls
from .json_forms import as_list, as_object
from .paging import Pages
from .parsed import data_of

__all__ = ["Lists"]


class Lists(Calls):
    """Requests, and lists of whatever length."""

    def pages(self, path: str, *, within: str | None = None, **query: Any) -> Iterator[Any]:
        """Go through a whole list, page by page, whatever page size the server prefers.

        `within` names the list where `data` is an object. The cursor may stand beside the list or
        inside `data`.
        """
        for data, _more in self.leaves(path, **query):
            yield from _rows(path, data, within)

    def first_page(self, path: str, *, within: str | None = None) -> tuple[list[Any], bool]:
        """The beginning of a list, and whether that is all of it."""
        data, more = next(self.leaves(path))
        return _rows(path, data, within), not more

    def leaves(self, path: str, **query: Any) -> Iterator[tuple[Any, bool]]:
        """Go through a list by pages: the `data` of each, and whether another one follows."""
        pages = Pages(f"GET {path}", longest=self._deadline / 2, clock=self._patience.clock)
        while pages.more:
            with pages.waiting():
                got = self.answered("GET", path, query={**query, **pages.query})
            data = data_of(got.body, f"GET {path}")
            pages.turn(as_object(got.body) or {}, data, size=got.size)
            yield data, pages.more


def _rows(path: str, data: Any, within: str | None) -> list[Any]:
    rows = as_list(data if within is None else (as_object(data) or {}).get(within))
    if rows is None:
        named = f" of {within}" if within else ""
        raise Unreadable(f"GET {path} answered without its list{named}")
    return rows
