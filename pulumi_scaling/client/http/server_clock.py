"""The clock of a server, as its answers tell it; that of this machine may be wrong by hours."""

from __future__ import annotations

from datetime import datetime, timedelta

__all__ = ["ServerClock"]


class ServerClock:
    """What the last answer said, and when it was heard."""

    def __init__(self) -> None:
        self._told: tuple[datetime, float] | None = None

    def hear(self, date: datetime | None, moment: float) -> None:
        """Note the time of an answer that came at a monotonic moment."""
        if date is not None:
            self._told = (date, moment)

    @property
    def last(self) -> datetime | None:
        """When it last answered, to the second."""
        return None if self._told is None else self._told[0]

    def at(self, moment: float) -> datetime | None:
        """The time at a monotonic moment, never late; None if it never told the time."""
        if self._told is None:
            return None
        told, heard = self._told
        try:
            return told - timedelta(seconds=heard - moment)
        except OverflowError:
            return None
