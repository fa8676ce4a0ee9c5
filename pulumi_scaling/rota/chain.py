"""A chain of escalation as values: who is paged when nobody answers, and after how long."""

from dataclasses import dataclass
from datetime import time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """Days of the week, and the hours of each of them."""

    days: frozenset[int]
    """ISO weekdays: Monday is 1, Sunday 7."""
    start: time
    end: time
    """Excluded, as every end is. An end that is not after the start leaves nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hours:
    """Weekly windows, on the clocks of a zone."""

    zone: ZoneInfo
    windows: tuple[Window, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """When a link pages: an escalation that comes to it at another time passes it by."""

    hours: Hours
    when: Literal["during", "outside"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """One link of a chain: whom to page, and how long to wait for them."""

    wait: timedelta
    """How long they have before the next link is paged."""
    schedule: str | None = None
    """Whatever a schedule is called in the mapping that is handed along; or people."""
    users: tuple[str, ...] = ()
    condition: Condition | None = None
