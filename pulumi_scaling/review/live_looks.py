"""What only the account can tell of a plan, read and never for long.

Who somebody is whom a plan names by id; what stands in schedules of others; who is on call now by
the API's own word, which knows of overrides; what will be refused. Where one look fails, the review
says so and goes without.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from pulumi_scaling.client import Client, segment
from pulumi_scaling.commands.asking import AT_ONCE, SECONDS
from pulumi_scaling.commands.key import configured
from pulumi_scaling.core import USERS, Account, siblings_of
from pulumi_scaling.errors import NotFound, ScalingError
from pulumi_scaling.errors import Refused as Stopped
from pulumi_scaling.model import folded, rows_in
from pulumi_scaling.resources import CATALOG, by_name
from pulumi_scaling.rota import OnCall, on_call

from .carried_out import carried_out
from .plan import Plan
from .refusals import refusals
from .worlds import Refused, Schedule
from .worlds_read import Worlds

__all__ = ["Looked", "OtherAnswer", "asked", "looked"]

MOST: Final = 40
"""Schedules whose answer for now is asked for; more would make a review wait."""
SCHEDULES: Final = by_name["Schedule"].path


@dataclass(frozen=True, kw_only=True)
class OtherAnswer:
    """Who is on call now by the API, where the rotations of the stack say somebody else."""

    schedule: Schedule
    says: OnCall
    reckoned: OnCall

    @property
    def sentence(self) -> str:
        """What it is about."""
        return (
            f"{self.schedule.name}: on call now by the API is {_named(self.says)}, and by the "
            f"rotations of the stack {_named(self.reckoned)}: an override is in force, or somebody "
            "edited it by hand (`pulumi-scaling review -- --refresh` tells); what is said here of "
            "now is by the rotations"
        )


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What was found."""

    said: str
    """How far it was looked, in a sentence; empty where all of it was."""
    emails: Mapping[str, str] = field(default_factory=dict[str, str])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """By e-mail."""
    foreign: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    refused: tuple[Refused, ...] = ()
    others: tuple[OtherAnswer, ...] = ()
    now: datetime | None = None
    """The time by the clock of the API; None where it was not asked."""
    plans: tuple[Plan, ...] = ()
    """The plans as they will be carried out; none where the account was not asked."""


def looked(
    plans: Sequence[Plan],
    seen: Worlds,
    *,
    of_now: bool,
    stack: str | None,
    environment: Mapping[str, str] = os.environ,
) -> Looked:
    """Ask, where there is a key; `of_now` is whether the review begins at this moment."""
    found = configured(Path.cwd(), environment, stack)
    settings = found.settings
    if settings.api_key is None or any(
        each.level == "failure" and each.check in {"key", "base URL"} for each in found.findings
    ):
        return Looked(
            said="the account was not asked: no key is at hand, so overrides, taken names and "
            "people who have not accepted yet are not seen",
            refused=tuple(refusals(plans, seen, None)),
        )
    account = Account(
        settings,
        kinds=CATALOG,
        warn=_silent,
        before_write=_never,
        snapshot_seconds=float("inf"),
        connect=partial(Client, deadline=SECONDS),
    )
    with account.client:
        try:
            return asked(account, plans, seen, of_now=of_now)
        except ScalingError as error:
            return Looked(
                said=f"the account could not be asked: {error}",
                refused=tuple(refusals(plans, seen, None)),
            )


def asked(account: Account, plans: Sequence[Plan], seen: Worlds, *, of_now: bool) -> Looked:
    """The same of an account that is known."""
    users, now = account.listed(USERS), account.now().replace(microsecond=0)
    emails = {str(row["id"]): folded(str(row["email"])) for row in users if row.get("email")}
    carried = carried_out(plans, account)
    return Looked(
        said="",
        plans=carried,
        emails=emails,
        names={
            folded(str(row["email"])): str(row["name"])
            for row in users
            if row.get("email") and row.get("name")
        },
        foreign=dict(_foreign(account, seen)),
        refused=tuple(refusals(carried, seen, account)),
        others=tuple(_others(account, seen, emails, now)) if of_now else (),
        now=now,
    )


def _foreign(account: Account, seen: Worlds) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Schedules that plans speak of and do not have."""
    kind = by_name["RotationLayer"]
    for each in seen.before.schedules.values():
        if each.id is None or each.id != each.key:
            continue
        try:
            data = account.read(f"{SCHEDULES}/{segment(each.id)}")
        except NotFound:
            continue
        rows = {str(row.get("id")): row for row in rows_in(data, "layers")}
        yield (
            each.id,
            {
                "name": data.get("name"),
                "timezone": data.get("timezone"),
                "description": data.get("description"),
                "layers": [
                    {
                        **{
                            name: rows[one.id].get(spec.wire)
                            for name, spec in kind.fields.items()
                            if spec.wire
                        },
                        "own": f"{each.id}/{one.id}",
                    }
                    for one in siblings_of(list(rows.values()))
                ],
            },
        )


def _others(
    account: Account, seen: Worlds, emails: Mapping[str, str], now: datetime
) -> Iterator[OtherAnswer]:
    """Where the API has another answer for now than the rotations that the stack holds."""
    changed = [
        each
        for key, each in seen.before.schedules.items()
        if each.id and not each.unseen and _changes(each, seen.after.schedules.get(key))
    ][:MOST]

    def ask(each: Schedule) -> OnCall | None:
        try:
            said = account.client.schedules.resolve(str(each.id), at=now)
        except NotFound:
            return None
        paged = (emails.get(one, one) for one in said.paging_targets)
        owner = emails.get(said.owner, said.owner) if said.owner else None
        return OnCall(owner, tuple(dict.fromkeys(paged)))

    with ThreadPoolExecutor(AT_ONCE) as threads:
        for each, says in zip(changed, threads.map(ask, changed), strict=True):
            reckoned = on_call(each.rota, now)
            plain = OnCall(
                reckoned.owner and emails.get(reckoned.owner, reckoned.owner),
                tuple(emails.get(one, one) for one in reckoned.paging_targets),
            )
            if says and (says.owner, {*says.paging_targets}) != (
                plain.owner,
                {*plain.paging_targets},
            ):
                yield OtherAnswer(schedule=each, says=says, reckoned=plain)


def _changes(before: Schedule, after: Schedule | None) -> bool:
    return after is None or after.rota != before.rota


def _named(answer: OnCall) -> str:
    others = [each for each in answer.paging_targets if each != answer.owner]
    return " with ".join([answer.owner or "nobody", *([", ".join(others)] if others else [])])


def _silent(_sentence: str) -> None:
    """What is slow or missing here is said once, by the review itself."""


def _never() -> None:
    raise Stopped("a review only reads; this is a bug of ours, please report it")
