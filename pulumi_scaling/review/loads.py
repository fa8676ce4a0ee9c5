"""How much being on call asks of each whose turns change, until now and from now on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from pulumi_scaling.rota import Load, Tally, load

from .outcome import PersonReview, ScheduleReview, Section
from .saying import Said, said, strong
from .setting import Setting

__all__ = ["loads", "totals"]

COLUMNS: Final[tuple[tuple[str, Callable[[Tally], timedelta]], ...]] = (
    ("hours", lambda each: each.time),
    ("at night", lambda each: each.nights),
    ("on weekends", lambda each: each.weekends),
    ("on holidays", lambda each: each.holidays),
)


def totals(
    schedules: Sequence[ScheduleReview], people: Sequence[PersonReview], setting: Setting
) -> Section:
    """A row a person, over the window and the schedules that change."""
    before, after = (loads(schedules, setting, after=side) for side in (False, True))
    shown = COLUMNS if setting.holidays else COLUMNS[:-1]
    rows = tuple(
        (said(each.name), *(_cell(before, after, each.person, of) for _, of in shown))
        for each in people
    )
    days = (setting.until - setting.now).days
    return Section(
        title=f"Hours on call, before → after, in these {days} days",
        head=("who", *(name for name, _ in shown)),
        rows=rows,
    )


def loads(schedules: Sequence[ScheduleReview], setting: Setting, *, after: bool) -> dict[str, Load]:
    """Of everybody, on their own clocks where those are known."""
    if not schedules:
        return {}
    zones: dict[str, ZoneInfo] = {
        who: each.zone for who, each in setting.directory.people.items() if each.zone
    }
    return load(
        *(each.after if after else each.before for each in schedules),
        zone=setting.home or setting.wall(schedules[0]).zone,
        zones=zones,
        holidays=tuple(setting.holidays),
    )


def _cell(
    before: dict[str, Load],
    after: dict[str, Load],
    who: str,
    of: Callable[[Tally], timedelta],
) -> Said:
    was, will = (
        round(of(each[who].paged) / timedelta(hours=1)) if who in each else 0
        for each in (before, after)
    )
    return said(f"{was} → ", strong(str(will))) if was != will else said(str(was))
