"""`pulumi-scaling review`: from a plan to what it means for people, and to an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import day, instant

from .comparison import Finding, Review, compared
from .engine_asked import asked, given, without_keys
from .fingerprint import Fingerprint, fingerprint
from .formats import FORMATS, Told, format_for, written
from .live_looks import Looked, looked
from .plan import Plan
from .reading import Worlds, worlds
from .review_arguments import Options
from .rotations import zone_of
from .verifying import verified

__all__ = ["run"]

FINE: Final = 0
BROKEN: Final = 1
BLIND: Final = 2


def run(options: Options) -> int:
    """Do what was asked; the exit status."""
    try:
        return _told(options)
    except ScalingError as error:
        _aside(f"error: {without_keys(str(error), [os.environ.get('SCALING_CLOUD_API_KEY')])}")
        return BLIND


def _told(options: Options) -> int:
    zone = _zone(options.zone)
    now = _moment(options.since, zone)
    plans = given(options.previews) if options.previews else [asked(options.stack, options.extra)]
    if options.previews and (options.extra or options.stack):
        raise Refused("--stack and flags behind -- are for a preview that is run: leave --preview")
    seen = worlds(plans, now=now)
    marks = fingerprint(seen)
    if options.verify:
        nothing = Looked(said="")
        return _verified(options.verify, _compared(options, seen, nothing, now, zone), marks)
    look = _look(options, plans, seen, now)
    if look.emails or look.foreign:
        seen = worlds(plans, now=now, emails=look.emails, foreign=look.foreign)
    review = _compared(options, seen, look, now, zone)
    form = format_for(options.format, options.out)
    if form not in FORMATS:
        raise Refused(f"--format {form} is not there yet")
    shown = written(FORMATS[form](Told(review, marks, look.said)), options.out, form)
    if shown is not None:
        sys.stdout.write(shown)
    if look.said and form in {"text", "md"}:
        _aside(look.said)
    broken = [*_broken(review, options)]
    for sentence in broken:
        _aside(f"broken: {sentence}")
    return BROKEN if broken else FINE


def _compared(
    options: Options, seen: Worlds, look: Looked, now: datetime, zone: ZoneInfo | None
) -> Review:
    review = compared(
        seen.before,
        seen.after,
        now=now,
        until=now + timedelta(weeks=options.weeks),
        stack=seen.stack,
        zone=zone or ZoneInfo(_most_used(seen)),
        refused=look.refused,
    )
    others = tuple(
        Finding(rule="override", level="warning", sentence=each.sentence) for each in look.others
    )
    return replace(review, findings=(*review.findings, *others))


def _look(options: Options, plans: list[Plan], seen: Worlds, now: datetime) -> Looked:
    if options.offline:
        return Looked(said="the account was not asked: --offline")
    return looked(plans, seen, now=None if options.since else now, stack=options.stack)


def _verified(reviewed: str, review: Review, marks: Fingerprint) -> int:
    same, lines = verified(reviewed, review, marks)
    for line in lines:
        sys.stdout.write(line + "\n")
    return FINE if same else BROKEN


def _broken(review: Review, options: Options) -> Iterator[str]:
    """What breaks a rule that the exit status is to tell of."""
    for each in review.findings:
        if each.rule in options.fail_on:
            yield f"{each.rule}: {each.sentence}"
    if "refused" in options.fail_on:
        for one in review.refused:
            yield f"refused: {one.name}: {one.reason}"


def _most_used(seen: Worlds) -> str:
    zones = [each.timezone for each in seen.after.schedules.values()]
    zones = zones or [each.timezone for each in seen.before.schedules.values()]
    return max(sorted(set(zones)), key=zones.count, default="UTC")


def _zone(name: str | None) -> ZoneInfo | None:
    zone = zone_of(name)
    if name and zone is None:
        raise Refused(f"--zone {name!r} is no IANA time zone, such as Europe/Paris")
    return zone


def _moment(said: str | None, zone: ZoneInfo | None) -> datetime:
    if said is None:
        return datetime.now(timezone.utc).replace(microsecond=0)
    at = instant(said.strip().replace(" ", "T", 1))
    if at is None and (date := day(said.strip())):
        at = datetime.combine(date, time(), zone or timezone.utc).astimezone(timezone.utc)
    if at is None or not 1900 <= at.year < 9000:
        raise Refused(
            f"--from {said!r} is neither a day nor an instant; give one such as 2026-11-26 or "
            "2026-11-26T09:00:00Z"
        )
    return at


def _aside(sentence: str) -> None:
    sys.stderr.write(f"pulumi-scaling review: {sentence}\n")
