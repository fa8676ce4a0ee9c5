"""Whom a chain pages, after how long, if an incident is opened at an instant and nobody answers.

A link is judged when the escalation comes to it: who is on call then, and whether its condition
holds then. A link whose condition fails is passed by at once. If that happens to all of them, the
last one pages all the same: no incident is left with nobody.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from .chain import Link
from .clock import later, utc
from .duty import on_call
from .rota import Rota

People = tuple[str, ...]
"""Whom a link pages."""


class Page(NamedTuple):
    """A link that an escalation came to, and whom it pages."""

    link: int
    """Which one of the chain, counted from 0."""
    after: timedelta
    """How long after the start."""
    people: People
    unknown: str | None = None
    """The schedule that nobody told us of: there may be somebody on it, or nobody."""
    forced: bool = False
    """Whether its condition fails as those of all others did, and it pages all the same."""

    @property
    def silent(self) -> bool:
        """Whether it is known to reach nobody."""
        return not self.people and self.unknown is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """How an escalation goes on while nobody answers."""

    links: tuple[Page, ...]
    """Those it comes to, in order; the silent ones are among them."""
    passed: tuple[int, ...]
    """Those it passes by, because their conditions fail."""
    over: timedelta
    """How long after the start the last one has had its time: from then on nobody more is paged."""

    woken: tuple[tuple[timedelta, People, str | None], ...] = field(init=False, compare=False)
    """Who hears of it: after how long, who, or which schedule that is not known."""

    def __post_init__(self) -> None:
        heard = [each[1:4] for each in self.links if each.people or each.unknown is not None]
        object.__setattr__(self, "woken", tuple(heard))

    @property
    def silent(self) -> tuple[Page, ...]:
        """Links that reach nobody, for which everybody waits all the same."""
        return tuple(each for each in self.links if each.silent)

    @property
    def again(self) -> tuple[Page, ...]:
        """Links that page nobody but people who were paged right before, and did not answer."""
        heard = [each for each in self.links if not each.silent]
        return tuple(
            then
            for now, then in pairwise(heard)
            if then.people and set(then.people) <= set(now.people)
        )

    @property
    def nobody(self) -> bool:
        """Whether the whole chain is known to reach nobody."""
        return not self.woken


def reach(links: Sequence[Link], at: datetime, rotas: Mapping[str, Rota]) -> Reach:
    """Whom a chain pages if it starts at an instant; a schedule not in the mapping is unknown."""
    start = utc(at)

    def holds(link: Link, after: timedelta) -> bool:
        return link.condition is None or link.condition.holds(later(start, after))

    def paged(schedule: str, after: timedelta) -> People:
        return on_call(rotas[schedule], later(start, after)).paging_targets

    return climb(links, rotas, holds, paged)


def climb(
    links: Sequence[Link],
    rotas: Mapping[str, Rota],
    holds: Callable[[Link, timedelta], bool],
    paged: Callable[[str, timedelta], People],
) -> Reach:
    """The rule itself, for whoever knows what is true some time after the start."""
    found: list[Page] = []
    passed: list[int] = []
    after = timedelta(0)
    for number, link in enumerate(links):
        forced = False
        if not holds(link, after):
            forced = not found and number == len(links) - 1
            if not forced:
                passed.append(number)
                continue
        if link.schedule is None:
            found.append(Page(number, after, tuple(dict.fromkeys(link.users)), None, forced))
        elif link.schedule in rotas:
            found.append(Page(number, after, paged(link.schedule, after), None, forced))
        else:
            found.append(Page(number, after, (), link.schedule, forced))
        after += link.wait
    return Reach(links=tuple(found), passed=tuple(passed), over=after)
