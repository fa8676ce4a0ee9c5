"""Instants as a person reads them from a clock on the wall. Knows neither people nor worlds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["Wall", "ago", "city", "counted", "every", "length", "notice", "whole_day"]

FAR: Final = timedelta(days=300)
"""From here on a day without its year could be taken for another."""
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WHOLE: Final = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


@dataclass(frozen=True, slots=True)
class Wall:
    """The clock on a wall somewhere, looked at now."""

    zone: ZoneInfo
    now: datetime

    def local(self, instant: datetime) -> datetime:
        """What clock and calendar show."""
        return instant.astimezone(self.zone)

    def day(self, instant: datetime) -> str:
        """`Mon 30 Nov`, with the year where it is far away."""
        return self.date(self.local(instant).date())

    def date(self, day: date) -> str:
        """The same of a day of the calendar."""
        year = f" {day.year}" if abs(day - self.local(self.now).date()) > FAR else ""
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}{year}"

    def clock(self, instant: datetime) -> str:
        """`09:00`; in the hour that comes twice with the offset that tells which."""
        local = self.local(instant)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        offset = local.isoformat()[-6:] if twice else ""
        return local.strftime("%H:%M:%S" if local.second else "%H:%M") + offset

    def moment(self, instant: datetime) -> str:
        """`Mon 30 Nov 09:00`."""
        return f"{self.day(instant)} {self.clock(instant)}"

    def span(self, start: datetime, end: datetime, *, clocks: bool = True) -> str:
        """From when until when, by days alone if the clock shows the same on all of them."""
        if not clocks:
            return f"{self.day(start)} – {self.day(end)}"
        same = self.local(start).date() == self.local(end).date()
        return f"{self.moment(start)} – {self.clock(end) if same else self.moment(end)}"

    def days_until(self, instant: datetime) -> int:
        """By the calendar, as people count them."""
        return (self.local(instant).date() - self.local(self.now).date()).days


def city(zone: ZoneInfo) -> str:
    """`New York`: what people call the clocks of a zone."""
    return zone.key.rpartition("/")[2].replace("_", " ")


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 turn`, `3 turns`, `no turns`."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def every(days: int, *, one: str = "") -> str:
    """`5 weeks`, `week`, `10 days`: what follows `every`; `one` stands before a single."""
    weeks, rest = divmod(days, 7)
    if rest:
        return f"{days} days" if days > 1 else f"{one}day"
    return f"{weeks} weeks" if weeks > 1 else f"{one}week"


def whole_day(local: datetime) -> str:
    """`Sunday`, whatever language the machine speaks."""
    return _WHOLE[local.weekday()]


def notice(days: int) -> str:
    """How long somebody knows before."""
    return "today" if days <= 0 else "1 day's notice" if days == 1 else f"{days} days' notice"


def length(span: timedelta) -> str:
    """`18 h`, `3 days`, `a week`: the largest parts that say it."""
    minutes = round(span.total_seconds() / 60)
    days, rest = divmod(minutes, 24 * 60)
    if days and not rest:
        return every(days, one="a ")
    hours, minutes = divmod(rest, 60)
    if days >= 2:
        return f"{days} days {hours} h" if hours else f"{days} days"
    parts = ((hours + 24 * days, "h"), (minutes, "min"))
    return " ".join(f"{number} {unit}" for number, unit in parts if number) or "no time"


def ago(moved: timedelta) -> str:
    """`18 h earlier`, `a week later`."""
    return f"{length(abs(moved))} {'earlier' if moved < timedelta(0) else 'later'}"
