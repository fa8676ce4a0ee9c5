"""`on-call.toml`: read, judged whole, and refused with the nearest name for what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from pulumi_scaling.errors import ConfigError
from pulumi_scaling.model import zone_names
from pulumi_scaling.rota import Promise

from .directory import RULES, Directory, Interval, Person, Pledge, Rules

__all__ = ["directory_at", "directory_in", "rules_in"]

T = TypeVar("T")
TABLES: Final = ("people", "schedules", "holidays", "rules", "fail-on")
LIMITS: Final = {"notice": (int, 4), "share": (float, 0.5), "nights-in-a-row": (int, 7)}
"""Rules with a limit: what it is, and what `true` means."""


def directory_at(path: Path) -> Directory:
    """Read a file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise ConfigError(f"{path} cannot be read: {why}") from None
    return directory_in(text, str(path))


def directory_in(text: str, where: str = "on-call.toml") -> Directory:
    """Read the text of a file; all that is wrong with it is said at once."""
    reader = _reader()
    try:
        said: Mapping[str, Any] = reader.loads(text)
    except ValueError as error:
        raise ConfigError(f"{where} is no TOML: {error}") from None
    wrong = _Wrong()
    found = _directory(said, wrong)
    if wrong.sentences:
        raise ConfigError("\n".join(f"{where}: {each}" for each in wrong.sentences))
    return found


def rules_in(names: str | Iterable[str]) -> tuple[str, ...]:
    """The rules that `--fail-on gap,notice` names."""
    parts = names.split(",") if isinstance(names, str) else names
    wanted = [each.strip() for each in parts if each.strip()]
    for each in wanted:
        if each not in RULES:
            raise ConfigError(f"{each!r} is no rule{_nearest(each, RULES)}")
    return tuple(dict.fromkeys(wanted))


