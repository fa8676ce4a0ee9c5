"""The simulator's time: real, shifted, or standing still.

Tests of an escalation cannot wait for Sunday at three, so the clock obeys: it can be set, frozen
and moved forward. It never moves backward by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

from pulumi_scaling.simulator.world import moments

_ZERO: Final = timedelta()
# Timeouts reach beyond now, and what is beyond the year 9999 has no date.
_LAST_YEAR: Final = 9000


class Clock:
    """Now, as the world sees it."""

    def __init__(self) -> None:
        self._offset = _ZERO
        self._frozen: datetime | None = None
        self._behind = _ZERO

    def now(self) -> datetime:
        """The moment, whatever it is made to be."""
        return self._frozen or datetime.now(timezone.utc) + self._offset

    def stamp(self) -> str:
        """Now, as the machine that keeps the objects writes it into them."""
        return moments.stamp(self.now() - self._behind)

    @property
    def behind(self) -> float:
        """Seconds by which that machine is behind the one that answers."""
        return self._behind.total_seconds()

    def fall_behind(self, step: timedelta) -> None:
        """Let what is written into objects be earlier than what `Date` says, or later."""
        moments.stamp(self.now() - step)
        self._behind = step

    @property
    def frozen(self) -> bool:
        """Whether time stands still."""
        return self._frozen is not None

    def set(self, moment: datetime, *, frozen: bool) -> None:
        """Be at a moment; and stay there, if frozen."""
        if moment.year > _LAST_YEAR:
            raise OverflowError(f"the clock ends with the year {_LAST_YEAR}")
        self._frozen = moment if frozen else None
        self._offset = _ZERO if frozen else moment - datetime.now(timezone.utc)

    def freeze(self, *, frozen: bool) -> None:
        """Stop at this moment, or go on from it."""
        self.set(self.now(), frozen=frozen)

    def advance(self, step: timedelta) -> None:
        """Let time pass."""
        self.set(self.now() + step, frozen=self.frozen)

    def reset(self) -> None:
        """Back to real time."""
        self._offset, self._frozen, self._behind = _ZERO, None, _ZERO
