"""Policies before and after: whom each wakes if it burns now and nobody answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from pulumi_scaling.rota import Reach, Rota, reach

from .worlds import Chain, World

__all__ = ["ChainReview", "Rung", "chain_reviews"]


@dataclass(frozen=True, slots=True)
class Rung:
    """One link that is come to."""

    after: timedelta
    people: tuple[str, ...]
    where: str
    """The schedule they are on call for, if it is one."""
    known: bool
    """Whether it can be told whom it wakes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainReview:
    """One policy."""

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
    ours, theirs = _rotas(before), _rotas(after)
    for key in {**before.chains, **after.chains}:
        was, will = before.chains.get(key), after.chains.get(key)
        here = will or was
        if here:
            yield ChainReview(
                key=key,
                name=here.name,
                was=was,
                will=will,
                before=_rungs(was, before, reach(was.links, now, ours)) if was else (),
                after=_rungs(will, after, reach(will.links, now, theirs)) if will else (),
            )


def _rotas(world: World) -> dict[str, Rota]:
    """Of what is seen whole: of any other it is not known whom it pages."""
    return {key: each.rota for key, each in world.schedules.items() if not each.unseen}


def _rungs(chain: Chain, world: World, reached: Reach) -> tuple[Rung, ...]:
    found: list[Rung] = []
    for page in reached.links:
        link = chain.links[page.link]
        schedule = world.schedules.get(link.schedule) if link.schedule else None
        where = schedule.name if schedule else link.schedule or ""
        # A link without a target is one whose target is not seen.
        lost = link.schedule is None and not link.users and bool(chain.unseen)
        known = page.unknown is None and not lost
        found.append(Rung(page.after, page.people, where, known))
    return tuple(found)