class _Wrong:
    """What is wrong, in the order of the file."""

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def __call__(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def table(self, said: Any, where: str, known: Iterable[str] | None = None) -> dict[str, Any]:
        """A table, without what is in nobody's list of known names."""
        if not isinstance(said, Mapping):
            self(f"{where} is a table, not {said!r}")
            return {}
        names = None if known is None else tuple(known)
        found: dict[str, Any] = {}
        for name, value in said.items():  # pyright: ignore[reportUnknownVariableType]
            if names is not None and name not in names:
                self(f"{where} has no {name!r}{_nearest(str(name), names)}")
            else:
                found[str(name)] = value
        return found

    def tried(self, of: Callable[[], T], where: str) -> T | None:
        """What a reading gives, or nothing and its sentence."""
        try:
            return of()
        except ValueError as error:
            self(f"{where}: {error}")
            return None


def _directory(said: Mapping[str, Any], wrong: _Wrong) -> Directory:
    top = wrong.table(said, "the file", TABLES)
    people = wrong.table(top.get("people", {}), "[people]")
    schedules = wrong.table(top.get("schedules", {}), "[schedules]")
    fail_on = top.get("fail-on", [])
    if not isinstance(fail_on, list):
        wrong('fail-on is a list of rules, such as ["gap", "refused"]')
        fail_on = []
    names: list[str] = []
    for each in fail_on:  # pyright: ignore[reportUnknownVariableType]
        if each in RULES:
            names.append(str(each))
        else:
            wrong(f"fail-on: {each!r} is no rule{_nearest(str(each), RULES)}")
    return Directory(
        people={name.casefold(): _person(name, each, wrong) for name, each in people.items()},
        schedules={name: _pledge(name, each, wrong) for name, each in schedules.items()},
        holidays=_holidays(top["holidays"], wrong) if "holidays" in top else None,
        rules=_rules(top.get("rules", {}), wrong),
        fail_on=tuple(names),
    )


def _person(email: str, said: Any, wrong: _Wrong) -> Person:
    where = f'[people."{email}"]'
    if "@" not in email:
        wrong(f"{where}: people are called by their e-mail")
    own = wrong.table(said, where, ("name", "zone", "away"))
    zone = _zone(own["zone"], f"{where} zone", wrong) if "zone" in own else None
    name = own.get("name")
    if name is not None and not (isinstance(name, str) and name.strip()):
        wrong(f"{where} name is a text, not {name!r}")
        name = None
    away = tuple(_intervals(own.get("away", []), f"{where} away", zone, wrong))
    return Person(name=name, zone=zone, away=away)


def _pledge(name: str, said: Any, wrong: _Wrong) -> Pledge:
    where = f'[schedules."{name}"]'
    own = wrong.table(said, where, ("cover", "silence"))
    silence = _list(own.get("silence", []))
    weekly = [each for each in silence if isinstance(each, str)]
    once = [each for each in silence if not isinstance(each, str)]
    covers = [str(own["cover"])] if "cover" in own else []
    cover, quiet = (
        [
            found
            for each in some
            if (found := wrong.tried(partial(Promise.parse, each), f"{where} {key}"))
        ]
        for key, some in (("cover", covers), ("silence", weekly))
    )
    return Pledge(
        cover=cover[0] if cover else None,
        silence=tuple(quiet),
        pauses=tuple(_intervals(once, f"{where} silence", None, wrong)),
    )


def _holidays(said: Any, wrong: _Wrong) -> dict[date, str]:
    """A list of days, or a table of their names."""
    rows = said.items() if isinstance(said, Mapping) else ((each, "") for each in _list(said))
    found: dict[date, str] = {}
    for day, name in rows:
        told = _day(day)
        if told is None:
            wrong(f"holidays: {day!r} is no day, such as 2026-12-25")
        else:
            found[told] = str(name) or "a holiday"
    return found


def _rules(said: Any, wrong: _Wrong) -> Rules:
    own = wrong.table(said, "[rules]", RULES)
    values: dict[str, Any] = {}
    for name, value in own.items():
        kind, usual = LIMITS.get(name, (bool, True))
        if isinstance(value, bool):
            off = False if kind is bool else None
            values[name.replace("-", "_")] = usual if value else off
        elif kind is not bool and isinstance(value, (int, float)) and _fits(kind, value):
            values[name.replace("-", "_")] = kind(value)
        else:
            shape = {bool: "true or false", int: "a whole number, true or false"}
            what = shape.get(kind, "a share such as 0.5, true or false")
            wrong(f"[rules] {name} is {what}, not {value!r}")
    return Rules(**values)


def _fits(kind: type, value: float) -> bool:
    return 0 < value <= 1 if kind is float else value == int(value) and value > 0


def _intervals(said: Any, where: str, zone: ZoneInfo | None, wrong: _Wrong) -> Iterator[Interval]:
    for each in _list(said):
        own = wrong.table(each, where, ("from", "to"))
        start, end = _instant(own.get("from"), zone), _instant(own.get("to"), zone, last=True)
        if start is None or end is None or start >= end:
            wrong(f"{where}: {{from = 2026-12-21, to = 2026-12-27}} is what it looks like")
        else:
            yield Interval(start, end)


def _instant(said: Any, zone: ZoneInfo | None, *, last: bool = False) -> datetime | None:
    """A day is meant whole."""
    if isinstance(said, datetime):
        return said if said.tzinfo else said.replace(tzinfo=zone or timezone.utc)
    day = _day(said)
    if day is None:
        return None
    whole = timedelta(days=1) if last else timedelta()
    return datetime.combine(day + whole, time(), zone or timezone.utc)


def _day(said: Any) -> date | None:
    if isinstance(said, date) and not isinstance(said, datetime):
        return said
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _zone(said: Any, where: str, wrong: _Wrong) -> ZoneInfo | None:
    if isinstance(said, str) and said in zone_names():
        return ZoneInfo(said)
    wrong(f"{where}: {said!r} is no IANA time zone{_nearest(str(said), zone_names())}")
    return None


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]  # pyright: ignore[reportUnknownVariableType]


def _nearest(name: str, known: Iterable[str]) -> str:
    every = sorted(known)
    near = get_close_matches(name, every, n=1, cutoff=0.5)
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(every)}" if len(every) < 20 else ""


def _reader() -> Any:
    for name in ("tomllib", "tomli"):
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    raise ConfigError(
        "on-call.toml is read with a part of Python that came with 3.11: use that or newer, or add "
        "the package tomli to this environment"
    )
