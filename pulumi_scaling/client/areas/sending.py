"""What Python says, as the API spells it: `ack_timeout_minutes=5` → `{"ackTimeoutMinutes": 5}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timezone
from typing import Any, cast

from .keep import KEEP
from .records import Record

__all__ = ["changed", "day", "given", "instant"]


def given(*tables: str, **fields: Any) -> dict[str, Any]:
    """Body of a create: what was not said is not sent.

    `tables` are the places where names are not ours and stay as they are: `labels` for a field,
    `tones.labels` inside objects however many, `labels.*` for the tables in a table.
    """
    said = {name: value for name, value in fields.items() if value is not None}
    return _fields(said, frozenset(tables))


def changed(*tables: str, **fields: Any) -> dict[str, Any]:
    """Body of a change: None clears a field, KEEP leaves it out."""
    said = {name: value for name, value in fields.items() if value is not KEEP}
    return _fields(said, frozenset(tables))


def instant(at: datetime | str | None) -> str | None:
    """Write a moment as text. One without a zone would be another moment on each machine."""
    if not isinstance(at, datetime):
        return at
    if at.tzinfo is None:
        raise ValueError(f"{at} has no time zone; say which, as in tzinfo=timezone.utc")
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def day(on: date | str | None) -> str | None:
    """Write a UTC day as text; of a moment, the day it falls on in UTC."""
    if isinstance(on, datetime):
        return cast("str", instant(on))[:10]
    return on.isoformat() if isinstance(on, date) else on


def _fields(fields: Mapping[str, Any], tables: frozenset[str], at: str = "") -> dict[str, Any]:
    return {_camel(name): _wire(value, tables, at + name) for name, value in fields.items()}


def _wire(value: Any, tables: frozenset[str], at: str) -> Any:
    if isinstance(value, Record):
        return value.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if isinstance(value, Mapping):
        named = cast("Mapping[str, Any]", value)
        if at in tables:
            return {name: _wire(each, tables, f"{at}.*") for name, each in named.items()}
        return _fields(named, tables, f"{at}.")
    if isinstance(value, str):
        return value
    if isinstance(value, Sequence):
        # mypy calls the cast redundant that pyright wants.
        return [_wire(each, tables, at) for each in value]  # pyright: ignore[reportUnknownVariableType]
    return instant(value) if isinstance(value, datetime) else value


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
