"""The verdict: one sentence that holds if nothing else is read, and a line a schedule below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from .cells import Window
from .names import Names
from .outcome import PersonReview, ScheduleReview, Verdict
from .saying import Said, Sayable, joined, listed, said, strong
from .stints import Track
from .walls import Wall, counted
from .worlds import Refused

__all__ = ["Walls", "verdict"]

Walls: TypeAlias = Callable[[Track], tuple[Wall, Wall]]
"""The clocks of a schedule, before and after."""


def verdict(
    schedules: Sequence[ScheduleReview],
    people: Sequence[PersonReview],
    refused: Sequence[Refused],
    window: Window,
    called: Names,
    walls: Walls,
) -> Verdict:
    """What has to be said first."""
    moved = [each for each in schedules if each.tracks]
    now = [each for each in moved if each.now[0].owner != each.now[1].owner]
    lines = tuple(_line(each, window, called, walls) for each in moved)
    if refused:
        why = tuple(said(strong(each.name), f" {each.reason}: {each.remedy}") for each in refused)
        return Verdict(
            mark="⛔",
            headline="this will be refused when it is applied",
            lines=(*why, *lines),
        )
    if now:
        where = "" if len(now) == 1 else f" on {len(now)} schedules"
        headline = f"the pager changes hands{where} when this is applied"
        return Verdict(mark="⚠️", headline=headline, lines=lines)
    if moved:
        return Verdict(mark="✅", headline="nobody's current turn changes", lines=lines)
    return Verdict(mark="✅", headline="nobody's turns change", lines=())


def _line(one: ScheduleReview, window: Window, called: Names, walls: Walls) -> Said:
    was, will = (each.owner for each in one.now)
    wall = walls(one.tracks[0])[1]
    names = [called(each) if each else "nobody" for each in (was, will)]
    parts: list[Sayable] = []
    if was != will:
        parts.append(said("now ", strong(" → ".join(names))))
    else:
        parts.append(said("stays with ", strong(names[1])))
    turns = [each for each in one.before if each.on_call.owner and each.start > window.now]
    hit = [
        each
        for each in turns
        if any(
            other.owner_changes and other.start < each.end and each.start < other.end
            for other in one.differences
        )
    ]
    if turns and hit:
        parts.append(f"{len(hit)} of the next {counted(len(turns), 'turn')} move")
    people = {track.person for track in one.tracks}
    parts.append("1 person" if len(people) == 1 else f"{len(people)} people")
    if one.tracks[0].first > window.now:
        first = [called(each.person) for each in one.tracks if each.first == one.tracks[0].first]
        parts.append(said("first ", listed(first), f", {wall.moment(one.tracks[0].first)}"))
    return said(strong(one.name), " ", joined(" · ", parts))
