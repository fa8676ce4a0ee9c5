"""Whether and when to ask again: (method, attempt, what happened) → seconds, or None for no.

Written here rather than taken from a retry library (httpx-retries, stamina and tenacity were
looked at): they decide by status or exception alone, and the one decision that matters here is
which failures of a POST are certain. A POST that may have been carried out is never sent again
blindly, since the API knows no idempotency keys and a second invitation or layer reaches people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["Outcome", "ambiguous", "retry_after", "wait"]

LONGEST_WAIT: Final = 8.0
LONGEST_OBEYED: Final = 60.0
"""A server that asks for more than this is told no: the run would only look hung."""
MOST_ATTEMPTS: Final = 8
PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended."""

    status: int | None = None
    """None: no whole answer came."""
    sent: bool = True
    """Whether the server may have seen the request."""
    retry_after: float | None = None
    """What the server asked for, in seconds."""


def ambiguous(outcome: Outcome) -> bool:
    """Tell whether a write may have been carried out although it was not confirmed."""
    if outcome.status is None:
        return outcome.sent
    if outcome.status == 503:
        return outcome.retry_after is None
    return outcome.status >= 500 or outcome.status == 408


def wait(
    *, attempt: int, outcome: Outcome, repeatable: bool, chance: float, left: float, first: float
) -> float | None:
    """Seconds to wait before attempt + 1, or None to stop.

    `chance` is in [0, 1): full jitter, so that four threads that failed together do not come back
    together. `left` is what remains of the deadline; doubling begins with `first`.
    """
    failed = outcome.status is None or outcome.status in PASSING
    if not failed or attempt >= MOST_ATTEMPTS or (ambiguous(outcome) and not repeatable):
        return None
    if outcome.retry_after is not None:
        if outcome.retry_after > LONGEST_OBEYED:
            return None
        seconds = outcome.retry_after + chance * first
    else:
        seconds = chance * min(LONGEST_WAIT, first * 2**attempt)
    return seconds if seconds < left else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read Retry-After in its two forms, seconds and date; nonsense is as good as none."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        try:
            then = parsedate_to_datetime(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
        if then.tzinfo is None:
            then = then.replace(tzinfo=timezone.utc)
        seconds = (then - now).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
