"""What goes, and who is left without any turn: they should hear it from somebody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .saying import Said, listed, said
from .setting import Setting
from .stints import roles
from .walls import counted
from .worlds import World

__all__ = ["departures"]

NAMED: Final = 8


def departures(before: World, after: World, setting: Setting, *, refused: bool) -> Iterator[Said]:
    """In one line each; what is refused would go and does not."""
    schedules = len(before.schedules.keys() - after.schedules.keys())
    chains = len(before.chains.keys() - after.chains.keys())
    parts = [counted(schedules, "schedule")] if schedules else []
    parts += [counted(chains, "policy", "policies")] if chains else []
    if parts:
        yield said("Would go: " if refused else "Goes: ", " and ".join(parts), ".")
    idle = [*_idle(setting)]
    if not idle:
        return
    leaving = [each for each in idle if each in before.members and each not in after.members]
    staying = [each for each in idle if each not in leaving]
    for some, one, more in ((staying, "stays in", "stay in"), (leaving, "leaves", "leave")):
        if some:
            verb = one if len(some) == 1 else more
            names = listed(map(setting.called, some), most=NAMED)
            yield said(
                names, f" {verb} the organization{'' if some is leaving else ', without any turn'}."
            )


def _idle(setting: Setting) -> Iterator[str]:
    """Who had turns in the window and has none; nobody, where something is not seen."""
    every = setting.schedules.values()
    if not all(each.told for each in every):
        return
    changed = {track.person: None for each in every for track in each.tracks}
    busy = {who for each in every for duty in each.after for who, _ in roles(duty.on_call)}
    had = {track.person for each in every for track in each.tracks if track.before}
    yield from (each for each in changed if each in had and each not in busy)
