"""How a time of day and a moment are written in a program."""

from __future__ import annotations

from typing import Final

from pulumi_scaling.model import Must, clock, day, instant

__all__ = ["Moment", "WallClock"]


def _wall_clock(text: str) -> str:
    if clock(text) is None or len(text) != len("09:00"):
        raise ValueError("must be a wall clock time HH:MM from 00:00 to 23:59, such as 09:00")
    return text


def _moment(text: str) -> str:
    if instant(text) is None and day(text) is None:
        raise ValueError(
            "must be a day such as 2026-01-05, or an instant with a zone offset or Z, such as "
            "2026-01-05T08:00:00Z"
        )
    return text


Moment: Final = Must(_moment)
WallClock: Final = Must(_wall_clock)
