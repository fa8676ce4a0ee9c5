"""Since when turns are counted, between the words of a program and instants on the wire.

A day is the handoff time of that day on the schedule's own clock. A start may have been moved for
somebody's running turn; the state holds then what was said and what the server has instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timezone
from typing import Any
from zoneinfo import ZoneInfo

from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import Kind, clock, day, instant, kept_instant, zone_names
from pulumi_scaling.rota import wall_clock

__all__ = ["begun", "instant_of", "instant_text", "same_instant", "timed", "zone_called"]

Values = Mapping[str, Any]
_FIRST = datetime.min.replace(tzinfo=timezone.utc)


def zone_called(name: Any) -> ZoneInfo | None:
    """The zone of a name, if there is one."""
    return ZoneInfo(name) if isinstance(name, str) and name in zone_names() else None


def instant_of(said: Any, at: Any, zone: str | None) -> str | None:
    """The instant that a start or an end means; None where that cannot be told."""
    if (date := day(said)) is None:
        return said if isinstance(said, str) and instant(said) else None
    read = clock(at) if isinstance(at, str) else None
    known = zone_called(zone)
    if read is None or known is None:
        return None
    moment = wall_clock(date.toordinal(), time(*read), known, after=_FIRST)
    return instant_text(moment) if moment else None


def instant_text(moment: datetime) -> str:
    """As the API takes it."""
    text = moment.astimezone(timezone.utc).isoformat(timespec="milliseconds")
    return text.replace(".000", "").replace("+00:00", "Z")


def same_instant(one: Any, other: Any) -> bool:
    """Tell whether two texts are one moment, to the millisecond that the API keeps."""
    ours, theirs = (kept_instant(each) if isinstance(each, str) else None for each in (one, other))
    return ours is not None and ours == theirs


def timed(kind: Kind, values: Values, zone: str | None) -> Values:
    """The same with days as the instants they are."""
    turns = kind.turns
    if turns is None:
        return values
    found = dict(values)
    for name in (turns.start, turns.end):
        if day(said := values.get(name)):
            found[name] = instant_of(said, values.get(turns.clock), zone)
            if found[name] is None:
                raise Unreadable(
                    f"{name} is the day {said}, and which moment that is cannot be told: the "
                    f"zone of its schedule is {zone!r}; say the instant instead"
                )
    return found


def begun(
    kind: Kind, row: Values, said: Values, kept: Values | None, zone: str | None
) -> dict[str, Any]:
    """How start and end are said, as before wherever that is what the server has."""
    turns, found = kind.turns, dict[str, Any]()
    if turns is None:
        return found
    for name in (turns.start, turns.end):
        there = row.get(kind.fields[name].wire)
        if same_instant(instant_of(said.get(name), said.get(turns.clock), zone), there):
            found[name] = said[name]
    if kept and same_instant(kept.get("start"), row.get(kind.fields[turns.start].wire)):
        found[turns.start] = kept.get("effective_from")
    return found
