"""Sends what was announced and nothing else: counted, and never a write twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pulumi_scaling.client import Answer, Failure, Transport, Wire
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.patience import Patience
from pulumi_scaling.waiting import waiting_for

from .asks import NOBODY, Ask
from .looks_kept import Look

__all__ = ["Sending", "TooMany"]

PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
LONGEST: Final = 30.0
"""Seconds that a server may ask us to wait."""


class TooMany(ScalingError):
    """More requests than were announced: a mistake of ours, or of a server that never ends."""


class Sending:
    """One account, asked raw: whatever comes back is what is looked at."""

    def __init__(
        self,
        base_url: str,
        key: str,
        *,
        most: int,
        transport: Transport | None = None,
        within: float = 40.0,
        patience: Patience = Patience(),  # noqa: B008 - a value that nothing changes
    ) -> None:
        self._wires = {
            "own": Wire(base_url, key, transport=transport),
            "none": Wire(base_url, None, transport=transport),
            "nobody": Wire(base_url, NOBODY, transport=transport),
        }
        self._url = base_url
        self._left = most
        self._within = within
        self._patience = patience
        self.sent: Final[list[Ask]] = []
        self.slowed: Answer | None = None
        """The first answer that was none yet: kept for what it tells of how a client is slowed."""

    def allow(self, more: int) -> None:
        """Let some more go out, which were announced."""
        self._left += more

    def __call__(self, ask: Ask, values: Mapping[str, str] | None = None) -> Look:
        """Send it once; a read that failed or was told to wait goes out once more."""
        got = self._sent(ask, values or {})
        seconds = got.outcome.retry_after
        passing = got.status in PASSING if isinstance(got, Answer) else not got.endless
        if passing and not ask.writes and self._left > 0 and (seconds or 0) <= LONGEST:
            self.slowed = self.slowed or (got if isinstance(got, Answer) else None)
            self._patience.sleep(1.0 if seconds is None else seconds)
            got = self._sent(ask, values or {})
        return Look(ask, got)

    def _sent(self, ask: Ask, values: Mapping[str, str]) -> Answer | Failure:
        if self._left <= 0:
            raise TooMany(f"{ask.name} would be one request more than was announced")
        self._left -= 1
        self.sent.append(ask)
        with waiting_for(self._url):
            return self._wires[ask.key].exchange(
                ask.method,
                ask.filled(values),
                query=ask.query,
                body=ask.body,
                within=self._within,
            )

    def close(self) -> None:
        """Let the connections go."""
        for wire in self._wires.values():
            wire.close()
