"""The Scaling API from Python, with or without Pulumi.

```python
from pulumi_scaling.client import Client

with Client() as client:
    for schedule in client.pages("/oncall/schedules"):
        print(schedule["name"])
```

Knows HTTP and the manners of the API (retries, pages, errors), nothing of resources or Pulumi.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.errors import ConfigError, ConnectionFailed, Unreadable

from .address import base_url as normalised
from .refusals import refusal
from .retry import Outcome, ambiguous, wait
from .wire import GARBAGE, Answer, Failure, Wire

if TYPE_CHECKING:
    import httpx

__all__ = ["API_KEY_VARIABLE", "BASE_URL_VARIABLE", "Client"]

API_KEY_VARIABLE: Final = "SCALING_CLOUD_API_KEY"
BASE_URL_VARIABLE: Final = "SCALING_CLOUD_BASE_URL"
PAGE_SIZE: Final = 100
MOST_PAGES: Final = 10_000
"""A list that never ends is a broken server, not a large organization."""


class Client:
    """One account: a key at a base URL. Safe to share between threads."""

    def __init__(
        self,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        transport: httpx.BaseTransport | None = None,
        deadline: float = 120.0,
        before_write: Callable[[], None] | None = None,
        on_wait: Callable[[float, str], None] | None = None,
    ) -> None:
        api_key = api_key or os.environ.get(API_KEY_VARIABLE) or None
        if api_key is not None and (not api_key.isascii() or not api_key.isprintable()):
            raise ConfigError("the API key has characters no key can have; copy it again")
        self.base_url = normalised(base_url or os.environ.get(BASE_URL_VARIABLE))
        self.has_key = api_key is not None
        self.server_time: datetime | None = None
        """The server's clock when it last answered, to the second."""
        self._wire = Wire(self.base_url, api_key, transport=transport)
        self._deadline = deadline
        self._before_write = before_write
        self._on_wait = on_wait

    def __repr__(self) -> str:
        return f"Client({self.base_url!r})"

    def __enter__(self) -> Client:
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

    def delete(self, path: str) -> None:
        """Delete. Any success will do: 200 with or without a body, or 204."""
        self.request("DELETE", path)

    def pages(self, path: str, *, within: str | None = None, **query: Any) -> Iterator[Any]:
        """Go through a whole list, page by page, whatever page size the server prefers.

        `within` names the list where `data` is an object. The cursor may stand beside the list or
        inside `data`.
        """
        seen: set[str] = set()
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            body = self.request("GET", path, query={**query, "limit": PAGE_SIZE, "cursor": cursor})
            data = _member(body, "data", path)
            rows = _member(data, within, path) if within else data
            if not isinstance(rows, list):
                raise Unreadable(f"GET {path} answered with no list")
            yield from rows
            inner = data.get("nextCursor") if isinstance(data, dict) else None
            cursor = body.get("nextCursor") or inner
            if not cursor:
                return
            if not isinstance(cursor, str) or cursor in seen:
                raise Unreadable(f"GET {path} leads in circles: its nextCursor came before")
            seen.add(cursor)
        raise Unreadable(f"GET {path} has more than {MOST_PAGES} pages")

    def data(self, method: str, path: str, **request: Any) -> Any:
        """Send a request whose answer must have `data`."""
        return _member(self.request(method, path, **request), "data", path, method)

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
        if not self.has_key:
            raise ConfigError(
                f"no API key: set {API_KEY_VARIABLE}, or in a stack run "
                "`pulumi config set --secret scaling:apiKey`"
            )
        what = f"{method} {path}"
        repeatable = method != "POST" if repeatable is None else repeatable
        started = time.monotonic()
        for attempt in range(1_000):
            if method != "GET" and self._before_write:
                self._before_write()
            got = self._wire.exchange(method, path, query=query or {}, body=body)
            if isinstance(got, Answer):
                self.server_time = got.date or self.server_time
                if got.status < 300:
                    if method == "DELETE":
                        return {}
                    if isinstance(got.body, dict):
                        return got.body
                    # Confirmed, and useless: a proxy's page, or an answer cut to valid length.
                    got = Failure(
                        f"{self.base_url} answered {got.status} with {_shape(got.body)}",
                        Outcome(sent=True),
                    )
            left = self._deadline - (time.monotonic() - started)
            seconds = wait(
                attempt=attempt + 1,
                outcome=got.outcome,
                repeatable=repeatable,
                chance=random.random(),  # noqa: S311 - jitter, not a secret
                left=left,
            )
            if seconds is None:
                break
            if seconds > 5 and self._on_wait:
                self._on_wait(seconds, what)
            time.sleep(seconds)
        raise self._failure(got, what, attempt + 1)

    def _failure(self, got: Answer | Failure, what: str, attempts: int) -> Exception:
        if isinstance(got, Answer):
            if 300 <= got.status < 400:
                return Unreadable(
                    f"{what} answered with a redirect ({got.status}), which is not followed with "
                    f"the key; check the base URL {self.base_url}"
                )
            return refusal(status=got.status, body=got.body, what=what)
        tries = f" after {attempts} attempts" if attempts > 1 else ""
        return ConnectionFailed(
            f"{got.reason}, {what}{tries}; check the network and the base URL, then run it again",
            ambiguous=ambiguous(got.outcome),
        )


def _shape(body: object) -> str:
    if body is None:
        return "an empty body"
    return repr(body) if body is GARBAGE else "a body that is no object"


def _member(holder: Any, name: str, path: str, method: str = "GET") -> Any:
    if not isinstance(holder, dict) or name not in holder:
        raise Unreadable(f"{method} {path} answered without '{name}'; is the base URL right?")
    return holder[name]
