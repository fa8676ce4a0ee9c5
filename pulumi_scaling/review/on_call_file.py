"""`on-call.toml`: read, judged whole, and refused with the nearest name for what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.errors import ConfigError
from pulumi_scaling.model import is_list, is_object
from pulumi_scaling.rota import Promise

from .directory import RULES, Directory, Person, Pledge, Rules
from .toml_tables import Wrong, day_in, nearest, parsed, several

__all__ = ["directory_at", "directory_in", "rules_in"]

TABLES: Final = ("people", "schedules", "holidays", "rules", "fail-on")
LIMITS: Final[Mapping[str, float]] = {"notice": 4, "share": 0.5, "nights-in-a-row": 7}
"""Rules with a limit, and the one that `true` means; a share is a part of one."""


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
    wrong = Wrong()
    found = _directory(parsed(text, where), wrong)
    if wrong.sentences:
        raise ConfigError("\n".join(f"{where}: {each}" for each in wrong.sentences))
    return found


def rules_in(names: str | Iterable[str]) -> tuple[str, ...]:
    """The rules that `--fail-on gap,notice` names."""
    parts = names.split(",") if isinstance(names, str) else names
    wanted = [each.strip() for each in parts if each.strip()]
    for each in wanted:
        if each not in RULES:
            raise ConfigError(f"{each!r} is no rule{nearest(each, RULES)}")
    return tuple(dict.fromkeys(wanted))


def _directory(said: Mapping[str, Any], wrong: Wrong) -> Directory:
    top = wrong.table(said, "the file", TABLES)
    people = wrong.table(top.get("people", {}), "[people]")
    schedules = wrong.table(top.get("schedules", {}), "[schedules]")
    return Directory(
        people={name.casefold(): _person(name, each, wrong) for name, each in people.items()},
        schedules={name: _pledge(name, each, wrong) for name, each in schedules.items()},
        holidays=_holidays(top["holidays"], wrong) if "holidays" in top else None,
        rules=_rules(top.get("rules", {}), wrong),
        fail_on=_fail_on(top.get("fail-on", []), wrong),
    )


def _person(email: str, said: Any, wrong: Wrong) -> Person:
    where = f'[people."{email}"]'
    if "@" not in email:
        wrong(f"{where}: people are called by their e-mail")
    own = wrong.table(said, where, ("name", "zone", "away"))
    zone = wrong.zone(own["zone"], f"{where} zone") if "zone" in own else None
    name = own.get("name")
    if name is not None and not (isinstance(name, str) and name.strip()):
        wrong(f"{where} name is a text, not {name!r}")
        name = None
    away = tuple(wrong.intervals(own.get("away", []), f"{where} away", zone))
    return Person(name=name, zone=zone, away=away)


def _pledge(name: str, said: Any, wrong: Wrong) -> Pledge:
    where = f'[schedules."{name}"]'
    own = wrong.table(said, where, ("cover", "silence"))
    silence = several(own.get("silence", []))
    covers = [str(own["cover"])] if "cover" in own else []
    weekly = [each for each in silence if isinstance(each, str)]
    once = [each for each in silence if not isinstance(each, str)]
    cover = _promises(covers, f"{where} cover", wrong)
    return Pledge(
        cover=cover[0] if cover else None,
        silence=_promises(weekly, f"{where} silence", wrong),
        pauses=tuple(wrong.intervals(once, f"{where} silence", None)),
    )


def _promises(some: Iterable[str], where: str, wrong: Wrong) -> tuple[Promise, ...]:
    read = (wrong.tried(partial(Promise.parse, each), where) for each in some)
    return tuple(each for each in read if each)


def _holidays(said: Any, wrong: Wrong) -> dict[date, str]:
    """A list of days, or a table of their names."""
    rows: list[tuple[Any, Any]] = (
        [*said.items()] if is_object(said) else [(each, "") for each in several(said)]
    )
    found: dict[date, str] = {}
    for day, name in rows:
        told = day_in(day)
        if told is None:
            wrong(f"holidays: {day!r} is no day, such as 2026-12-25")
        else:
            found[told] = str(name) or "a holiday"
    return found


def _rules(said: Any, wrong: Wrong) -> Rules:
    own = wrong.table(said, "[rules]", RULES)
    values: dict[str, Any] = {}
    for name, value in own.items():
        usual = LIMITS.get(name)
        whole = usual is None or usual >= 1
        if isinstance(value, bool):
            values[_field(name)] = value if usual is None else usual if value else None
        elif usual is not None and isinstance(value, (int, float)) and _fits(value, whole=whole):
            values[_field(name)] = value
        else:
            limit = "a whole number, " if whole else "a share such as 0.5, "
            what = f"{limit if usual is not None else ''}true or false"
            wrong(f"[rules] {name} is {what}, not {value!r}")
    return Rules(**values)


def _fits(value: float, *, whole: bool) -> bool:
    return isinstance(value, int) and value > 0 if whole else 0 < value <= 1


def _field(rule: str) -> str:
    return rule.replace("-", "_")


def _fail_on(said: Any, wrong: Wrong) -> tuple[str, ...]:
    if not is_list(said):
        wrong('fail-on is a list of rules, such as ["gap", "refused"]')
        return ()
    for each in said:
        if each not in RULES:
            wrong(f"fail-on: {each!r} is no rule{nearest(str(each), RULES)}")
    return tuple(each for each in said if each in RULES)
