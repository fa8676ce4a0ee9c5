"""What a measurement says: a row with ours, what stands beside it, and the ratio of the two."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    what: str
    ours: str
    beside: str
    ratio: str
    goal: str


def spread(values: Sequence[float], unit: str = "s", digits: int = 2) -> str:
    """Median, smallest and largest."""
    least, most = min(values), max(values)
    return f"{statistics.median(values):.{digits}f} {unit} ({least:.{digits}f}-{most:.{digits}f})"


def held(goal: str, *, good: bool) -> str:
    """A goal and whether it is met."""
    return f"{goal} {'✓' if good else '✗'}"


def compared(
    what: str,
    ours: Sequence[float],
    beside: Sequence[float],
    most: float | None,
    unit: str = "s",
    digits: int = 2,
) -> Line:
    """A ratio of medians."""
    ratio = statistics.median(ours) / statistics.median(beside)
    goal = "" if most is None else held(f"≤ {most}", good=ratio <= most)
    shown = spread(ours, unit, digits), spread(beside, unit, digits)
    return Line(what, shown[0], shown[1], f"{ratio:.3f}", goal)


def turns(rounds: int, *each: Callable[[], float]) -> list[list[float]]:
    """Times of each, taken in turns."""
    taken: list[list[float]] = [[] for _ in each]
    for number in range(rounds):
        order = list(enumerate(each))
        # Whoever comes first may find colder caches.
        for place, one in order if number % 2 else reversed(order):
            taken[place].append(one())
    return taken


def table(lines: Sequence[Line]) -> str:
    head = "| what | ours | beside | ratio | goal |\n| --- | --- | --- | --- | --- |\n"
    return head + "".join(
        f"| {line.what} | {line.ours} | {line.beside} | {line.ratio} | {line.goal} |\n"
        for line in lines
    )
