"""The rotations of a schedule, said with it or one by one, as rows with two sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from pulumi_scaling.core import counted_from, layers_before, layers_held, layers_said, timed
from pulumi_scaling.model import holds_unknown
from pulumi_scaling.resources import by_name

from .identities import Identities
from .plan import Resource, State, holds_secret
from .rotations import TURNS, Rotation

__all__ = ["foreign_rows", "inline_rows", "separate_row"]

Values = Mapping[str, Any]
SCHEDULE: Final = by_name["Schedule"]
ROTATION: Final = by_name["RotationLayer"]


def separate_row(one: Resource, who: Identities, *, arrives: bool, stood: bool) -> Rotation:
    """A rotation that is a resource of its own: whether it will be in the schedule, and was."""
    was, will = one.before if stood else None, one.after if arrives else None
    before = was.values if was else None
    after = dict(will.inputs) if will else None
    if will and after is not None:
        after[TURNS.people] = who.people(will, after.get(TURNS.people), TURNS.people)
    rank = before.get("rank") if before else None
    position = after.get("position") if after else None
    return Rotation(
        own=(was.id if was else None) or one.urn,
        before=before,
        after=after,
        old=None if one.op in {"create", "replace"} else before,
        rank=rank if isinstance(rank, int) else None,
        said_rank=before is not None and before.get("position") == rank,
        claim=position if isinstance(position, int) else None,
    )


def inline_rows(
    before: State | None, after: State | None, separate: Sequence[Rotation], who: Identities
) -> list[Rotation]:
    """All rows of a schedule, whichever way its rotations are said on either side."""
    old: Values = before.values if before else {}
    said: Values = after.inputs if after else {}
    standing = [
        Rotation(own=f"was {rank}", before=layer, rank=rank)
        for rank, layer in enumerate(layers_held(SCHEDULE, old))
    ]
    if "layers" in said and after:
        leaving = [replace(each, after=None) for each in separate]
        return [*standing, *leaving, *_said_inline(old, after, separate, who)]
    if after is None:
        return [*standing, *separate]
    zone = old.get("timezone")
    return _let_go(standing, separate, zone if isinstance(zone, str) else None)


def foreign_rows(there: Values, rows: Sequence[Rotation]) -> list[Rotation]:
    """All rows of a schedule that an account tells of, with what plans say of some of them."""
    planned = {each.own: each for each in rows}
    found: list[Rotation] = []
    for rank, layer in enumerate(layers_said(SCHEDULE, there)):
        own = str(layer.get("own"))
        mine = planned.pop(own, None)
        found.append(
            replace(mine, rank=rank, said_rank=False)
            if mine
            else Rotation(own=own, before=layer, rank=rank, after=layer, old=layer)
        )
    return [*found, *planned.values()]


def _said_inline(
    old: Values, after: State, separate: Sequence[Rotation], who: Identities
) -> list[Rotation]:
    wanted = layers_said(SCHEDULE, after.inputs)
    pairs = layers_before(SCHEDULE, old, {"layers": wanted})
    alone = {each.before.get("name"): each.before for each in separate if each.before}
    return [
        Rotation(
            own=f"layers {rank}",
            after={
                **layer,
                TURNS.people: who.people(
                    after, layer.get(TURNS.people), "layers", rank, TURNS.people
                ),
            },
            old=was,
            taken_over=None if was else alone.get(layer.get("name")),
            claim=rank,
        )
        for rank, (layer, was) in enumerate(zip(wanted, pairs, strict=True))
    ]


def _let_go(
    standing: Sequence[Rotation], separate: Sequence[Rotation], zone: str | None
) -> list[Rotation]:
    """What was said with the schedule stays, unless another resource says it from now on.

    Nobody writes it then, so it counts from the instants that it counts from now, whatever zone the
    schedule moves to.
    """
    taking = {each.after.get("name"): each for each in separate if each.after and not each.before}
    rows: list[Rotation] = []
    for each in standing:
        new = taking.pop(each.before.get("name"), None) if each.before else None
        if new is None:
            rows.append(replace(each, after=_as_it_is(each.before or {}, zone)))
        else:
            rows.append(replace(each, after=new.after, claim=new.claim, taken_over=each.before))
    going_on = {each.own for each in taking.values()}
    return rows + [
        each for each in separate if each.before or not each.after or each.own in going_on
    ]


def _as_it_is(layer: Values, zone: str | None) -> Values:
    """A layer as the server has it, whatever days it was said in."""
    if zone is None or holds_unknown(layer) or holds_secret(layer):
        return layer
    there = {**timed(ROTATION, layer, zone), TURNS.start: counted_from(TURNS, layer, zone)}
    return {name: value for name, value in there.items() if name != TURNS.rollout}
