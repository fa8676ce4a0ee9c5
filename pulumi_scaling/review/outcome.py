"""What a comparison found, as values: all that renderers show. Knows no rule and no renderer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Difference, Duty, OnCall

from .climbs import ChainReview
from .names import Names
from .saying import Said
from .stints import Track
from .worlds import Refused, Schedule, Unseen, World

__all__ = [
    "Finding",
    "Level",
    "Mark",
    "PersonReview",
    "PersonRow",
    "Review",
    "ScheduleReview",
    "Section",
    "Verdict",
]

Mark = Literal["✅", "⚠️", "⛔", ""]
Level = Literal["failure", "warning", "note"]
"""It will not be applied; somebody should look; it was so before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """Something a rule has to say."""

    rule: str
    """As `--fail-on` and `on-call.toml` call it."""
    level: Level
    said: Said
    schedule: str | None = None
    """The key of the one it is about, if it is about one."""
    in_verdict: bool = False
    """Whether the verdict or the table says it already."""

    @property
    def sentence(self) -> str:
        """The same as text alone."""
        return str(self.said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What must be read if nothing else is."""

    mark: Mark
    headline: str
    lines: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ScheduleReview:
    """One schedule, before and after."""

    key: str
    name: str
    was: Schedule | None
    will: Schedule | None
    before: tuple[Duty, ...]
    """The whole window, without a hole."""
    after: tuple[Duty, ...]
    differences: tuple[Difference, ...]
    tracks: tuple[Track, ...] = ()
    """Of everybody whose duty differs; none if it cannot be told."""
    unseen: tuple[Unseen, ...] = ()
    told: bool = True
    """Whether the two can be compared: what is not seen is the same on both sides."""

    @property
    def now(self) -> tuple[OnCall, OnCall]:
        """Who is on call the moment before it is applied, and the moment after."""
        return self.before[0].on_call, self.after[0].on_call

    @property
    def stays(self) -> Schedule | None:
        """What it will be, if it is there before and after."""
        return self.will if self.was else None


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonReview:
    """Somebody whose duty differs."""

    person: str
    name: str
    zone: ZoneInfo
    """Theirs, or that of the review."""
    tracks: tuple[Track, ...]
    first: datetime
    notice: int
    """Days of their calendar until then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonRow:
    """A row of *who must know*: several lines where several schedules are told of."""

    who: Said
    until_now: tuple[Said, ...]
    from_now_on: tuple[Said, ...]
    first: Said
    people: tuple[str, ...]
    """The e-mails of those it is about."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """Something to be opened by those who want to know more."""

    title: str
    lines: tuple[Said, ...] = ()
    head: tuple[str, ...] = ()
    """Of a table; and its rows."""
    rows: tuple[tuple[Said, ...], ...] = ()
    drawn: tuple[str, ...] = ()
    """Lines of characters of one width."""
    folded: bool = True


@dataclass(frozen=True, kw_only=True)
class Review:
    """All there is to say of one stack."""

    stack: str
    now: datetime
    until: datetime
    zone: ZoneInfo | None
    """Of times of which nothing else is said; None where each says its own."""
    before: World
    after: World
    called: Names
    """What people are called here."""
    schedules: tuple[ScheduleReview, ...] = ()
    chains: tuple[ChainReview, ...] = ()
    people: tuple[PersonReview, ...] = ()
    table: tuple[PersonRow, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: tuple[Refused, ...] = ()
    verdict: Verdict
    hints: tuple[Said, ...] = ()
    """What would spare somebody."""
    sections: tuple[Section, ...] = ()
    """In the order of their weight."""
    unseen: tuple[tuple[str, Unseen], ...] = ()
    """By name of what it is about."""
