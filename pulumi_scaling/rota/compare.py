"""Where two rotas give different answers, by intervals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from .duty import OnCall
from .intervals import Piece, side_by_side
from .rota import Rota
from .sweep import Duty, sweep


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
    if before == after:
        return iter(())
    return _differences(sweep(before, start, end), sweep(after, start, end))


def differences(before: Iterable[Duty], after: Iterable[Duty]) -> Iterator[Difference]:
    """The same of two timelines of one window, for those who have them already."""
    return _differences(_pieces(before), _pieces(after))


def _pieces(duties: Iterable[Duty]) -> Iterator[Piece[OnCall]]:
    return ((duty.start, duty.end, duty.on_call) for duty in duties)


def _differences(
    before: Iterator[Piece[OnCall]], after: Iterator[Piece[OnCall]]
) -> Iterator[Difference]:
    # Neither goes on as it was across a cut, so no two pieces in a row are of one kind.
    for start, end, was, will in side_by_side(before, after):
        if was is not will and was != will:
            yield Difference(start=start, end=end, before=was, after=will)
