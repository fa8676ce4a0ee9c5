"""One exchange with the API: a request out, an answer in, nothing else.

The only module that touches httpx's client. TLS is verified, no redirect is followed with the key,
an answer is read up to a bound, and the key is in the header and nowhere else.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

import httpx

from pulumi_scaling.errors import Unreadable

from .retry import Outcome, retry_after

__all__ = ["Answer", "Failure", "Wire", "segment"]

LARGEST_ANSWER: Final = 10 * 2**20
# The server certainly saw nothing of a request that ended in one of these.
_UNSENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


def segment(id_: str) -> str:
    """Escape an id for a path: an id from a server or a program must not become another path."""
    return quote(id_, safe="").replace(".", "%2E") if id_.strip(".") == "" else quote(id_, safe="")


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status: int
    body: Any
    """Parsed JSON; None for an empty body or one that is no JSON."""
    outcome: Outcome
    date: datetime | None
    """The server's clock, to the second."""


@dataclass(frozen=True)
class Failure:
    """No whole answer."""

    reason: str
    outcome: Outcome


class Wire:
    """A pool of connections to one base URL with one key. Safe to share between threads."""

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        *,
        transport: httpx.BaseTransport | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 30.0,
    ) -> None:
        self.base_url = base_url
        self._read_timeout = read_timeout
        self._authorization = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(read_timeout, connect=connect_timeout),
            follow_redirects=False,
            headers={
                "Accept": "application/json",
                "User-Agent": f"pulumi-scaling/{version('pulumi-scaling')}",
            },
        )

    def __repr__(self) -> str:
        return f"Wire({self.base_url!r})"

    def exchange(
        self, method: str, path: str, *, query: Mapping[str, Any], body: Any | None
    ) -> Answer | Failure:
        """Send one request; whatever goes wrong comes back as a value."""
        url = self.base_url + path
        query = {key: value for key, value in query.items() if value is not None}
        content = None if body is None else json.dumps(body).encode()
        headers = dict(self._authorization)
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            with self._client.stream(
                method, url, params=query or None, content=content, headers=headers
            ) as response:
                return self._read(response, f"{method} {path}")
        except _UNSENT as error:
            return Failure(_reason(error, self.base_url), Outcome(sent=False))
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
            return Failure(_reason(error, self.base_url), Outcome(sent=True))

    def _read(self, response: httpx.Response, what: str) -> Answer:
        raw = bytearray()
        started = time.monotonic()
        for chunk in response.iter_bytes():
            raw += chunk
            if len(raw) > LARGEST_ANSWER:
                raise Unreadable(f"{what} answered with more than {LARGEST_ANSWER >> 20} MiB")
            if time.monotonic() - started > self._read_timeout:
                # Each byte in time and the whole never: httpx's timeout is per read.
                raise httpx.ReadTimeout("the answer did not end in time")
        outcome = Outcome(
            status=response.status_code,
            retry_after=retry_after(response.headers, datetime.now(timezone.utc)),
        )
        return Answer(response.status_code, _parsed(raw), outcome, _date(response.headers))

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()


class _Garbage:
    """A body that is there and is no JSON, which is not the same as an empty one."""

    def __repr__(self) -> str:
        return "a body that is no JSON"


GARBAGE: Final = _Garbage()


def _parsed(raw: bytearray) -> Any:
    if not raw:
        return None
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return GARBAGE


def _date(headers: httpx.Headers) -> datetime | None:
    try:
        return parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError):
        return None


def _reason(error: Exception, base_url: str) -> str:
    if isinstance(error, httpx.ConnectError):
        return f"no connection to {base_url} ({error})"
    if isinstance(error, httpx.TimeoutException):
        return f"{base_url} did not answer in time"
    return f"the connection to {base_url} broke before the answer was whole"
