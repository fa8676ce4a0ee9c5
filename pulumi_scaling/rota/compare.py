"""Where two rotas give different answers, by intervals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from .duty import Duty, OnCall, timeline
from .rota import Rota


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """An interval in which another person owns incidents, or others are paged."""

    start: datetime
    end: datetime
    before: OnCall
    after: OnCall

    @property
    def owner_changes(self) -> bool:
        """Whether the pager itself is in other hands."""
        return self.before.owner != self.after.owner


def compare(before: Rota, after: Rota, start: datetime, end: datetime) -> Iterator[Difference]:
    """All that differs inside a window, first to last, in the fewest intervals.

    A rota without layers stands for a schedule that is not there.
    """
    ours, theirs = timeline(before, start, end), timeline(after, start, end)
    found: Difference | None = None
    for since, until, was, will in _side_by_side(ours, theirs):
        if found and (since, was, will) == (found.end, found.before, found.after):
            found = Difference(start=found.start, end=until, before=was, after=will)
            continue
        if found:
            yield found
        found = Difference(start=since, end=until, before=was, after=will) if was != will else None
    if found:
        yield found


def _side_by_side(
    ours: Iterator[Duty], theirs: Iterator[Duty]
) -> Iterator[tuple[datetime, datetime, OnCall, OnCall]]:
    """Two answers for one window, cut wherever either of them changes."""
    mine, other = next(ours, None), next(theirs, None)
    begin = mine.start if mine else None
    while mine and other and begin:
        until = min(mine.end, other.end)
        yield begin, until, mine.on_call, other.on_call
        begin = until
        if mine.end == until:
            mine = next(ours, None)
        if other.end == until:
            other = next(theirs, None)
