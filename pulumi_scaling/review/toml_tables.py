"""Values of a TOML file, judged one by one; what is wrong is gathered and said at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from difflib import get_close_matches
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from pulumi_scaling.errors import ConfigError
from pulumi_scaling.model import is_list, is_object, zone_names
from pulumi_scaling.toml_reader import NoReader, read_toml

from .directory import Interval

__all__ = ["Wrong", "day_in", "nearest", "parsed", "several"]

T = TypeVar("T")
FEW: Final = 20
"""So many names may be told where none is near."""


def parsed(text: str, where: str) -> dict[str, Any]:
    """What the text of a file says."""
    try:
        return read_toml(text)
    except NoReader as missing:
        raise ConfigError(f"{where}: {missing}") from None
    except ValueError as error:
        raise ConfigError(f"{where} is no TOML: {error}") from None


class Wrong:
    """What is wrong, in the order of the file."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def __call__(self, sentence: str) -> None:
        """Note it."""
        self.sentences.append(sentence)

    def table(self, said: Any, where: str, known: Iterable[str] | None = None) -> dict[str, Any]:
        """A table, without what is in nobody's list of known names."""
        if not is_object(said):
            self(f"{where} is a table, not {said!r}")
            return {}
        names = tuple(said) if known is None else tuple(known)
        for name in said:
            if name not in names:
                self(f"{where} has no {name!r}{nearest(name, names)}")
        return {name: value for name, value in said.items() if name in names}

    def tried(self, of: Callable[[], T], where: str) -> T | None:
        """What a reading gives, or nothing and its sentence."""
        try:
            return of()
        except ValueError as error:
            self(f"{where}: {error}")
            return None

    def zone(self, said: Any, where: str) -> ZoneInfo | None:
        """A zone, or nothing and what may be meant."""
        if isinstance(said, str) and said in zone_names():
            return ZoneInfo(said)
        self(f"{where}: {said!r} is no IANA time zone{nearest(str(said), zone_names())}")
        return None

    def intervals(self, said: Any, where: str, zone: ZoneInfo | None) -> Iterator[Interval]:
        """A list of `{from, to}`; days are meant whole."""
        for each in several(said):
            own = self.table(each, where, ("from", "to"))
            start, end = _instant(own.get("from"), zone), _instant(own.get("to"), zone, last=True)
            if start is None or end is None or start >= end:
                self(f"{where}: {{from = 2026-12-21, to = 2026-12-27}} is what it looks like")
            else:
                yield Interval(start, end)


def several(said: Any) -> list[Any]:
    """A list, or the one that stands for a list of one."""
    return said if is_list(said) else [said]


def day_in(said: Any) -> date | None:
    """A day, as TOML has it or as text."""
    if isinstance(said, date) and not isinstance(said, datetime):
        return said
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def nearest(name: str, known: Iterable[str]) -> str:
    """What may be meant, as the end of a sentence."""
    every = sorted(known)
    near = get_close_matches(name, every, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(every)}" if len(every) < FEW else ""


def _instant(said: Any, zone: ZoneInfo | None, *, last: bool = False) -> datetime | None:
    if isinstance(said, datetime):
        return said if said.tzinfo else said.replace(tzinfo=zone or timezone.utc)
    day = day_in(said)
    if day is None:
        return None
    whole = timedelta(days=1) if last else timedelta()
    return datetime.combine(day + whole, time(), zone or timezone.utc)
