"""RFC 3339 instants and wall clock times, read the way the API reads them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

__all__ = ["clock", "day", "instant", "kept_instant"]

_INSTANT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))"
)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")


def instant(text: str) -> datetime | None:
    """Read an instant, or say None: `datetime.fromisoformat` knows neither Z nor :60 everywhere."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        return None
    *date, second = (int(match[part]) for part in range(1, 7))
    leap = second == 60
    fraction = int((match[7] or "0")[:6].ljust(6, "0"))
    offset = timedelta()
    if match[9]:
        if int(match[10]) > 23 or int(match[11]) > 59:
            return None
        offset = timedelta(hours=int(match[10]), minutes=int(match[11]))
        offset = -offset if match[9] == "-" else offset
    try:
        year, month, day, hour, minute = date
        read = datetime(
            year, month, day, hour, minute, 59 if leap else second, fraction, tzinfo=timezone.utc
        )
        return read - offset + timedelta(seconds=1 if leap else 0)
    except (ValueError, OverflowError):
        return None


def kept_instant(text: str) -> datetime | None:
    """Read an instant as the API keeps it: to the millisecond."""
    moment = instant(text)
    return moment and moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def day(text: object) -> date | None:
    """Read a day of the calendar, or say None: an instant is no day."""
    match = _DAY.fullmatch(text) if isinstance(text, str) else None
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def clock(text: str) -> tuple[int, int, int] | None:
    """Read a wall clock time with or without seconds, or say None."""
    match = _CLOCK.fullmatch(text)
    return None if match is None else (int(match[1]), int(match[2]), int(match[3] or 0))
