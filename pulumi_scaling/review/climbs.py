"""Whom a policy wakes at an instant, after how long, if nobody answers; and what a plan changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pulumi_scaling.rota import Condition, on_call

from .gaps import weekly
from .worlds import Chain, Schedule, World

__all__ = ["ChainReview", "Rung", "chain_reviews", "climb"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One link that is come to."""

    after: timedelta
    people: tuple[str, ...]
    where: str
    """The schedule they are on call for, if it is one."""
    known: bool = True
    """Whether it can be told whom it wakes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainReview:
    """A policy before and after."""

    key: str
    name: str
    was: Chain | None
    will: Chain | None
    before: tuple[Rung, ...]
    """If it burns now."""
    after: tuple[Rung, ...]

    @property
    def relinked(self) -> bool:
        """Whether the chain itself differs, and not only who is on call."""
        ours, theirs = (each.links if each else () for each in (self.was, self.will))
        return ours != theirs

    @property
    def told(self) -> bool:
        """Whether the two can be compared."""
        ours, theirs = (
            frozenset(one.what for one in each.unseen) if each else frozenset[str]()
            for each in (self.was, self.will)
        )
        return ours == theirs or not (self.was and self.will)


def chain_reviews(before: World, after: World, now: datetime) -> Iterator[ChainReview]:
    """All of them, as they stand in the worlds."""
    for key in {**before.chains, **after.chains}:
        was, will = before.chains.get(key), after.chains.get(key)
        here = will or was
        if here:
            yield ChainReview(
                key=key,
                name=here.name,
                was=was,
                will=will,
                before=tuple(climb(was, before.schedules, now)) if was else (),
                after=tuple(climb(will, after.schedules, now)) if will else (),
            )


def climb(chain: Chain, schedules: Mapping[str, Schedule], at: datetime) -> Iterator[Rung]:
    """The links that are come to, first to last; one that does not hold then is passed by."""
    after = timedelta()
    hidden = bool(chain.unseen)
    for link in chain.links:
        if link.condition and not _holds(link.condition, at):
            continue
        if link.schedule is None:
            yield Rung(after, link.users, "", known=bool(link.users) or not hidden)
        elif (schedule := schedules.get(link.schedule)) is None:
            yield Rung(after, (), link.schedule, known=False)
        else:
            people = on_call(schedule.rota, at).paging_targets
            yield Rung(after, people, schedule.name, known=bool(people) or not schedule.unseen)
        after += link.wait


def _holds(condition: Condition, at: datetime) -> bool:
    inside = any(each.start <= at < each.end for each in weekly(condition.hours, at, at))
    return inside == (condition.when == "during")
