"""What is said where nobody's turns change: what differs, and how much was compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from .saying import Said, said
from .walls import counted
from .worlds import Chain, Schedule, World

__all__ = ["quiet"]


def quiet(before: World, after: World, now: datetime, until: datetime) -> Said:
    """One line."""
    told: list[str] = []
    differing = tuple(_differing(before, after))
    if differing and all(only_described for _, only_described in differing):
        verb = "differs in its" if len(differing) == 1 else "differ in their"
        told.append(f"{counted(len(differing), 'resource')} {verb} description only.")
    elif differing:
        verb = "differs" if len(differing) == 1 else "differ"
        told.append(
            f"{counted(len(differing), 'resource')} {verb}, in nothing that changes who is woken."
        )
    schedules = len({**before.schedules, **after.schedules})
    chains = len({**before.chains, **after.chains})
    weeks = (until - now) / timedelta(weeks=1)
    window = f"{weeks:g} {'week' if weeks == 1 else 'weeks'}"
    if weeks != int(weeks):
        window = counted((until - now).days, "day")
    what = [counted(schedules, "schedule")]
    if chains:
        what.append(counted(chains, "policy", "policies"))
    verb = "was" if schedules + chains == 1 else "were"
    told.append(f"{' and '.join(what)} {verb} compared for {window}.".capitalize())
    return said(" ".join(told))


def _differing(before: World, after: World) -> Iterator[tuple[str, bool]]:
    """Keys of what is not the same, and whether only its description is."""
    for key, was in before.schedules.items():
        will = after.schedules.get(key)
        if will and _of_schedule(was) != _of_schedule(will):
            yield key, _of_schedule(was)[1:] == _of_schedule(will)[1:]
    for key, old in before.chains.items():
        new = after.chains.get(key)
        if new and _of_chain(old) != _of_chain(new):
            yield key, _of_chain(old)[1:] == _of_chain(new)[1:]


def _of_schedule(one: Schedule) -> tuple[object, ...]:
    return one.description, one.name, one.rota


def _of_chain(one: Chain) -> tuple[object, ...]:
    return one.description, one.name, one.links
