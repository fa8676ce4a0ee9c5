"""How long anything waits, and by which clock.

A value that a run is given: whoever tries a run owns its time without touching a module. Where one
thread waits for another is a part of it.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

__all__ = ["Patience"]


@dataclass(frozen=True, kw_only=True)
class Patience:
    """All in seconds."""

    clock: Callable[[], float] = time.monotonic
    """Never set back."""
    today: Callable[[], datetime] = lambda: datetime.now(timezone.utc)
    """The time of day, by this machine; asked only until the API has told its own."""
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = random.random
    """From 0 to 1, so that those who wait for the same thing do not come back together."""
    lock: Callable[[], Any] = threading.RLock
    """For what is held while a request is on its way; what it guards is then nobody else's."""
    news: Callable[[], threading.Condition] = threading.Condition
    """Where one waits to hear from another."""
    promise: Callable[[], Future[Any]] = Future
    """An answer that several wait for."""
    advice: float = 10.0
    """The longest that anything waits for what is only good to know."""
    moment: float = 2.0
    """For siblings on their way; the engine asks about the layers of a program within milliseconds
    of each other."""
    quiet: float = 0.3
    """Without a new claim to a rank, after which no more are on their way."""
    gathering: float = 2.0
    """That the writer of an order waits for claims at most."""
    retry: float = 0.25
    """Before a request is sent again, doubled each time."""
    first_wait: float = 0.5
    """Before a create is sent again, doubled each time."""
    slow: float = 1.0
    """After which a failure means a server that may still be at it."""
    creating: float = 120.0
    """After which a create is not sent again."""
