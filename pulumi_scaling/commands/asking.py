"""The account that a command asks about who is on call: found, opened, and never asked for long."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Final

from pulumi_scaling import core
from pulumi_scaling.client import Client, User
from pulumi_scaling.errors import NotFound, ScalingError
from pulumi_scaling.model import instant
from pulumi_scaling.resources import by_name

from .key import configured
from .table import clean

__all__ = ["AT_ONCE", "SECONDS", "length", "moment", "opened", "people", "schedule_id", "utc_text"]

SECONDS: Final = 8.0
"""For one request with its repetitions: somebody waits."""
AT_ONCE: Final = 4
"""Requests in flight where many schedules are asked about."""


def opened(command: str, stack: str | None = None) -> core.Account:
    """The account whose key a program in this folder would use."""

    def warn(sentence: str) -> None:
        sys.stderr.write(f"pulumi-scaling {command}: {clean(sentence)}\n")

    account = configured(Path.cwd(), os.environ, stack)
    failures = [each for each in account.findings if each.level == "failure"]
    # A stack that cannot be asked is in nobody's way who has a key without it.
    if failures and (stack or any(each.check in {"key", "base URL"} for each in failures)):
        raise ScalingError(f"{failures[0].check}: {failures[0].said}; {failures[0].fix}")
    return core.Account(account.settings, warn=warn, connect=partial(Client, deadline=SECONDS))


def schedule_id(account: core.Account, schedule: str) -> str:
    """The id behind a name, or behind an id."""
    kind = by_name["Schedule"]
    try:
        return str(core.find(account, kind, {"name": schedule})["id"])
    except NotFound:
        if any(row.get("id") == schedule for row in account.listed(kind.path)):
            return schedule
        raise


def people(account: core.Account) -> Mapping[str, User]:
    """Everybody by id."""
    return {user.id: user for user in account.client.users.list()}


def moment(given: str | None, option: str = "--at") -> datetime:
    """An instant that was typed; now if none was."""
    if given is None:
        return datetime.now(timezone.utc).replace(microsecond=0)
    text = given.strip().replace(" ", "T", 1)
    at = instant(text)
    if at is None and (whole := _without_zone(text)):
        # Whose midnight a day means, and whose clock a time, only whoever asks can tell.
        what = "a day, and who is on call changes within it" if len(text) == 10 else "any zone's"
        raise ScalingError(
            f"{option} {given!r} is {what}; say which moment is meant, with an offset or Z: "
            f"{whole.isoformat(timespec='minutes')}+01:00 or {whole.isoformat(timespec='minutes')}Z"
        )
    if at is None or not 1900 <= at.year < 9000:
        raise ScalingError(
            f"{option} {given!r} is no instant; give one with an offset or Z, such as "
            "2026-03-29T02:30:00+01:00 or 2026-03-29T01:30:00Z"
        )
    return at


def _without_zone(text: str) -> datetime | None:
    """A day, at an hour that is somebody's, or a time of a day whose zone is not said."""
    try:
        return datetime.fromisoformat(text + "T09:00" if len(text) == 10 else text)
    except ValueError:
        return None


def utc_text(at: datetime) -> str:
    """For programs."""
    return at.astimezone(timezone.utc).isoformat(timespec="seconds").replace("+00:00", "Z")


def length(span: timedelta) -> str:
    """The two largest parts of it."""
    hours, seconds = divmod(span.seconds, 3600)
    parts = ((span.days, "d"), (hours, "h"), (seconds // 60, "min"))
    return (
        " ".join([f"{count} {unit}" for count, unit in parts if count][:2]) or "less than a minute"
    )
