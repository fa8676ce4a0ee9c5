"""What was asked of the simulator, in order. Tests count it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any, Final

# A simulator that runs for weeks must not eat the machine; no test makes as many requests.
_KEPT: Final = 100_000


@dataclass
class LoggedRequest:
    """One request and, as soon as it is sent, the status of its answer."""

    method: str
    path: str
    query: dict[str, list[str]]
    operation: str | None
    """The id of the operation, or None when the path leads nowhere."""
    body: Any
    """The body as JSON; None without one; the text itself if it was no JSON."""
    started: float
    """Seconds since 1970 by the machine's clock, whatever the simulated one says."""
    status: int | None = None
    """None while unanswered, and forever when the connection was cut."""
    ended: float | None = None
    fault: str | None = None
    """What the fault in force did to it, if one did."""


class Journal:
    """The requests of one simulator; the control calls are not among them."""

    def __init__(self) -> None:
        self._requests: deque[LoggedRequest] = deque(maxlen=_KEPT)

    def add(self, request: LoggedRequest) -> None:
        """A request came in; its answer is filled in later."""
        self._requests.append(request)

    @property
    def requests(self) -> list[LoggedRequest]:
        """All of them, oldest first."""
        return list(self._requests)

    def clear(self) -> None:
        """As if nothing had been asked."""
        self._requests.clear()
