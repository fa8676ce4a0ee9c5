"""What would spare somebody: ways out that the author of a change may not know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pulumi_scaling.rota import Layer, Rota, anchor, on_call, timeline

from .movements import Movement
from .saying import Said, code, listed, said
from .setting import Setting

__all__ = ["kept_turn"]


def kept_turn(one: Movement, setting: Setting) -> Said | None:
    """`rollout="keep_turn"`, where it would leave the pager with whoever has it."""
    was, will = one.review.was, one.review.will
    if not one.owner_now or was is None or will is None:
        return None
    old, new = was.rota.owners, will.rota.owners
    if old is None or new is None or not _rolls_out(old, new):
        return None
    owner = one.review.now[0].owner
    start = anchor(old, new, now=setting.now, was=was.rota.zone, will=will.rota.zone)
    if start is None or owner is None:
        return None
    kept = _with(will.rota, replace(new, effective_from=start))
    if on_call(kept, setting.now).owner != owner:
        return None
    turn = next(timeline(kept, setting.now, setting.until))
    ends = f" until {setting.moment(one.review, turn.end)}" if turn.end < setting.until else ""
    newcomers = [setting.called(each) for each in new.participants if each not in old.participants]
    lets_in = said(", and lets ", listed(newcomers), " in after that") if newcomers else ""
    return said(
        "Nobody has to move today: ",
        code('rollout="keep_turn"'),
        " on the rotation ",
        code(new.name),
        f" of {one.review.name} keeps {setting.called(owner)}{ends}",
        lets_in,
        ".",
    )


def _rolls_out(old: Layer, new: Layer) -> bool:
    """Whether it is a change that can be rolled out so; another start is meant as it is."""
    ours, theirs = ((each.participants, each.length_days, each.handoff_time) for each in (old, new))
    return ours != theirs and old.effective_from == new.effective_from


def _with(rota: Rota, layer: Layer) -> Rota:
    others: Iterator[Layer] = (each for each in rota.layers if each.name != layer.name)
    return replace(rota, layers=(layer, *others))
