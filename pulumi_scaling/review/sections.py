"""What comes below the table, in the order of its weight."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .chain_words import chain_section
from .climbs import ChainReview
from .every_shift import clock_changes, every_shift, week_by_week
from .loads import totals
from .outcome import PersonReview, Section
from .setting import Setting
from .verdicts import Told

__all__ = ["sections"]

OPEN: Final = 3
"""Chains that are shown unfolded."""
MOST: Final = 40
"""Schedules and chains that are unfolded one by one; a page and the JSON have all."""


def sections(
    setting: Setting,
    told: Sequence[Told],
    chains: Sequence[ChainReview],
    people: Sequence[PersonReview],
) -> Iterator[Section]:
    """Chains that change first, and shown; all else folded."""
    relinked = [each for each in chains if each.relinked and each.told and each.will]
    for each in relinked[:MOST]:
        folded = each.was is None or len(relinked) > OPEN
        yield chain_section(each, setting.called, folded=folded)
    schedules = [each.movement.review for each in told][:MOST]
    if people:
        yield totals([each.movement.review for each in told], people, setting)
    for one in schedules:
        yield week_by_week(one, setting.wall(one), setting.called, setting.until)
    for each in chains[:MOST]:
        if not each.relinked and each.before != each.after and each.told:
            yield chain_section(each, setting.called, folded=True)
    for one in schedules:
        yield every_shift(one, setting.wall(one), setting.called)
    if schedules:
        zones = {wall.zone.key: wall.zone for one in schedules for wall in setting.walls(one)}
        found = clock_changes(zones.values(), setting.wall(schedules[0]), setting.until)
        if found:
            yield found
