"""Whether somebody is on call whenever that was promised.

A gap is when nobody *owns* incidents: they are opened for nobody, and nobody answers for them. A
layer behind the owner's may page people even then, who are woken without being told that it is
theirs: a gap says who. Outside of a promise silence is meant, and none of this is looked at.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

from .clock import END
from .duty import OnCall
from .intervals import Piece, side_by_side
from .promise import Promise
from .rota import Rota
from .sweep import Duty, sweep


@dataclass(frozen=True, kw_only=True, slots=True)
class Gap:
    """An interval inside a promise in which nobody owns incidents."""

    start: datetime
    end: datetime
    paged: tuple[str, ...]
    """Who is woken all the same."""

    @property
    def silent(self) -> bool:
        """Whether nobody is woken either."""
        return not self.paged


@dataclass(frozen=True, kw_only=True, slots=True)
class Cover:
    """How much of a promise is kept."""

    promised: timedelta
    owned: timedelta
    """Of it, with somebody who owns incidents; the rest is in the gaps."""
    paged: timedelta
    """Of it, with somebody who is woken, be it without an owner."""
    gaps: tuple[Gap, ...]
    """First to last, in the fewest intervals."""


def cover(rota: Rota, promise: Promise, start: datetime, end: datetime) -> Cover:
    """What a rota keeps of a promise inside a window."""
    return _cover(sweep(rota, start, end), promise, rota.zone)


def cover_of(duties: Iterable[Duty], promise: Promise, zone: ZoneInfo) -> Cover:
    """The same of a timeline, for those who have it already; `zone` is that of the rota."""
    return _cover(((duty.start, duty.end, duty.on_call) for duty in duties), promise, zone)


def _cover(duties: Iterator[Piece[OnCall]], promise: Promise, zone: ZoneInfo) -> Cover:
    promised = owned = paged = timedelta(0)
    gaps: list[Gap] = []
    for start, end, answer in _inside(duties, promise, zone):
        promised += end - start
        if answer.paging_targets:
            paged += end - start
        if answer.owner is None:
            gaps.append(Gap(start=start, end=end, paged=answer.paging_targets))
        else:
            owned += end - start
    return Cover(promised=promised, owned=owned, paged=paged, gaps=tuple(gaps))


def _inside(
    duties: Iterator[Piece[OnCall]], promise: Promise, zone: ZoneInfo
) -> Iterator[Piece[OnCall]]:
    first = next(duties, None)
    if first is None:
        return
    hours = ((*each, None) for each in promise.intervals(zone, first[0], END))
    for start, end, answer, _ in side_by_side(chain([first], duties), hours):
        yield start, end, answer
