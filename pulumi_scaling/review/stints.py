"""Who is on call when, person by person: out of timelines, and what of it differs.

A stint is one person's, in one role: the owner of incidents, or somebody who is paged beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from pulumi_scaling.rota import Difference, Duty, OnCall, Rota

__all__ = ["Role", "Stint", "Track", "rhythm", "role_of", "stints", "tracks"]

Role = Literal["owner", "backup"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stint:
    """An interval in which somebody has one role."""

    start: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Track:
    """What one person does in one role on one schedule, where that changes."""

    person: str
    schedule: str
    """Its key."""
    role: Role
    first: datetime
    """When it changes first."""
    before: tuple[Stint, ...]
    """All in the window, changed or not."""
    after: tuple[Stint, ...]
    every_before: int | None = None
    """Days from one to the next."""
    every_after: int | None = None

    @property
    def sides(self) -> tuple[tuple[Stint, ...], tuple[Stint, ...]]:
        """Before and after."""
        return self.before, self.after

    @property
    def changed(self) -> tuple[tuple[Stint, ...], tuple[Stint, ...]]:
        """Those that are not there, the same, on the other side."""
        ours, theirs = frozenset(self.before), frozenset(self.after)
        return (
            tuple(each for each in self.before if each not in theirs),
            tuple(each for each in self.after if each not in ours),
        )


def role_of(person: str, on_call: OnCall) -> Role | None:
    """What somebody is in an answer; the order of those beside the owner is nobody's role."""
    if person == on_call.owner:
        return "owner"
    return "backup" if person in on_call.paging_targets else None


def stints(duties: Iterable[Duty]) -> dict[tuple[str, Role], tuple[Stint, ...]]:
    """All of a timeline, by person and role; what goes on is one."""
    found: dict[tuple[str, Role], list[Stint]] = {}
    for duty in duties:
        for person, role in roles(duty.on_call):
            own = found.setdefault((person, role), [])
            if own and own[-1].end == duty.start:
                own[-1] = Stint(start=own[-1].start, end=duty.end)
            else:
                own.append(Stint(start=duty.start, end=duty.end))
    return {who: tuple(each) for who, each in found.items()}


def roles(on_call: OnCall) -> Iterator[tuple[str, Role]]:
    """Everybody in an answer."""
    if on_call.owner is not None:
        yield on_call.owner, "owner"
    for each in on_call.paging_targets:
        if each != on_call.owner:
            yield each, "backup"


def tracks(
    schedule: str,
    rotas: tuple[Rota, Rota],
    timelines: tuple[Sequence[Duty], Sequence[Duty]],
    differences: Iterable[Difference],
) -> tuple[Track, ...]:
    """Of everybody whose duty differs, first to change first."""
    first: dict[tuple[str, Role], datetime] = {}
    for each in differences:
        for who in set(roles(each.before)) ^ set(roles(each.after)):
            first.setdefault(who, each.start)
    if not first:
        return ()
    window = timelines[0][0].start, timelines[0][-1].end
    ours, theirs = (stints(each) for each in timelines)
    found: list[Track] = []
    for (person, role), at in sorted(first.items(), key=lambda each: (each[1], each[0])):
        before, after = ours.get((person, role), ()), theirs.get((person, role), ())
        every = [
            rhythm(rota, person, role, some, window)
            for rota, some in zip(rotas, (before, after), strict=True)
        ]
        found.append(
            Track(
                person=person,
                schedule=schedule,
                role=role,
                first=at,
                before=before,
                after=after,
                every_before=every[0],
                every_after=every[1],
            )
        )
    return tuple(found)


def rhythm(
    rota: Rota, person: str, role: Role, some: Sequence[Stint], window: tuple[datetime, datetime]
) -> int | None:
    """Days of the calendar from one turn of somebody to their next, if it stays the same.

    Told by the layer, since a window may show only one turn or two; and not said where what the
    window shows is otherwise.
    """
    mine = [each for each in rota.layers if person in each.participants]
    own = [each for each in mine if (each.position == 0) == (role == "owner")]
    if len(own) != 1 or len(mine) != 1 or own[0].participants.count(person) != 1:
        return None
    since, until = window
    if rota.overrides or (own[0].effective_until and own[0].effective_until < until):
        return None
    days = own[0].length_days * len(own[0].participants)
    # What runs at the start of the window began before it.
    starts = [each.start.astimezone(rota.zone).date() for each in some if each.start > since]
    between = {(other - one).days for one, other in pairwise(starts)}
    return days if len(own[0].participants) > 1 and between <= {days} else None
