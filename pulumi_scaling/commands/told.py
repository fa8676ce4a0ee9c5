"""What the API said of one schedule, with names: for a person and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pulumi_scaling.client import ScheduleWithLayers, User

from .asking import length, utc_text
from .changes import AHEAD, Change
from .table import Paint, clean, lines

__all__ = ["People", "Told"]

NOBODY: Final = "nobody"

People = tuple[str | None, tuple[str, ...]]
"""The owner and everybody paged, by user id: what two answers are compared by."""


@dataclass(frozen=True)
class Told:
    """One answer and the one after it."""

    schedule: ScheduleWithLayers
    at: datetime
    now: People
    next: Change[People] | None
    people: Mapping[str, User]

    def as_json(self) -> dict[str, Any]:
        """For programs: instants in UTC, people with their ids."""
        until = utc_text(self.next.at) if self.next else None
        return {
            "schedule": {
                "id": self.schedule.id,
                "name": self.schedule.name,
                "timezone": self.schedule.timezone,
            },
            "at": utc_text(self.at),
            "now": {**self._people(self.now), "until": until},
            "next": {**self._people(self.next.answer), "from": until} if self.next else None,
        }

    def screen(self, paint: Paint) -> list[str]:
        """For a person: wall clock times of the schedule's zone, names and addresses."""
        rows = [("", "OWNER", "PAGED", "WHEN"), ("now", *self._row(self.now), self._until())]
        if self.next:
            since = f"from {self.wall(self.next.at)}"
            rows.append(("next", *self._row(self.next.answer), since))
        head, now, *rest = lines(rows)
        title = f"{clean(self.schedule.name)}, at {self.wall(self.at)} in {self.schedule.timezone}"
        return [title, "", paint(head, "dim"), paint(now, "bold"), *rest]

    def row(self) -> tuple[str, ...]:
        """The same in one row, beside those of other schedules."""
        after = self.owner(self.next.answer) if self.next else ""
        return clean(self.schedule.name), self.owner(self.now), self._until(), after

    def owner(self, people: People) -> str:
        """What to call whoever owns incidents."""
        known = self.people.get(people[0] or "") or User(id=people[0] or NOBODY)
        return clean(known.name)

    def wall(self, moment: datetime) -> str:
        """What clocks of the schedule show, and their offset."""
        # The offset tells the two 02:30 of a night in October apart.
        local = moment.astimezone(ZoneInfo(self.schedule.timezone))
        seconds = ":%S" if local.second else ""
        return local.strftime(f"%a %Y-%m-%d %H:%M{seconds} ") + local.isoformat()[-6:]

    def _people(self, people: People) -> dict[str, Any]:
        owner, paged = people
        return {"owner": owner and self._person(owner), "paged": [*map(self._person, paged)]}

    def _person(self, id_: str) -> dict[str, Any]:
        known = self.people.get(id_) or User(id=id_)
        return {"id": id_, "name": known.name, "email": known.email}

    def _row(self, people: People) -> tuple[str, str]:
        owner, paged = people
        known = self.people.get(owner or "") or User(id=owner or NOBODY)
        address = f" <{known.email}>" if known.email and known.email != known.name else ""
        names = [(self.people.get(each) or User(id=each)).name for each in paged]
        return clean(known.name + address), clean(", ".join(names)) or NOBODY

    def _until(self) -> str:
        if self.next is None:
            return f"no change found in {AHEAD.days} days"
        return f"until {self.wall(self.next.at)} (in {length(self.next.at - self.at)})"
