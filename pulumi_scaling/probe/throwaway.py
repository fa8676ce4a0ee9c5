"""Objects of its own: how they are called, that each is removed, and what an earlier one left.

They are found by their names alone, so that whatever ends a probe, the next one finds them.
"""

from __future__ import annotations

import re
import secrets
import signal
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

from pulumi_scaling.patience import Patience

from .asks import Ask
from .looks_kept import Look
from .sender import Sending
from .writes import LISTS, Collection

__all__ = [
    "PREFIX",
    "Own",
    "interruptible",
    "is_ours",
    "left_behind",
    "new_name",
    "remove",
    "undisturbed",
]

PREFIX: Final = "pulumi-scaling probe"
OURS: Final = re.compile(rf"{PREFIX} [0-9a-f]{{12}}( [a-z0-9]{{1,12}})?", re.IGNORECASE)
PAGES: Final = 60
"""Of a list that is looked through; a sandbox has not as many."""
TRIES: Final = 3


@dataclass(frozen=True)
class Own:
    """An object of a probe, by where it lies."""

    collection: Collection
    id: str


def new_name() -> str:
    """A name that no other probe has."""
    return f"{PREFIX} {secrets.token_hex(6)}"


def is_ours(name: Any) -> bool:
    """Whether an object is called as only a probe calls one."""
    return isinstance(name, str) and OURS.fullmatch(name) is not None


def left_behind(send: Sending) -> tuple[list[Own], list[str], list[Look]]:
    """What probes left, by name; the lists that could not be seen to their end; and the pages."""
    found: list[Own] = []
    unseen: list[str] = []
    pages: list[Look] = []
    for collection in LISTS:
        whole = False
        for page in _pages(send, collection):
            pages.append(page)
            # Where there is no such list, nothing of a probe can be in it.
            absent = page.status in {401, 403, 404, 405}
            whole = absent or (page.has_list and page.cursor is None)
            found += [
                Own(collection, row["id"])
                for row in page.rows
                if is_ours(row.get("name")) and isinstance(row.get("id"), str) and row["id"]
            ]
        if not whole:
            unseen.append(collection.path)
    return found, unseen, pages


def _pages(send: Sending, collection: Collection) -> Iterator[Look]:
    name = f"look_through_{collection.path.strip('/').replace('/', '_')}"
    query = {"limit": "100"}
    seen = set[str]()
    for number in range(PAGES):
        send.allow(2)
        page = send(Ask(f"{name}_{number + 1}", "GET", collection.path, (), None, query))
        yield page
        cursor = page.cursor
        if cursor is None or cursor in seen or len(cursor) > 4096:
            return
        seen.add(cursor)
        query = {**query, "cursor": cursor}


def remove(send: Sending, own: list[Own], patience: Patience) -> tuple[list[Look], list[Own]]:
    """Delete each, a few times if need be; what was answered, and what stayed."""
    looks: list[Look] = []
    order = {collection.path: rank for rank, collection in enumerate(LISTS)}
    stayed: list[Own] = []
    for each in sorted(own, key=lambda one: order[one.collection.path]):
        ask = Ask("remove", "DELETE", each.collection.path + "/{own}", ("A4",))
        for attempt in range(TRIES):
            send.allow(1)
            named = replace(ask, name=f"remove_{each.collection.label.replace(' ', '_')}")
            looks.append(send(named, {"own": each.id}))
            if looks[-1].ok or looks[-1].status in {404, 410}:
                break
            if attempt + 1 < TRIES and looks[-1].status in {None, 408, 429, 500, 502, 503, 504}:
                patience.sleep(min(looks[-1].got.outcome.retry_after or 1.0, 10.0))
                continue
            stayed.append(each)
            break
    return looks, stayed


@contextmanager
def interruptible() -> Generator[None]:
    """Have a SIGTERM end things as Ctrl-C does, so that what was made is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def undisturbed() -> Generator[None]:
    """Let nothing but a kill stop the cleaning."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [(each, signal.signal(each, signal.SIG_IGN)) for each in kinds]
    try:
        yield
    finally:
        for which, handler in before:
            signal.signal(which, handler)
