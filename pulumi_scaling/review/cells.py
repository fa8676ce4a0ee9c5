"""What somebody does until now and from now on, in a few words: the cells of *who must know*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from .saying import Said, joined, said, strong
from .setting import Holidays, Setting
from .stints import Stint, Track
from .walls import Wall, city, counted, every

__all__ = ["holidays_in", "shown", "words"]

ONE_BY_ONE: Final = 3
"""Turns that are told one by one where they follow no rhythm."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Side:
    """One side of a track."""

    wall: Wall
    setting: Setting
    role: str
    """` as backup`, or nothing."""
    shown: Sequence[Stint]
    every: int | None
    whole: Sequence[Stint]
    opposite: Sequence[Stint]
    """The whole of the other side."""
    clocks: bool
    """Whether days alone would not tell it."""
    zone: str

    def running(self) -> Stint | None:
        """What goes on now, of what is shown."""
        return next((each for each in self.shown if each.start == self.setting.now), None)

    def to_come(self) -> Said:
        """The turns after the one that runs."""
        rest = [each for each in self.shown if each.start > self.setting.now]
        if self.every and rest:
            return said(self._span(rest[0]), self.zone, f", then every {every(self.every)}")
        more = len(rest) - ONE_BY_ONE
        parts = [self._span(each) for each in rest[:ONE_BY_ONE]]
        told = joined(", ", [*parts, f"and {counted(more, 'more turn')}"] if more > 0 else parts)
        return said(told, self.zone) if told else told

    def next_unchanged(self) -> Said:
        """The first turn to come, where none of those that change is."""
        coming = next((each for each in self.whole if each.start > self.setting.now), None)
        return said(self._span(coming), self.zone) if coming else said()

    def told(self, *, at_once: bool) -> Said:
        """All of it."""
        running, rest = self.running(), self.to_come()
        if running is None:
            return said(rest, self.role) if rest else said()
        head = strong(f"on call{self.role} at once") if at_once else f"on call{self.role} now"
        ends = running.end < self.setting.until
        until = f", until {self.wall.moment(running.end)}{self.zone}" if ends else ", all the time"
        return said(head, until, ", next " if rest else "", rest)

    def also(self) -> str:
        """Holidays that change hands in a turn that is not told of."""
        wall, days = self.wall, self.setting.holidays
        own = {name for each in self.whole for name in holidays_in(each, wall, days)}
        there = {name for each in self.opposite for name in holidays_in(each, wall, days)}
        some = [each for each in self.shown if each.start > self.setting.now]
        head = some[:1] if self.every else some[:ONE_BY_ONE]
        head += [each for each in self.shown if each.end >= self.setting.until]
        told = {name for each in head for name in holidays_in(each, wall, days)}
        left = [name for name in dict.fromkeys(days.values()) if name in own - there - told]
        return f" (also {' and '.join(left)})" if left else ""

    def _span(self, one: Stint) -> str:
        names = holidays_in(one, self.wall, self.setting.holidays)
        note = f" ({', '.join(names)})" if names else ""
        same = self.wall.clock(one.start) == self.wall.clock(one.end)
        clock = f", {self.wall.clock(one.start)}" if self.clocks and same else ""
        if one.end < self.setting.until:
            span = self.wall.span(one.start, one.end, clocks=self.clocks and not same)
            return f"{span}{note}{clock}"
        start = self.wall.moment(one.start) if self.clocks else self.wall.day(one.start)
        return f"from {start}{note}"


def words(track: Track, setting: Setting, other: Sequence[Stint] = ()) -> tuple[Said, Said]:
    """Until now, and from now on; on the clocks of the schedule before and after.

    `other` is what they will have in the other role on the same schedule.
    """
    walls = setting.walls(setting.schedules[track.schedule])
    seen = shown(track)
    moved = walls[0].zone.key != walls[1].zone.key
    sides = [
        _Side(
            wall=wall,
            setting=setting,
            role=" as backup" if track.role == "backup" else "",
            shown=some,
            every=every_,
            whole=whole,
            opposite=opposite,
            clocks=moved or _clocks(walls, seen, setting) > 1,
            zone=f" {city(wall.zone)}" if moved or setting.say_zone else "",
        )
        for wall, some, every_, whole, opposite in (
            (walls[0], seen[0], track.every_before, track.before, track.after),
            (walls[1], seen[1], track.every_after, track.after, track.before),
        )
    ]
    before, after = sides
    return said(before.told(at_once=False) or "–", before.also()), _after(
        track, before, after, other
    )


def shown(track: Track) -> tuple[Sequence[Stint], Sequence[Stint]]:
    """What is told: all from the first change on where it has a rhythm, else what changes."""
    changed = track.changed
    ours, theirs = ([each for each in some if each.end >= track.first] for some in track.sides)
    rhythmic = (track.every_before or not ours) and (track.every_after or not theirs)
    return (ours, theirs) if rhythmic and sum(map(len, changed)) > 2 else changed


def holidays_in(one: Stint, wall: Wall, holidays: Holidays) -> list[str]:
    """Those whose noon lies in a stint."""
    noons = (
        (datetime(day.year, day.month, day.day, 12, tzinfo=wall.zone), name)
        for day, name in holidays.items()
    )
    return list(dict.fromkeys(name for noon, name in noons if one.start <= noon < one.end))


def _after(track: Track, before: _Side, after: _Side, other: Sequence[Stint]) -> Said:
    """What comes; `other` is what they have in the other role on the same schedule."""
    now = after.setting.now
    runs, ran = after.running(), before.running()
    none = said() if other else said("no turns any more")
    if track.first == now and ran and not runs:
        rest = after.to_come() or after.next_unchanged()
        then = said(", next ", rest) if rest else said(", ", none) if none else none
        stays = any(each.start == now for each in other)
        head = f"no longer {track.role}" if stays else f"off{after.role} at once"
        return said(strong(head), then, after.also())
    nothing = none if track.before and not track.after else said("–")
    if track.before and track.after and not after.shown:
        nothing = said("not then")
    return said(after.told(at_once=bool(runs and not ran)) or nothing, after.also())


def _clocks(
    walls: tuple[Wall, Wall], seen: tuple[Sequence[Stint], Sequence[Stint]], setting: Setting
) -> int:
    edges = (
        (wall, edge)
        for wall, some in zip(walls, seen, strict=True)
        for each in some[: ONE_BY_ONE + 1]  # what follows is told by these, or not told
        for edge in (each.start, each.end)
    )
    return len({wall.clock(at) for wall, at in edges if at not in {setting.now, setting.until}})
