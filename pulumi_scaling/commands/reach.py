"""Whether the API answers, whose key it is, and whether it is the API that was assumed.

Asked without the key first: what is no Scaling API does not get it.
"""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterator
from datetime import datetime, timezone
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from pulumi_scaling.client import API_KEY_VARIABLE, Answer, Client, Failure, Wire, base_url
from pulumi_scaling.core import API_KEY, ORGANIZATION, Account, Settings
from pulumi_scaling.errors import ConfigError, NotAuthorized, ScalingError
from pulumi_scaling.model import is_object
from pulumi_scaling.waiting import waiting_for

from .findings import Finding, within

__all__ = ["reach"]

PROBE: Final = "/users"
"""What the least of keys may read."""
CONNECT, ANSWER, ASK = 4.0, 6.0, 8.0
"""Seconds to connect, to answer a first request, and for one with its repetitions."""
SKEW: Final = 60
"""Seconds a clock may be off before somebody should hear of it."""


def reach(settings: Settings) -> list[Finding]:
    """Ask the API; settings that cannot work are not tried."""
    try:
        url = base_url(settings.base_url)
    except ConfigError:
        return []  # said where the base URL was found
    try:
        got, seconds = within(CONNECT + ANSWER + 5, partial(_probe, url))
    except TimeoutError:
        return [_unreachable(url, f"no answer from {url}, and no address for its name either")]
    if isinstance(got, Failure):
        return [_unreachable(url, got.reason)]
    answers = _answers(got, url, seconds)
    known = answers.level != "failure" and settings.api_key is not None
    return [
        answers,
        *_clock(got.date, datetime.now(timezone.utc)),
        *(_whose(settings) if known else ()),
    ]


def _whose(settings: Settings) -> list[Finding]:
    try:
        return within(4 * ASK + 5, lambda: list(_account(settings)))
    except TimeoutError:
        return [Finding("key valid", "warning", "the API is too slow to tell", "try again later")]
    except ConfigError:
        return []  # said where the key was found


def _probe(url: str) -> tuple[Answer | Failure, float]:
    wire = Wire(url, None, connect_timeout=CONNECT, read_timeout=ANSWER)
    try:
        began = time.monotonic()
        with waiting_for(url):
            got = wire.exchange("GET", PROBE, query={}, body=None, within=CONNECT + ANSWER)
        return got, time.monotonic() - began
    finally:
        wire.close()


def _unreachable(url: str, reason: str) -> Finding:
    host = urlsplit(url).hostname or ""
    if host == "localhost" or _loopback(host):
        fix = "start the simulator there: pulumi-scaling simulate; or correct the base URL"
    else:
        fix = "check the base URL, the network, and HTTPS_PROXY where there is a proxy"
    return Finding("reachable", "failure", reason, fix)


def _answers(got: Answer, url: str, seconds: float) -> Finding:
    if got.status >= 500 or got.status == 429:
        said = f"{url} answers {got.status}: it has trouble of its own"
        return Finding("reachable", "warning", said, "wait a little and try again")
    if got.status == 401 and is_object(got.body):
        return Finding("reachable", "ok", f"answers in {seconds * 1000:.0f} ms")
    kind = "a redirect" if 300 <= got.status < 400 else f"{got.status}"
    said = f"what answers at {url} is not the Scaling API ({kind} where 401 was to come)"
    return Finding("reachable", "failure", said, "correct the base URL; nothing was sent but a GET")


def _clock(date: datetime | None, now: datetime) -> Iterator[Finding]:
    if date is None:
        return
    off = (now - date).total_seconds()
    if abs(off) <= SKEW:
        yield Finding("clock", "ok", f"within {max(abs(off), 1):.0f} s of the API's")
    else:
        side = "ahead of" if off > 0 else "behind"
        said = f"this machine is {_long(abs(off))} {side} the API"
        yield Finding("clock", "warning", said, "set it, by NTP: `now` means another moment here")


def _account(settings: Settings) -> Iterator[Finding]:
    account = Account(settings, warn=lambda _: None, connect=partial(Client, deadline=ASK))
    with account.client:
        yield from _seen(account)


def _seen(account: Account) -> Iterator[Finding]:
    try:
        people = account.listed(PROBE)
    except NotAuthorized as refused:
        where = (
            f"`pulumi config set --secret {API_KEY}`"
            if account.settings.key_from == API_KEY
            else f"export {API_KEY_VARIABLE}=…"
        )
        said = f"it is not accepted: it is wrong, revoked or expired ({refused.status})"
        yield Finding(
            "key valid", "failure", said, f"copy it again or make a new one, then {where}"
        )
        return
    except ScalingError as error:
        yield Finding("key valid", "failure", str(error), "try again; then ask with the request id")
        return
    yield Finding("key valid", "ok", "accepted")
    org = account.org_id()
    count = f"{len(people)} {'person' if len(people) == 1 else 'people'}"
    named = org or "not to be told while the account is empty"
    wanted = account.settings.organization
    if org and wanted and org != wanted:
        said = f"{org}, and {ORGANIZATION} of the stack is {wanted}"
        yield Finding("organization", "failure", said, f"use a key of {wanted}")
    else:
        yield Finding("organization", "ok", f"{named}; {count}{_some(people)}")
    try:
        account.team()
    except NotAuthorized:
        said = "no: Member resources and get_member need the key of an org:admin"
        yield Finding(
            "admin", "warning", said, "make a key as an admin, if the program has members"
        )
    except ScalingError as error:
        yield Finding("admin", "warning", str(error), "try again")
    else:
        yield Finding("admin", "ok", "yes: may manage members")
    yield from _assumed(account.settings)


def _assumed(settings: Settings) -> Iterator[Finding]:
    """Only where the account is not as the package assumes."""
    from pulumi_scaling.probe.glance import glance  # All witnesses come along, for who waits.

    if differs := glance(base_url(settings.base_url), settings.api_key or "", within=ASK):
        said = f"not as it was assumed: {'; '.join(differs)}"
        fix = "`pulumi-scaling probe` says what else differs, and what it means for programs"
        yield Finding("API", "ok", said, fix)


def _some(people: list[dict[str, object]]) -> str:
    emails = [str(each["email"]) for each in people if each.get("email")]
    return f", such as {emails[0]}" if emails else ""


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _long(seconds: float) -> str:
    for size, unit in ((86400, "days"), (3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} seconds"
