"""What being on call asks of each person: hours, nights, weekends, holidays, and how many in a row.

A person's own clock says what is a night or a Sunday, and every hour is one that passes: the night
in which clocks are put back is an hour longer for whoever has it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from heapq import merge
from typing import Final
from zoneinfo import ZoneInfo

from .clock import END, later
from .sweep import Duty
from .tape import Tape
from .wall_hours import (
    DAY,
    EVERY_DAY,
    Interval,
    WallHours,
    intervals,
    on_weekdays,
    parts,
    since_midnight,
)

NIGHT: Final = (time(22), time(7))
_NOTHING: Final = timedelta(0)
_WEEKEND: Final = frozenset({6, 7})


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """What adds up; an hour on two schedules is one hour."""

    time: timedelta = _NOTHING
    nights: timedelta = _NOTHING
    """Of that time, what is at night."""
    weekends: timedelta = _NOTHING
    """Of that time, what is on a Saturday or a Sunday."""
    holidays: timedelta = _NOTHING
    """Of that time, what is on one of the given dates."""
    turns: int = 0
    """How often it began. Who follows themselves has one long turn."""
    longest: timedelta = _NOTHING
    """The longest turn."""
    nights_in_a_row: int = 0
    """The most nights one after another in which there was any of it: one may be woken in each."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """One person's part of some schedules, in some window."""

    person: str
    zone: ZoneInfo
    """Whose nights and days were counted."""
    owner: Tally = field(default_factory=Tally)
    """As who answers for incidents."""
    paged: Tally = field(default_factory=Tally)
    """As anybody who is woken by them; owners are among those."""


def load(
    *timelines: Iterable[Duty],
    zone: ZoneInfo,
    zones: Mapping[str, ZoneInfo] | None = None,
    night: tuple[time, time] = NIGHT,
    holidays: Collection[date] = (),
) -> dict[str, Load]:
    """Who has how much, of one schedule or of several; in the order of their names.

    `zone` is for those whose own is not in `zones`: that of the rota. A night that ends before it
    begins ends on the next day.
    """
    if night[0] == night[1]:
        raise ValueError(f"a night from {night[0]:%H:%M} to {night[1]:%H:%M} has no length")
    calendars: dict[ZoneInfo, _Calendar] = {}
    owners: dict[str, _Account] = {}
    everybody: dict[str, _Account] = {}

    def account(role: dict[str, _Account], person: str, begin: datetime) -> _Account:
        if person not in role:
            local = (zones or {}).get(person, zone)
            if local not in calendars:
                calendars[local] = _Calendar(local, begin, night, holidays)
            role[person] = _Account(calendars[local])
        return role[person]

    for duty in merge(*timelines, key=lambda duty: duty.start):
        start, end, owner = duty.start, duty.end, duty.on_call.owner
        if owner is not None:
            account(owners, owner, start).book(start, end)
        for person in duty.on_call.paging_targets:
            account(everybody, person, start).book(start, end)
    return {
        person: Load(
            person=person,
            zone=everybody[person].calendar.zone,
            owner=owners[person].tally() if person in owners else Tally(),
            paged=everybody[person].tally(),
        )
        for person in sorted(everybody)
    }


class _Calendar:
    """Nights, weekends and holidays on the clocks of a zone, from an instant on."""

    def __init__(
        self,
        zone: ZoneInfo,
        begin: datetime,
        night: tuple[time, time],
        holidays: Collection[date],
    ) -> None:
        start, end = (since_midnight(each) for each in night)
        nights = WallHours(zone, on_weekdays(EVERY_DAY), start, end if start < end else end + DAY)
        weekends = WallHours(zone, on_weekdays(_WEEKEND), _NOTHING, DAY)
        days = {day.toordinal() for day in holidays}
        dates = WallHours(zone, days.__contains__, _NOTHING, DAY)
        # Nobody looks for another one behind the last: the calendar goes on for long.
        over = datetime.combine(max(holidays, default=date.min), time(), timezone.utc)
        self.zone = zone
        self.nights = Tape(intervals([nights], begin, END))
        self.each_night = Tape(_each_night(parts(nights, begin, END)))
        self.weekends = Tape(intervals([weekends], begin, END))
        self.holidays = Tape(intervals([dates], begin, later(over, 2 * DAY)))


def _each_night(pieces: Iterator[tuple[datetime, datetime, int]]) -> Iterator[Interval]:
    """From its first piece to its last. What touches is one night: a date between never was."""
    found: tuple[datetime, datetime, int] | None = None
    for start, end, day in pieces:
        if found and (start <= found[1] or day == found[2]):
            found = (found[0], end, day)
            continue
        if found:
            yield found[0], found[1]
        found = (start, end, day)
    if found:
        yield found[0], found[1]


class _Account:
    """What one person has in one role, told duty by duty in the order of their starts."""

    def __init__(self, calendar: _Calendar) -> None:
        self.calendar = calendar
        self._turn: Interval | None = None
        self._night, self._nights = -2, 0
        self._tally = Tally()

    def book(self, start: datetime, end: datetime) -> None:
        if self._turn is None:
            self._turn = (start, end)
        elif start <= self._turn[1]:
            self._turn = (self._turn[0], max(end, self._turn[1]))
        else:
            self._close(*self._turn)
            self._turn = (start, end)

    def tally(self) -> Tally:
        if self._turn is not None:
            self._close(*self._turn)
            self._turn = None
        return self._tally

    def _close(self, start: datetime, end: datetime) -> None:
        calendar, so_far = self.calendar, self._tally
        self._tally = Tally(
            time=so_far.time + (end - start),
            nights=so_far.nights + calendar.nights.between(start, end),
            weekends=so_far.weekends + calendar.weekends.between(start, end),
            holidays=so_far.holidays + calendar.holidays.between(start, end),
            turns=so_far.turns + 1,
            longest=max(so_far.longest, end - start),
            nights_in_a_row=max(so_far.nights_in_a_row, self._in_a_row(start, end)),
        )

    def _in_a_row(self, start: datetime, end: datetime) -> int:
        touched = self.calendar.each_night.touched(start, end)
        if touched:
            going_on = touched[0] <= self._night + 1
            self._nights = touched[-1] - self._night + self._nights if going_on else len(touched)
            self._night = touched[-1]
        return self._nights
