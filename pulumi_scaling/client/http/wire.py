"""One exchange with the API: a request out, an answer in, nothing else.

The only module that touches httpx's client. TLS is verified, no redirect is followed with the key,
an answer is read up to a bound and ends in time, and the key is in the header and nowhere else.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Final
from urllib.parse import quote

from pulumi_scaling.errors import Refused
from pulumi_scaling.version import VERSION

from .deadlines import Deadline, keep
from .json_forms import as_object
from .lean import httpx
from .parsed import parsed
from .retry import Outcome, retry_after

__all__ = ["Answer", "Failure", "Transport", "Wire", "segment"]

Transport = httpx.BaseTransport
"""The seam for tests, and for a proxy or a trust store of one's own."""

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
    """Escape an id for a path: an id from a server or a program must not become another path.

    Three cannot be escaped, since servers and proxies read `%2E` as a dot: nothing, `.` and `..`
    address the collection around the object.
    """
    if id_ in {"", ".", ".."}:
        raise Refused(f"{id_!r} is no id: the request would address something else")
    return quote(id_, safe="", errors="surrogatepass")


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status: int
    body: Any
    """Parsed JSON; None for an empty body, GARBAGE for one that is no JSON."""
    outcome: Outcome
    date: datetime | None
    """The server's clock, to the second."""
    size: int = 0
    """Bytes of the body."""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    """All that came with it, the names in small letters."""


@dataclass(frozen=True)
class Failure:
    """No whole answer."""

    reason: str
    outcome: Outcome
    hopeless: bool = False
    """The next answer would be no better: a server like that is not asked again."""
    endless: bool = False
    """Likewise, since it never came to its end."""


class Wire:
    """A pool of connections to one base URL with one key. Safe to share between threads."""

    def __init__(
        self,
        base_url: str,
        api_key: str | None,
        *,
        transport: Transport | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 30.0,
    ) -> None:
        self.base_url = base_url
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._key = api_key
        self._authorization = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        plain = base_url.startswith("http:")
        self._client = httpx.Client(
            transport=transport,
            # Where TLS is never spoken no certificates are read: should it be, none is trusted.
            verify=_trusting_nobody() if plain else True,
            follow_redirects=False,
            # Plain http is for this machine only: a proxy of the environment would read the key.
            trust_env=not plain,
            headers={
                "Accept": "application/json",
                # Twenty bytes of nested gzip unpack to more than any machine holds.
                "Accept-Encoding": "identity",
                "User-Agent": f"pulumi-scaling/{VERSION}",
            },
        )
        self._deadline = Deadline()
        if transport is None:
            keep(self._client, self._deadline)

    def __repr__(self) -> str:
        return f"Wire({self.base_url!r})"

    def exchange(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any],
        body: Any | None,
        within: float = 120.0,
    ) -> Answer | Failure:
        """Send one request; whatever goes wrong on the way comes back as a value."""
        request = self._request(method, path, query, body, within)
        self._deadline.begin(min(within, self._connect_timeout + self._read_timeout))
        try:
            response = self._client.send(request, stream=True)
            try:
                return self._read(response)
            finally:
                response.close()
        except _UNSENT as error:
            return Failure(_reason(error, self.base_url), Outcome(sent=False))
        except (httpx.HTTPError, httpx.StreamError) as error:
            if isinstance(error, httpx.TimeoutException) and self._deadline.kept_talking():
                # A server like that keeps everybody waiting as long again, each time it is asked.
                reason = f"{self.base_url} did not answer in time: it went on sending without end"
                return Failure(reason, Outcome(sent=True), endless=True)
            return Failure(_reason(error, self.base_url), Outcome(sent=True))

    def _request(
        self, method: str, path: str, query: Mapping[str, Any], body: Any | None, within: float
    ) -> httpx.Request:
        query = {key: value for key, value in query.items() if value is not None}
        content = None if body is None else json.dumps(body).encode()
        headers = dict(self._authorization)
        if content is not None:
            headers["Content-Type"] = "application/json"
        timeout = httpx.Timeout(
            min(self._read_timeout, within), connect=min(self._connect_timeout, within)
        )
        try:
            return self._client.build_request(
                method,
                self.base_url + path,
                params=query or None,
                content=content,
                headers=headers,
                timeout=timeout,
            )
        except (httpx.InvalidURL, UnicodeError) as error:
            raise Refused(
                f"{method} {path[:100]} cannot be addressed ({type(error).__name__}); an id or a "
                "filter in it is too long or no text; nothing was sent"
            ) from None

    def _read(self, response: httpx.Response) -> Answer | Failure:
        date = _date(response.headers)
        outcome = Outcome(
            status=response.status_code,
            # A date in it is of the server's clock; this machine's may be hours off.
            retry_after=retry_after(response.headers, date or datetime.now(timezone.utc)),
        )
        # Beyond here a body that cannot be read says nothing about the status that came with it.
        if response.headers.get("content-encoding", "identity").strip().lower() != "identity":
            return self._hopeless("a packed body, which was not asked for")
        raw = bytearray()
        for chunk in response.iter_bytes():
            raw += chunk
            if len(raw) > LARGEST_ANSWER:
                return self._hopeless(f"more than {LARGEST_ANSWER >> 20} MiB")
            if time.monotonic() > self._deadline.until:
                # Also where the connections do not know the deadline.
                raise httpx.ReadTimeout("the answer did not end in time")
        return Answer(
            response.status_code, parsed(raw), outcome, date, len(raw), dict(response.headers)
        )

    def _hopeless(self, what: str) -> Failure:
        return Failure(f"{self.base_url} answered with {what}", Outcome(sent=True), hopeless=True)

    def hide(self, body: Any) -> Any:
        """Take the key out of what a server says about a request, should it repeat it."""
        said = as_object(body)
        if self._key is None or said is None:
            return body
        return {
            name: value.replace(self._key, "(the key)") if isinstance(value, str) else value
            for name, value in said.items()
        }

    def close(self) -> None:
        """Let the connections go."""
        self._client.close()


@cache
def _trusting_nobody() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _date(headers: httpx.Headers) -> datetime | None:
    try:
        date = parsedate_to_datetime(headers["date"])
    except (KeyError, ValueError, TypeError, IndexError, OverflowError):
        return None
    # "-0000" is UTC of an unknown place, and a naive time that no other can be compared with.
    return date if date.tzinfo else date.replace(tzinfo=timezone.utc)


def _reason(error: Exception, base_url: str) -> str:
    if isinstance(error, httpx.ConnectError):
        return f"no connection to {base_url} ({error})"
    if isinstance(error, httpx.ProxyError):
        return f"the proxy on the way to {base_url} refused ({error})"
    if isinstance(error, httpx.TimeoutException):
        return f"{base_url} did not answer in time"
    return f"the connection to {base_url} broke before the answer was whole"
