"""From plans to the two worlds of a review: all that is, and all that will be.

Reads each resource once. What cannot be seen is said, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pulumi_scaling.model import UNKNOWN, folded, is_list, is_object

from .chain_reading import Chains
from .identities import Identities, identities
from .left_out import left_out
from .plan import SECRET, Plan, Resource, State
from .rotations import Rotations, rota_after, rota_before
from .schedule_rows import foreign_rows, inline_rows, separate_row
from .worlds import Schedule, Unseen, World, in_order_of_names

__all__ = ["Worlds", "worlds"]

Why = Literal["secret", "unknown", "elsewhere"]


@dataclass(frozen=True, kw_only=True)
class Worlds:
    """Both sides, and what they were read with."""

    stack: str
    before: World
    after: World
    who: Identities
    kept: frozenset[tuple[str, str]] = frozenset()
    """The keys of schedules and the rotations in them whose start is moved for a running turn."""


def worlds(
    plans: Sequence[Plan],
    *,
    now: datetime,
    emails: Mapping[str, str] | None = None,
    foreign: Mapping[str, Mapping[str, Any]] | None = None,
) -> Worlds:
    """Read all plans as one; `now` is when they are applied.

    What an account told beside them: e-mails by user id, and schedules that no plan has, by id, in
    the words of a state.
    """
    who = identities(plans, emails or {})
    seen = _Schedules(who, now, foreign or {})
    chains = Chains(who)
    before, after = dict[str, str](), dict[str, str]()
    for plan in plans:
        for each in plan.resources:
            if each.kind == "Member":
                _invited(each, before, after)
            elif each.kind in {"Schedule", "RotationLayer"}:
                seen.note(each)
            else:
                chains.note(each)
    was, will = chains.read("before"), chains.read("after")
    for key in {*chains.schedules}:
        seen.named(key)
    return Worlds(
        stack=", ".join(dict.fromkeys(plan.stack for plan in plans if plan.stack)),
        before=World(schedules=seen.read("before"), chains=was, members=before),
        after=World(
            schedules=seen.read("after"), chains=will, members=after, waiting=dict(_waiting(plans))
        ),
        who=who,
        kept=frozenset(seen.kept),
    )


def _waiting(plans: Sequence[Plan]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for plan in plans:
        for each in plan.resources:
            yield from left_out(each)


def _invited(one: Resource, before: dict[str, str], after: dict[str, str]) -> None:
    for state, people in ((one.before, before), (one.after, after)):
        email = state.values.get("email") if state else None
        role = state.values.get("role") if state else None
        if isinstance(email, str):
            people[folded(email)] = role if isinstance(role, str) else ""


@dataclass
class _Facts:
    """What is told of one schedule."""

    resource: Resource | None = None
    sides: dict[str, State] = field(default_factory=dict[str, State])
    separate: dict[str, Resource] = field(default_factory=dict[str, Resource])
    """Rotations that are resources of their own, by URN."""
    stood: set[str] = field(default_factory=set[str])
    """Those that are in it."""
    arrives: set[str] = field(default_factory=set[str])
    """Those that will be."""
    named: bool = False


class _Schedules:
    """All schedules, gathered before they are read: their rotations come after them or before."""

    def __init__(
        self, who: Identities, now: datetime, foreign: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.kept: set[tuple[str, str]] = set()
        self._who, self._now, self._foreign = who, now, foreign
        self._facts: dict[str, _Facts] = {}
        self._rotations: dict[str, Rotations] = {}

    def note(self, one: Resource) -> None:
        """Keep a resource for the schedule that it is or belongs to."""
        if one.kind == "Schedule":
            self._schedule(one)
            return
        for side, state in (("before", one.before), ("after", one.after)):
            if key := self._parent(state):
                facts = self._of(key)
                facts.separate[one.urn] = one
                (facts.stood if side == "before" else facts.arrives).add(one.urn)

    def named(self, key: str) -> None:
        """Have a schedule that somebody speaks of, though no plan has it."""
        if key not in self._facts:
            self._of(key).named = True

    def read(self, side: Literal["before", "after"]) -> dict[str, Schedule]:
        """All that are there on one side, by key, in the order of their names."""
        found = (
            each for key, facts in self._facts.items() for each in self._read(key, facts, side)
        )
        return {each.key: each for each in in_order_of_names(found)}

    def _schedule(self, one: Resource) -> None:
        facts = self._of(self._who.key(one.urn))
        if one.op == "read":
            facts.named = True
            return
        facts.resource = one if one.after or not facts.resource else facts.resource
        if one.before:
            facts.sides["before"] = one.before
        if one.after:
            facts.sides["after"] = one.after

    def _of(self, key: str) -> _Facts:
        return self._facts.setdefault(key, _Facts())

    def _parent(self, state: State | None) -> str | None:
        """The key of the schedule that a rotation is in, on one side."""
        own = state.values.get("schedule_id") if state else None
        if isinstance(own, str):
            return self._who.key(own)
        if state and own is UNKNOWN:
            return self._who.unknown(state, "Schedule", "schedule_id")
        return None

    def _read(
        self, key: str, facts: _Facts, side: Literal["before", "after"]
    ) -> Iterator[Schedule]:
        state, elsewhere = facts.sides.get(side), not facts.sides
        if state is None and not elsewhere:
            return
        values = self._foreign.get(key, {})
        if state:
            values = state.values if side == "before" else state.inputs
        rotations = self._rotations.get(key) or self._gathered(key, facts)
        if side == "before":
            rota, unseen = rota_before(rotations, self._who.person)
        else:
            rota, unseen, kept = rota_after(rotations, self._who.person, self._now)
            self.kept |= {(key, name) for name in kept}
        if elsewhere and key not in self._foreign:
            unseen = [Unseen(what="the schedule", why="elsewhere")]
        unseen += _hidden_layers(values)
        name = values.get("name")
        there = facts.sides.get("before")
        yield Schedule(
            key=key,
            name=name if isinstance(name, str) else self._called(key, facts),
            timezone=rota.zone.key,
            rota=rota,
            resource=facts.resource.logical if facts.resource else "",
            description=_text(values.get("description")),
            id=there.id if there else key if elsewhere else None,
            unseen=tuple(unseen),
        )

    def _called(self, key: str, facts: _Facts) -> str:
        return facts.resource.logical if facts.resource else key

    def _gathered(self, key: str, facts: _Facts) -> Rotations:
        before, after = facts.sides.get("before"), facts.sides.get("after")
        found = Rotations(
            before.values.get("timezone") if before else None,
            after.inputs.get("timezone") if after else None,
        )
        separate = [
            separate_row(
                each, self._who, arrives=each.urn in facts.arrives, stood=each.urn in facts.stood
            )
            for each in facts.separate.values()
        ]
        found.rows = inline_rows(before, after, separate, self._who)
        if there := self._foreign.get(key):
            found.zone_before = found.zone_after = there.get("timezone")
            found.rows = foreign_rows(there, found.rows)
        self._rotations[key] = found
        return found


def _hidden_layers(values: Mapping[str, Any]) -> list[Unseen]:
    layers = values.get("layers")
    if layers is SECRET:
        return [Unseen(what="the rotations", why="secret")]
    if layers is UNKNOWN or (is_list(layers) and not all(map(is_object, layers))):
        return [Unseen(what="the rotations", why="unknown")]
    return []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
