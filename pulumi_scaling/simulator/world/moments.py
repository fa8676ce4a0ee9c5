"""Moments as text: what requests may send, what answers write.

Requests may name any RFC 3339 instant, also ones Python's datetime cannot hold (the year 0, a leap
second). So text stays text unless an offset must be taken away, and that arithmetic is done in a
year datetime can hold.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Final

_INSTANT: Final = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))", re.ASCII
)
# The Gregorian calendar repeats after 400 years, so a moment moved by that keeps its month and day.
_CYCLE: Final = 400
_EARLIEST: Final = datetime(1, 1, 2, tzinfo=timezone.utc)
_LATEST: Final = datetime(9999, 12, 30, tzinfo=timezone.utc)


class Unrepresentable(ValueError):
    """An instant that leaves the years 0000 to 9999 once it is read in UTC."""


def utc(text: str) -> str:
    """The same moment in UTC, its fraction as it was sent."""
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise Unrepresentable(text)
    year, month, day, hour, minute = (int(part) for part in match.groups()[:5])
    second, fraction, sign, hours, minutes = match.groups()[5:]
    if sign is not None:
        offset = timedelta(hours=int(hours), minutes=int(minutes))
        near = year + _CYCLE if year < 5000 else year - _CYCLE
        moment = datetime(near, month, day, hour, minute, tzinfo=timezone.utc)
        moment = moment - offset if sign == "+" else moment + offset
        year += moment.year - near
        month, day, hour, minute = moment.month, moment.day, moment.hour, moment.minute
        if not 0 <= year <= 9999:
            raise Unrepresentable(text)
    return f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second}{fraction or ''}Z"


def normalised(text: str) -> str:
    """A UTC instant in milliseconds, as the answers of the API write it."""
    return f"{text[:19]}.{text[20:-1][:3]:0<3}Z"


def moment(text: str) -> datetime:
    """The instant as a datetime; beyond what that can hold, its first or last days."""
    text = utc(text)
    if text[:4] == "0000":
        return _EARLIEST
    # A leap second has no datetime; the second before it is as close as one gets.
    second = min(int(text[17:19]), 59)
    parsed = datetime.fromisoformat(f"{text[:17]}{second:02}+00:00")
    micros = int(f"{text[20:-1][:6]:0<6}")
    return max(_EARLIEST, min(_LATEST, parsed.replace(microsecond=micros)))


def stamp(when: datetime) -> str:
    """A datetime as answers write it."""
    return when.astimezone(timezone.utc).isoformat(timespec="milliseconds")[:23] + "Z"
