"""A measuring tape: intervals laid out in order, and how much of them lies between two instants."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta

from .wall_hours import Interval


class Tape:
    """Read from its intervals only as far as it was asked, and each of them once."""

    def __init__(self, intervals: Iterator[Interval]) -> None:
        self._coming = intervals
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._before: list[timedelta] = []
        self._all = timedelta(0)
        self._whole = False

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the intervals lies inside another one."""
        return self._until(end) - self._until(start)

    def touched(self, start: datetime, end: datetime) -> range:
        """Which of the intervals another one touches, counted from the first."""
        self._read(end)
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))

    def _until(self, at: datetime) -> timedelta:
        self._read(at)
        last = bisect_right(self._starts, at) - 1
        if last < 0:
            return timedelta(0)
        return self._before[last] + (min(at, self._ends[last]) - self._starts[last])

    def _read(self, at: datetime) -> None:
        while not self._whole and (not self._starts or self._starts[-1] <= at):
            following = next(self._coming, None)
            if following is None:
                self._whole = True
                return
            start, end = following
            self._starts.append(start)
            self._ends.append(end)
            self._before.append(self._all)
            self._all += end - start
