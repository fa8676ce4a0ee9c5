"""Reads shared by everything in one run.

A refresh asks for the same schedule once per layer of it, from four threads. Identical reads in
flight are joined, answers live for seconds, and a write of ours drops what it may have changed.
They serve reads and advice; what a write is decided from is read fresh.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Final

from pulumi_scaling.patience import Patience

__all__ = ["Snapshots"]

SECONDS: Final = 15.0
MOST_KEPT: Final = 512
"""Objects; a refresh reads each once, and what lies in it right after."""


class _TooSoon(Exception):
    """Whoever loaded it had less time than others have."""

    def __init__(self, reason: BaseException) -> None:
        super().__init__()
        self.reason = reason


class _Held:
    """An answer that is there; a future takes as much memory again for waiting."""

    __slots__ = ("_answer",)

    def __init__(self, answer: Any) -> None:
        self._answer = answer

    def result(self) -> Any:
        return self._answer


class Snapshots:
    """Answers by path."""

    def __init__(
        self,
        seconds: float = SECONDS,
        patience: Patience = Patience(),  # noqa: B008 - a value that nothing changes
    ) -> None:
        self._seconds = seconds
        self._clock = patience.clock
        self._promise = patience.promise
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, Future[Any] | _Held]] = {}
        self._inside: defaultdict[str, set[str]] = defaultdict(set)

    def get(
        self,
        path: str,
        load: Callable[[], Any],
        *,
        fresh: bool = False,
        hurried: bool = False,
    ) -> Any:
        """The answer for a path: kept, being fetched by another thread, or loaded now.

        What a hurried thread did not wait for says nothing to one that has the time.
        """
        while True:
            with self._lock:
                born, future = self._kept.get(path, (0.0, None))
                kept = future is not None and not fresh and self._clock() - born <= self._seconds
                mine = self._promise()
                if not kept:
                    self._keep(path, mine)
            if not kept or future is None:
                break
            try:
                return future.result()
            except _TooSoon as given_up:
                if hurried:
                    raise given_up.reason from None
        try:
            loaded = load()
        except BaseException as error:
            self._forget(path, mine)
            mine.set_exception(_TooSoon(error) if hurried else error)
            raise
        mine.set_result(loaded)
        self._settle(path, mine, loaded)
        return loaded

    def _keep(self, path: str, future: Future[Any]) -> None:
        self._drop(path)
        self._kept[path] = (self._clock(), future)
        for above in _above(path):
            self._inside[above].add(path)
        if len(self._kept) > MOST_KEPT:
            # Oldest first, since what is read again is put in again.
            self._drop(next(iter(self._kept)))

    def _drop(self, path: str) -> None:
        if self._kept.pop(path, None) is None:
            return
        for above in _above(path):
            self._inside[above].discard(path)
            if not self._inside[above]:
                del self._inside[above]

    def known(self, path: str) -> Any | None:
        """The answer if it is there already; never a request."""
        with self._lock:
            _, future = self._kept.get(path, (0.0, None))
        return future.result() if isinstance(future, _Held) else None

    def wrote(self, path: str) -> None:
        """Drop the object at a path, what lies inside it, and what it lies in."""
        with self._lock:
            for touched in (path, *_above(path), *self._inside.get(path, ())):
                self._drop(touched)

    def _settle(self, path: str, future: Future[Any], answer: Any) -> None:
        with self._lock:
            born, kept = self._kept.get(path, (0.0, None))
            if kept is future:
                self._kept[path] = (born, _Held(answer))

    def _forget(self, path: str, future: Future[Any]) -> None:
        with self._lock:
            if self._kept.get(path, (0.0, None))[1] is future:
                self._drop(path)


def _above(path: str) -> list[str]:
    """What a path lies in, outermost first."""
    return [path[:at] for at, letter in enumerate(path) if letter == "/" and at]
