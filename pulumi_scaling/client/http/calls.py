"""Requests until they are answered, refused or out of time; lists to their end.

The manners of the API (retries, pages, errors) without a word about what it keeps.
"""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.errors import ConfigError, ConnectionFailed, Unreadable
from pulumi_scaling.patience import Patience
from pulumi_scaling.waiting import waiting_for

from .address import base_url as normalised
from .endings import UNSURE, ended
from .json_forms import as_object
from .parsed import data_of, shape
from .retry import Outcome, ambiguous, wait
from .server_clock import ServerClock
from .wire import Answer, Failure, Transport, Wire

if TYPE_CHECKING:
    from typing_extensions import Self

__all__ = ["API_KEY_VARIABLE", "BASE_URL_VARIABLE", "Calls"]

API_KEY_VARIABLE: Final = "SCALING_CLOUD_API_KEY"
BASE_URL_VARIABLE: Final = "SCALING_CLOUD_BASE_URL"


class _Pace(threading.local):
    """Until when the calls of this thread may last, whatever the deadline of each."""

    until: float = math.inf


class Calls:
    """One account: a key at a base URL. Safe to share between threads."""

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        transport: Transport | None = None,
        deadline: float = 120.0,
        before_write: Callable[[], None] | None = None,
        on_wait: Callable[[float, str], None] | None = None,
        patience: Patience = Patience(),  # noqa: B008 - a value that nothing changes
    ) -> None:
        api_key = api_key or os.environ.get(API_KEY_VARIABLE) or None
        if api_key is not None and not _sendable(api_key):
            raise ConfigError("the API key has characters no key can have; copy it again")
        if not deadline > 0:
            raise ConfigError(f"a deadline of {deadline} seconds leaves no time to ask")
        self.base_url = normalised(base_url or os.environ.get(BASE_URL_VARIABLE))
        self.has_key = api_key is not None
        self._server_clock = ServerClock()
        self._patience = patience
        self._pace = _Pace()
        self._wire = Wire(self.base_url, api_key, transport=transport)
        self._deadline = deadline
        self._before_write = before_write
        self._on_wait = on_wait

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self._wire.close()

    @contextmanager
    def hurried(self, seconds: float) -> Generator[None]:
        """Give the calls of this thread less time, for what is only nice to know."""
        before = self._pace.until
        self._pace.until = min(before, self._patience.clock() + seconds)
        try:
            yield
        finally:
            self._pace.until = before

    @property
    def in_a_hurry(self) -> bool:
        """Whether this thread has less time than usual."""
        return self._pace.until < math.inf

    @property
    def server_time(self) -> datetime | None:
        """The server's clock when it last answered, to the second."""
        return self._server_clock.last

    def server_time_at(self, moment: float) -> datetime | None:
        """The server's clock at a monotonic moment, never late; None if it never told the time."""
        return self._server_clock.at(moment)

    def get(self, path: str, **query: Any) -> Any:
        """Read; the `data` of the answer."""
        return self.data("GET", path, query=query)

    def post(self, path: str, body: Any = None, *, repeatable: bool = False) -> Any:
        """Create or act. Sent again only if it was certainly not carried out, or is repeatable."""
        return self.data("POST", path, body=body, repeatable=repeatable)

    def patch(self, path: str, body: Any) -> Any:
        """Change some fields."""
        return self.data("PATCH", path, body=body)

    def put(self, path: str, body: Any) -> Any:
        """Replace the whole."""
        return self.data("PUT", path, body=body)

    def delete(self, path: str) -> bool:
        """Delete. Any success will do: 200 with or without a body, or 204.

        False if it is gone and only an attempt whose answer was lost can have done it: nothing
        tells that it ever was there.
        """
        return self.answered("DELETE", path).status < 300

    def data(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        repeatable: bool | None = None,
    ) -> Any:
        """Send a request whose answer must have `data`."""
        answer = self.request(method, path, query=query, body=body, repeatable=repeatable)
        try:
            return data_of(answer, f"{method} {path}")
        except Unreadable as error:
            if method == "POST" and not repeatable:
                # What it made is there: as good as an answer that got lost.
                raise ConnectionFailed(f"{error}; {UNSURE}", ambiguous=True) from None
            raise

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        repeatable: bool | None = None,
    ) -> Any:
        """Send a request until it is answered, refused or out of time; the whole parsed body."""
        return self.answered(method, path, query=query, body=body, repeatable=repeatable).body

    def answered(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        repeatable: bool | None = None,
    ) -> Answer:
        """The same with all that came with it."""
        if not self.has_key:
            raise ConfigError(
                f"no API key: set {API_KEY_VARIABLE}, or in a stack run "
                "`pulumi config set --secret scaling:apiKey`"
            )
        repeatable = method != "POST" if repeatable is None else repeatable
        with waiting_for(self.base_url):
            return self._tried(method, path, query or {}, body, repeatable=repeatable)

    def _tried(
        self, method: str, path: str, query: Mapping[str, Any], body: Any, *, repeatable: bool
    ) -> Answer:
        what = f"{method} {path}"
        started = self._patience.clock()
        unsure = False
        attempt = 0
        while True:
            attempt += 1
            if method != "GET" and self._before_write:
                self._before_write()
            # A sleep may end a moment after the deadline it was to end before.
            left = max(self._left(started), 0.001)
            got = self._wire.exchange(method, path, query=query, body=body, within=left)
            if isinstance(got, Answer):
                self._server_clock.hear(got.date, self._patience.clock())
                if 200 <= got.status < 300:
                    if method == "DELETE" or as_object(got.body) is not None:
                        return got
                    # Confirmed, and useless: a proxy's page, or an answer cut to valid length.
                    got = Failure(
                        f"{self.base_url} answered {got.status} with {shape(got.body)}",
                        Outcome(sent=True),
                    )
                elif got.status == 404 and method == "DELETE" and unsure:
                    return got  # an attempt whose answer got lost deleted it
            unsure = unsure or ambiguous(got.outcome)
            seconds = self._wait(got, what, attempt, repeatable=repeatable, started=started)
            if seconds is None:
                told = ended(
                    got,
                    what,
                    self.base_url,
                    attempts=attempt,
                    unsure=unsure,
                    repeatable=repeatable,
                    hide=self._wire.hide,
                )
                # Whoever was in a hurry has not seen for how long it goes on.
                told.for_good = told.for_good and not self.in_a_hurry
                raise told
            self._patience.sleep(seconds)

    def _left(self, started: float) -> float:
        return min(started + self._deadline, self._pace.until) - self._patience.clock()

    def _wait(
        self, got: Answer | Failure, what: str, attempt: int, *, repeatable: bool, started: float
    ) -> float | None:
        if isinstance(got, Failure) and (got.hopeless or got.endless):
            return None
        seconds = wait(
            attempt=attempt,
            outcome=got.outcome,
            repeatable=repeatable,
            chance=self._patience.jitter(),
            first=self._patience.retry,
            left=self._left(started),
        )
        if seconds is not None and seconds > 5 and self._on_wait:
            why = f"answered {got.status}" if isinstance(got, Answer) else f"failed: {got.reason}"
            self._on_wait(seconds, f"{what} {why}")
        return seconds


def _sendable(key: str) -> bool:
    return key.isascii() and key.isprintable() and " " not in key
