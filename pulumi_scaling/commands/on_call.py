"""`pulumi-scaling on-call [SCHEDULE]`: who is on call at an instant, until when, and who is next.

Of one schedule, or of all in a row each.
"""

from __future__ import annotations

import json as json_text
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from pulumi_scaling import core, rota
from pulumi_scaling.client import OnCall, ScheduleWithLayers
from pulumi_scaling.errors import NotFound, ScalingError, Unreadable

from .asking import AT_ONCE, moment, opened, people, schedule_id, utc_text
from .changes import AHEAD, Change, next_change, rota_of
from .table import Paint, clean, lines
from .told import People, Told

__all__ = ["on_call"]


def on_call(
    schedule: str | None = None,
    *,
    at: str | None = None,
    stack: str | None = None,
    json: bool = False,
) -> int:
    """Print it; 1 with a sentence where it cannot be told."""
    try:
        when = moment(at)
        account = opened("on-call", stack)
        with account.client:
            told = _one(account, schedule, when) if schedule else _all(account, when)
    except ScalingError as error:
        _complain(str(error))
        return 1
    if json:
        sys.stdout.write(json_text.dumps(told.as_json(), indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n".join(told.screen(Paint(sys.stdout))) + "\n")
    return int(isinstance(told, _Everywhere) and bool(told.failures))


@dataclass(frozen=True)
class _Everywhere:
    """All schedules of an account."""

    at: datetime
    told: list[Told]
    failures: list[str]

    def as_json(self) -> dict[str, Any]:
        return {
            "at": utc_text(self.at),
            "schedules": [
                {key: value for key, value in each.as_json().items() if key != "at"}
                for each in self.told
            ],
        }

    def screen(self, paint: Paint) -> Iterator[str]:
        if not self.told and not self.failures:
            yield "there are no schedules"
        if self.told:
            rows = [each.row() for each in self.told]
            head, *rest = lines([("SCHEDULE", "NOW", "UNTIL", "NEXT"), *rows])
            yield paint(head, "dim")
            yield from rest


def _one(account: core.Account, schedule: str, at: datetime) -> Told:
    found = account.client.schedules.get(schedule_id(account, schedule))
    now = _answer(account, found, at)
    following = next_change(lambda then: _answer(account, found, then), rota_of(found), at, now)
    return Told(found, at, now, following, people(account))


def _all(account: core.Account, at: datetime) -> _Everywhere:
    """Two requests a schedule: its layers, and who is on call."""
    names = people(account)
    failures: list[str] = []

    def one(id_: str) -> Told | None:
        try:
            found = account.client.schedules.get(id_)
            now = _answer(account, found, at)
            return Told(found, at, now, _next(account, found, at, now), names)
        except NotFound:
            return None  # deleted since it was listed
        except Unreadable as error:
            failures.append(str(error))
            return None

    rows = sorted(account.client.schedules.list(), key=lambda each: (each.name.casefold(), each.id))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = [each for each in pool.map(one, [row.id for row in rows]) if each]
    for sentence in failures:
        _complain(sentence)
    return _Everywhere(at, told, failures)


def _next(
    account: core.Account, found: ScheduleWithLayers, at: datetime, now: People
) -> Change[People] | None:
    """As the layers have it; the API is searched only where it says something else than they do."""
    seen = rota_of(found)
    first, *rest = _two(seen, at)
    if now != first[1]:
        return next_change(lambda then: _answer(account, found, then), seen, at, now)
    return Change(*rest[0]) if rest else None


def _two(seen: rota.Rota, at: datetime) -> list[tuple[datetime, People]]:
    """The answer of the layers and the one after it."""
    duties = rota.timeline(seen, at, at + AHEAD)
    return [
        (duty.start, (duty.on_call.owner, duty.on_call.paging_targets))
        for duty in islice(duties, 2)
    ]


def _answer(account: core.Account, found: ScheduleWithLayers, at: datetime) -> People:
    said: OnCall = account.client.schedules.resolve(found.id, at=at)
    return said.owner, said.paging_targets


def _complain(sentence: str) -> None:
    sys.stderr.write(f"pulumi-scaling on-call: {clean(sentence)}\n")
