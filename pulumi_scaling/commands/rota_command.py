"""`pulumi-scaling rota`: whose turns they are in the weeks to come, in several formats."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from pulumi_scaling import pictures
from pulumi_scaling.core import zone_called
from pulumi_scaling.errors import ScalingError

from .asking import moment
from .rota_asked import asked
from .rota_planned import Side, planned, stacked
from .rota_seen import Seen
from .rota_shown import FORMATS, Shown, calendars
from .table import clean

__all__ = ["RotaOptions", "show_rota"]


@dataclass(frozen=True)
class RotaOptions:
    """What was asked for."""

    schedules: Sequence[str] = ()
    """By name or id; all when empty."""
    weeks: int = 4
    since: str | None = None
    zone: str | None = None
    format: str = "text"
    out: str | None = None
    stack: str | None = None
    """Whose state to read instead of the account."""
    preview: str | None = None
    """A plan to read instead of the account."""
    side: Side = "after"
    """Of the plan."""


def show_rota(options: RotaOptions) -> int:
    """Print it or write it; 1 with a sentence for what cannot be told."""
    try:
        now = moment(None)
        seen = _seen(options, now)
        shown = _window(seen, options, now)
        if options.out is None:
            sys.stdout.write(FORMATS[options.format](shown))
        else:
            for path in _written(shown, options.format, Path(options.out)):
                sys.stdout.write(f"{path}\n")
    except ScalingError as error:
        _complain(str(error))
        return 1
    except OSError as error:
        _complain(f"{error.filename or options.out} cannot be written: {error.strerror or error}")
        return 1
    for sentence in seen.failures:
        _complain(sentence)
    return int(bool(seen.failures))


def _seen(options: RotaOptions, now: datetime) -> Seen:
    if options.preview:
        return planned(options.preview, options.side, options.schedules, now)
    if options.stack:
        return stacked(options.stack, options.schedules, now)
    return asked(options.schedules, now)


def _window(seen: Seen, options: RotaOptions, now: datetime) -> Shown:
    zone = _zone(options.zone) if options.zone else seen.zone
    start = _start(options.since, zone, now)
    return Shown(seen, start, _later(start, options.weeks, zone), zone, now)


def _zone(name: str) -> ZoneInfo:
    zone = zone_called(name)
    if zone is None:
        raise ScalingError(f"--zone {name!r} is no zone; give one as Europe/Paris or UTC")
    return zone


def _start(since: str | None, zone: ZoneInfo, now: datetime) -> datetime:
    """A day at its beginning, an instant as it is, or the Monday of this week."""
    if since is None:
        today = now.astimezone(zone).date()
        return pictures.midnight(today - timedelta(days=today.weekday()), zone)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", since.strip()):
        try:
            day = date.fromisoformat(since.strip())
        except ValueError:
            raise ScalingError(f"--from {since!r} is no day that there is") from None
        since = pictures.midnight(day, zone).isoformat()
    return moment(since, "--from").astimezone(timezone.utc)


def _later(start: datetime, weeks: int, zone: ZoneInfo) -> datetime:
    """Weeks of the calendar, however many hours they have."""
    local = start.astimezone(zone)
    return (local + timedelta(weeks=weeks)).astimezone(timezone.utc)


def _written(shown: Shown, format_: str, folder: Path) -> Iterator[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    if format_ == "ics":
        theirs = calendars(shown)
        names = _file_names(theirs)
        files = [(f"{names[who]}.ics", said) for who, said in theirs.items()]
    else:
        suffix = "txt" if format_ == "text" else format_
        files = [(f"rota.{suffix}", FORMATS[format_](shown))]
    for name, said in files:
        path = folder / name
        # A calendar has line ends of its own.
        path.write_text(said, encoding="utf-8", newline="")
        yield path


def _file_names(people: Iterable[str]) -> dict[str, str]:
    """Addresses as names that every file system takes; those of two people are never the same."""
    plain = {who: re.sub(r"[^a-z0-9]+", "-", who.lower())[:60].strip("-") for who in people}
    often = Counter(plain.values())
    return {
        who: name if name and often[name] == 1 else f"{name or 'person'}-{_told_apart(who)}"
        for who, name in plain.items()
    }


def _told_apart(who: str) -> str:
    return sha256(who.encode("utf-8", "replace")).hexdigest()[:8]


def _complain(sentence: str) -> None:
    sys.stderr.write(f"pulumi-scaling rota: {clean(sentence)}\n")
