"""`pulumi-scaling on-call SCHEDULE`: who is on call at an instant, until when, and who is next."""

from __future__ import annotations

import json as json_text
import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from pulumi_scaling import core
from pulumi_scaling.client import Client, OnCall, ScheduleWithLayers, User
from pulumi_scaling.errors import NotFound, ScalingError, Unreadable
from pulumi_scaling.model import instant
from pulumi_scaling.resources import by_name

from .changes import AHEAD, Change, next_change, rota_of
from .key import configured
from .table import Paint, clean, lines

__all__ = ["on_call"]

SECONDS: Final = 8.0
"""For one request with its repetitions: somebody waits."""
NOBODY: Final = "nobody"

People = tuple[str | None, tuple[str, ...]]
"""The owner and everybody paged, by user id: what two answers are compared by."""


def on_call(
    schedule: str, *, at: str | None = None, stack: str | None = None, json: bool = False
) -> int:
    """Print it; 1 with a sentence where it cannot be told."""
    try:
        told = _told(schedule, _moment(at), stack)
    except ScalingError as error:
        sys.stderr.write(f"pulumi-scaling on-call: {clean(str(error))}\n")
        return 1
    if json:
        sys.stdout.write(json_text.dumps(told.as_json(), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(told.screen(Paint(sys.stdout))) + "\n")
    return 0


class _Told:
    """What the API said, with names."""

    def __init__(
        self,
        schedule: ScheduleWithLayers,
        at: datetime,
        now: People,
        following: Change[People] | None,
        people: Mapping[str, User],
    ) -> None:
        self.schedule = schedule
        self.at = at
        self.now = now
        self.next = following
        self.people = people
        self.zone = ZoneInfo(schedule.timezone)

    def as_json(self) -> dict[str, Any]:
        """For programs: instants in UTC, people with their ids."""
        until = _utc(self.next.at) if self.next else None
        return {
            "schedule": {
                "id": self.schedule.id,
                "name": self.schedule.name,
                "timezone": self.schedule.timezone,
            },
            "at": _utc(self.at),
            "now": {**self._people(self.now), "until": until},
            "next": {**self._people(self.next.answer), "from": until} if self.next else None,
        }

    def screen(self, paint: Paint) -> list[str]:
        """For a person: wall clock times of the schedule's zone, names and addresses."""
        rows = [("", "OWNER", "PAGED", "WHEN"), ("now", *self._row(self.now), self._until())]
        if self.next:
            since = f"from {self._wall(self.next.at)}"
            rows.append(("next", *self._row(self.next.answer), since))
        head, now, *rest = lines(rows)
        title = f"{clean(self.schedule.name)}, at {self._wall(self.at)} in {self.schedule.timezone}"
        return [title, "", paint(head, "dim"), paint(now, "bold"), *rest]

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
        return f"until {self._wall(self.next.at)} (in {_length(self.next.at - self.at)})"

    def _wall(self, moment: datetime) -> str:
        # The offset tells the two 02:30 of a night in October apart.
        local = moment.astimezone(self.zone)
        seconds = ":%S" if local.second else ""
        return local.strftime(f"%a %Y-%m-%d %H:%M{seconds} ") + local.isoformat()[-6:]


def _told(schedule: str, at: datetime, stack: str | None) -> _Told:
    account = _account(stack)
    with account.client:
        return _asked(account, schedule, at)


def _asked(account: core.Account, schedule: str, at: datetime) -> _Told:
    client = account.client
    found = client.schedules.get(_id(account, schedule))

    def ask(moment: datetime) -> People:
        said: OnCall = client.schedules.resolve(found.id, at=moment)
        return said.owner, said.paging_targets

    now = ask(at)
    try:
        seen = rota_of(found)
    except ValueError as error:
        raise Unreadable(f"the schedule {found.name!r} cannot be read: {error}") from None
    following = next_change(ask, seen, at, now)
    return _Told(found, at, now, following, {user.id: user for user in client.users.list()})


def _account(stack: str | None) -> core.Account:
    account = configured(Path.cwd(), os.environ, stack)
    failures = [each for each in account.findings if each.level == "failure"]
    # A stack that cannot be asked is in nobody's way who has a key without it.
    if failures and (stack or any(each.check in {"key", "base URL"} for each in failures)):
        raise ScalingError(f"{failures[0].check}: {failures[0].said}; {failures[0].fix}")
    return core.Account(account.settings, warn=_warn, connect=partial(Client, deadline=SECONDS))


def _id(account: core.Account, schedule: str) -> str:
    kind = by_name["Schedule"]
    try:
        return str(core.find(account, kind, {"name": schedule})["id"])
    except NotFound:
        if any(row.get("id") == schedule for row in account.listed(kind.path)):
            return schedule
        raise


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(timezone.utc).replace(microsecond=0)
    moment = instant(at.strip().replace(" ", "T", 1))
    if moment is None or not 1900 <= moment.year < 9000:
        raise ScalingError(
            f"--at {at!r} is no instant; give one with an offset or Z, such as "
            "2026-03-29T02:30:00+01:00 or 2026-03-29T01:30:00Z"
        )
    return moment


def _warn(sentence: str) -> None:
    sys.stderr.write(f"pulumi-scaling on-call: {clean(sentence)}\n")


def _utc(moment: datetime) -> str:
    return moment.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def _length(span: timedelta) -> str:
    """The two largest parts of it."""
    hours, seconds = divmod(span.seconds, 3600)
    parts = ((span.days, "d"), (hours, "h"), (seconds // 60, "min"))
    return (
        " ".join([f"{count} {unit}" for count, unit in parts if count][:2]) or "less than a minute"
    )
