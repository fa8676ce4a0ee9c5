"""What a team says about its people and its promises, as values. Knows no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Promise

__all__ = ["RULES", "Directory", "Interval", "Person", "Pledge", "Rules"]

RULES: Final = (
    "gap",
    "handoff-now",
    "notice",
    "share",
    "back-to-back",
    "double-duty",
    "nights-in-a-row",
    "away",
    "override",
    "refused",
)
"""What `--fail-on` and the table `rules` call them."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From one instant to another."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """What is known of somebody beside their address."""

    name: str | None = None
    zone: ZoneInfo | None = None
    away: tuple[Interval, ...] = ()
    """When they cannot be woken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pledge:
    """What a schedule is to cover."""

    cover: Promise | None = None
    """None: nothing was promised."""
    silence: tuple[Promise, ...] = ()
    """When nobody is meant to be on call, week by week."""
    pauses: tuple[Interval, ...] = ()
    """When nobody is meant to be, once."""


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
    """Two turns without one of anybody else between them."""
    double_duty: bool = True
    """The pager of two schedules at once."""
    nights_in_a_row: int | None = None
    away: bool = True
    override: bool = True
    """The account says that somebody else is on call now than its rotations do."""
    refused: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Directory:
    """All of it. Without a file, what holds for everybody."""

    people: Mapping[str, Person] = field(default_factory=dict[str, Person])
    """By e-mail in lower case."""
    schedules: Mapping[str, Pledge] = field(default_factory=dict[str, Pledge])
    """By name."""
    holidays: Mapping[date, str] | None = None
    """None: not said."""
    rules: Rules = field(default_factory=Rules)
    fail_on: tuple[str, ...] = ()
    """Rules that end the command with 1."""

    def person(self, who: str) -> Person:
        """What is known of somebody."""
        return self.people.get(who.casefold()) or Person()

    def pledge(self, schedule: str) -> Pledge:
        """What is promised for a schedule."""
        return self.schedules.get(schedule) or Pledge()
