"""`pulumi-scaling review`: from a plan to what it means for people, and to an exit status."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.commands.table import Paint, clean
from pulumi_scaling.core import zone_called
from pulumi_scaling.errors import Refused, ScalingError
from pulumi_scaling.model import day, instant

from .comparison import compared
from .directory import Directory
from .engine_asked import asked, given, without_keys
from .fingerprint import Fingerprint, fingerprint
from .formats import FORMATS, Told, format_for, written
from .live_looks import Looked, looked
from .on_call_file import directory_at, rules_in
from .outcome import Finding, Review
from .plan import Plan
from .refusals import refusals
from .review_arguments import Options
from .rules import broken
from .saying import said
from .verifying import verified
from .worlds_read import Worlds, worlds

__all__ = ["run"]

FINE: Final = 0
BROKEN: Final = 1
BLIND: Final = 2
CONFIG: Final = "on-call.toml"


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
    directory = _directory(options.config)
    rules = rules_in(options.fail_on) or directory.fail_on
    plans = given(options.previews) if options.previews else [asked(options.stack, options.extra)]
    if options.previews and (options.extra or options.stack):
        raise Refused("--stack and flags behind -- are for a preview that is run: leave --preview")
    seen = worlds(plans, now=now)
    marks = fingerprint(seen)
    if options.verify:
        nothing = Looked(said="")
        return _verified(
            options.verify, _compared(options, seen, nothing, now, zone, directory), marks
        )
    look = _look(options, plans, seen)
    if look.plans:
        # What is applied is checked with a key, and so is told by what an up would do.
        marks = fingerprint(worlds(look.plans, now=now))
    if look.now and options.since is None:
        now = look.now
    if look.now or look.foreign:
        seen = worlds(look.plans or plans, now=now, emails=look.emails, foreign=look.foreign)
    review = _compared(options, seen, look, now, zone, directory)
    form = format_for(options.format, options.out)
    if form == "ics" and options.out is None:
        raise Refused("--format ics makes a file for each person: say --out FOLDER")
    paint = None if options.out else Paint(sys.stdout)
    told = Told(review, marks, look.said, review.called, paint)
    shown = written(FORMATS[form](told), options.out, form)
    if shown is not None:
        sys.stdout.write(shown)
    if look.said and form in {"text", "md"}:
        _aside(clean(look.said))
    stopped = broken(review.findings, rules)
    for each in stopped:
        _aside(f"{each.rule}: {clean(each.sentence)}")
    return BROKEN if stopped else FINE


def _compared(
    options: Options,
    seen: Worlds,
    look: Looked,
    now: datetime,
    zone: ZoneInfo | None,
    directory: Directory,
) -> Review:
    review = compared(
        seen.before,
        seen.after,
        now=now,
        until=now + timedelta(weeks=options.weeks),
        stack=seen.stack,
        zone=zone,
        refused=look.refused,
        directory=directory,
        names=look.names,
        initials=options.names == "initials",
    )
    others = tuple(
        Finding(rule="override", level="warning", said=said(each.sentence))
        for each in look.others
        if directory.rules.override
    )
    return replace(review, findings=(*review.findings, *others))


def _look(options: Options, plans: list[Plan], seen: Worlds) -> Looked:
    if options.offline:
        told = tuple(refusals(plans, seen, None))
        return Looked(said="the account was not asked: --offline", refused=told)
    return looked(plans, seen, of_now=options.since is None, stack=options.stack)


def _verified(reviewed: str, review: Review, marks: Fingerprint) -> int:
    same, lines = verified(reviewed, review, marks)
    for line in lines:
        sys.stdout.write(line + "\n")
    return FINE if same else BROKEN


def _directory(name: str | None) -> Directory:
    """What the team says; the file is optional unless it is named."""
    if name is None and not Path(CONFIG).exists():
        return Directory()
    return directory_at(Path(name or CONFIG))


def _zone(name: str | None) -> ZoneInfo | None:
    zone = zone_called(name)
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
