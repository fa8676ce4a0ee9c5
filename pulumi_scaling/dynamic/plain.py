"""Python's moments, wall clock times and lengths as the text and numbers that a state keeps.

Done in the program, before a resource is registered: a preview, a state and the core know only
what JSON knows. Anything else passes untouched and is judged by check. Imports nothing of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta, timezone
from functools import partial
from reprlib import repr as brief
from typing import Any, Final, cast

__all__ = [
    "SECONDS",
    "Unclear",
    "Write",
    "clock",
    "entries",
    "fields",
    "instant",
    "whole",
    "written",
]

Write = Callable[[object], object]

SECONDS: Final[Mapping[str, float]] = {"days": 86400, "hours": 3600, "minutes": 60}


class Unclear(ValueError):
    """The object does not say what the field needs; the sentence says how to."""

    def __init__(self, sentence: str, at: str = "") -> None:
        super().__init__(sentence)
        self.parts = [(at, sentence)]
        """Each mistake, and where in the value it is."""

    @classmethod
    def several(cls, parts: list[tuple[str, str]]) -> Unclear:
        """All that is wrong in one value."""
        found = cls("; ".join(f"{at}: {sentence}" for at, sentence in parts))
        found.parts = parts
        return found


def instant(value: object) -> object:
    """Write an aware datetime as an instant in UTC, no finer than the milliseconds the API keeps.

    A date stays the day that it is: the handoff time of the schedule makes an instant of it.

    ```python
    >>> instant(datetime(2026, 1, 5, 8, tzinfo=timezone.utc))
    '2026-01-05T08:00:00Z'

    ```
    """
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            # An empty zone would be another moment on every machine that runs the program.
            raise Unclear(
                f"{_call(value)} names no moment without a time zone; say which, as in "
                f'{_call(value)[:-1]}, tzinfo=ZoneInfo("Europe/Paris"))'
            )
        moment = value.astimezone(timezone.utc)
        precision = "milliseconds" if moment.microsecond >= 1000 else "seconds"
        return moment.isoformat(timespec=precision).replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value


def clock(value: object) -> object:
    """Write a time of day as `HH:MM`.

    ```python
    >>> clock(time(9))
    '09:00'

    ```
    """
    if isinstance(value, datetime):
        raise Unclear(
            f"{_call(value)} is a moment; a wall clock time is said as "
            f"time({value.hour}, {value.minute})"
        )
    if not isinstance(value, time):
        return value
    if value.tzinfo is not None:
        raise Unclear(
            f"{_call(value)} brings a time zone, and handoffs are read in that of the schedule; "
            f"leave it out: time({value.hour}, {value.minute})"
        )
    if value.second or value.microsecond:
        raise Unclear(
            f"{_call(value)} has seconds, and handoffs are to the minute: "
            f"time({value.hour}, {value.minute})"
        )
    return value.isoformat(timespec="minutes")


def whole(unit: str) -> Write:
    """Write a length of time as a number of whole units.

    ```python
    >>> whole("minutes")(timedelta(hours=1))
    60

    ```
    """
    length = timedelta(seconds=SECONDS[unit])

    def write(value: object) -> object:
        if not isinstance(value, timedelta):
            return value
        count, rest = divmod(value, length)
        if rest:
            raise Unclear(
                f"{_call(value)} is {value / length:g} {unit}, and only whole {unit} can be said"
            )
        return count

    return write


def fields(writes: Mapping[str, Write]) -> Write:
    """Write some values of an object; every mistake at once."""

    def write(value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        said = cast("Mapping[str, object]", value)
        each = {name: partial(writes[name], said[name]) for name in writes if name in said}
        return {**said, **_all({f".{name}": call for name, call in each.items()}, cut=1)}

    return write


def entries(inner: Write) -> Write:
    """Write each entry of a list; every mistake at once."""

    def write(value: object) -> object:
        if not isinstance(value, (list, tuple)):
            return value
        said = cast("Sequence[object]", value)
        return [
            *_all({f"[{index}]": partial(inner, each) for index, each in enumerate(said)}).values()
        ]

    return write


def _all(calls: Mapping[str, Callable[[], object]], cut: int = 0) -> dict[str, object]:
    """What each call makes, or all that is wrong, each at its place."""
    done, wrong = dict[str, object](), list[tuple[str, str]]()
    for at, call in calls.items():
        try:
            done[at[cut:]] = call()
        except Unclear as unclear:
            wrong += [(at + deeper, sentence) for deeper, sentence in unclear.parts]
    if wrong:
        raise Unclear.several(wrong)
    return done


def written(values: Mapping[str, Any], writes: Mapping[str, Write], who: str) -> dict[str, Any]:
    """Write all values of one resource; every mistake at once, each at its field."""
    done, wrong = dict(values), list[str]()
    for name, write in writes.items():
        try:
            done[name] = write(values.get(name))
        except Unclear as unclear:
            wrong += [f"{name}{at}: {sentence}" for at, sentence in unclear.parts]
    for name, value in done.items():
        wrong += [
            f"{name}: {brief(text)} holds half of a character (a surrogate without the other), "
            "which cannot be sent; write the whole of it"
            for text in _halved(value)
        ]
    if wrong:
        raise Unclear(f"{who}: " + "; ".join(wrong))
    return done


def _halved(value: object) -> Iterator[str]:
    """The texts in it that no encoding has: Pulumi would end in a traceback that names no field."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            yield value
    elif isinstance(value, Mapping):
        for part in cast("Mapping[object, object]", value).values():
            yield from _halved(part)
    elif isinstance(value, (list, tuple)):
        for part in cast("Sequence[object]", value):
            yield from _halved(part)


def _call(value: object) -> str:
    return repr(value).removeprefix("datetime.")
