"""Answers that end in time, however slowly they drip: one limit for a whole exchange.

httpx limits each read and each write. A server that sends a byte of its headers every few seconds,
or one `100 Continue` after the other, keeps within that for days. So the connections below httpx
are told until when the exchange of their thread may last, and wait no longer.
"""

from __future__ import annotations

import math
import ssl
import threading
import time
from collections.abc import Iterable
from typing import Any, Final, cast

import httpcore

from .lean import httpx

__all__ = ["Deadline", "keep"]

LAST_WORDS: Final = 5.0
"""Seconds before the end in which a server that only stalled has sent nothing."""


class Deadline(threading.local):
    """Until when the exchange of the current thread may last, on the monotonic clock."""

    until: float = math.inf
    heard: float = -math.inf
    """When the server last sent anything."""

    def begin(self, seconds: float) -> None:
        """Start to count."""
        self.until = time.monotonic() + seconds
        self.heard = -math.inf

    def kept_talking(self) -> bool:
        """Tell whether time ran out although the server had just sent something."""
        return time.monotonic() >= self.until and self.heard > self.until - LAST_WORDS

    def left(self) -> float:
        """Seconds that remain; raises when there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the answer did not end in time")
        return left


def keep(client: httpx.Client, deadline: Deadline) -> None:
    """Hold every connection the client will open to the deadline.

    httpx passes no network backend on, so the pools of its transports are reached into; where one
    is built differently its own limit for each read remains.
    """
    # The client's transport, and those for the proxies of the environment.
    mounted: Iterable[Any] = vars(client).get("_mounts", {}).values()
    for transport in (vars(client).get("_transport"), *mounted):
        pool = getattr(transport, "_pool", None)
        backend = getattr(pool, "_network_backend", None)
        if isinstance(backend, httpcore.NetworkBackend):
            cast("Any", pool)._network_backend = _Backend(backend, deadline)  # noqa: SLF001 - see above


class _Backend(httpcore.NetworkBackend):
    """Opens connections that know the deadline."""

    def __init__(self, inner: httpcore.NetworkBackend, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return _Stream(stream, self._deadline)


class _Stream(httpcore.NetworkStream):
    """A connection that waits until the deadline at most."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def _limit(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        got = self._inner.read(max_bytes, self._limit(timeout))
        self._deadline.heard = time.monotonic()
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._limit(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.start_tls(ssl_context, server_hostname, self._limit(timeout))
        return _Stream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
