"""What a team says about its people and its promises: `on-call.toml`, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["RULES", "Away", "Directory", "Person", "Rules"]

RULES: Final = (
    "gap",
    "handoff-now",
    "notice",
    "share",
    "back-to-back",
    "double-duty",
    "nights-in-a-row",
    "away",
    "refused",
)
"""Their names, in the order of what they cost."""


@dataclass(frozen=True, slots=True)
class Away:
    """When somebody cannot be woken."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """What is known of somebody beside their address."""

    name: str | None = None
    zone: ZoneInfo | None = None
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """Which are on, and from where they speak; None and False are off."""

    gap: bool = True
    handoff_now: bool = True
    notice: int | None = 4
    """Days of the calendar that somebody should know before their turns change."""
    share: float | None = None
    """Of the hours of a schedule, at most for one person: 0.5 is half of them."""
    back_to_back: bool = False
    double_duty: bool = True
    nights_in_a_row: int | None = None
    away: bool = True
    refused: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Directory:
    """All of it. Without a file, what holds for everybody."""

    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    """By e-mail in lower case."""
    holidays: Mapping[date, str] = field(default_factory=dict[date, str])
    rules: Rules = field(default_factory=Rules)
    fail_on: tuple[str, ...] = ()

    def person(self, who: str) -> Person:
        """What is known of somebody."""
        return self.people.get(who.lower()) or _NOBODY_SPECIAL


_NOBODY_SPECIAL: Final = Person()
