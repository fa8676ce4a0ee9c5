"""What has to be known to tell people of their turns: clocks, schedules, and how much is late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from .cells import Window
from .outcome import ScheduleReview
from .stints import Track
from .walls import Wall

__all__ = ["Telling", "Walls"]

Walls: TypeAlias = Callable[[Track], tuple[Wall, Wall]]
"""The clocks of a schedule, before and after."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """All of it."""

    window: Window
    schedules: Mapping[str, ScheduleReview]
    least: int | None
    """Days of notice below which it is strong."""
    walls: Walls
    home: str
    """The zone of times of which nothing else is said; none if there is no one zone."""
