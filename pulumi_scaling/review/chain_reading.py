"""Escalation policies before and after, whichever way their links are said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any, Literal

from pulumi_scaling.core import zone_called
from pulumi_scaling.model import UNKNOWN, clock, is_list, is_object, rows_in
from pulumi_scaling.rota import Condition, Hours, Link, Window

from .identities import Identities
from .plan import SECRET, Resource, State
from .worlds import Chain, Unseen, in_order_of_names

__all__ = ["Chains"]

Side = Literal["before", "after"]
Values = Mapping[str, Any]


@dataclass(frozen=True)
class _Said:
    """One link as a plan has it, and where in the state that is."""

    values: Values
    state: State
    path: tuple[int | str, ...] = ()
    place: float = 0


@dataclass
class _Facts:
    resource: Resource | None = None
    sides: dict[Side, State] = field(default_factory=dict[Side, State])
    links: dict[Side, list[_Said]] = field(default_factory=dict[Side, "list[_Said]"])


class Chains:
    """All policies, gathered before they are read."""

    def __init__(self, who: Identities) -> None:
        self.schedules: set[str] = set()
        """The keys of those that are paged."""
        self._who = who
        self._facts: dict[str, _Facts] = {}
        self._hours: dict[tuple[str, Side], Hours] = {}

    def note(self, one: Resource) -> None:
        """Keep a resource for the policy that it is or belongs to."""
        sides: Sequence[tuple[Side, State | None]] = (("before", one.before), ("after", one.after))
        for side, state in sides:
            if state is None:
                continue
            values = state.values if side == "before" else state.inputs
            if one.kind == "WorkingHours":
                hours = _hours(values)
                if hours:
                    self._hours[self._who.key(one.urn), side] = hours
            elif one.kind == "EscalationPolicy" and one.op != "read":
                facts = self._facts.setdefault(self._who.key(one.urn), _Facts())
                facts.resource = one if side == "after" or not facts.resource else facts.resource
                facts.sides[side] = state
            elif one.kind == "PolicyLayer" and (key := self._policy(state, values)):
                place = values.get("position")
                said = _Said(values, state, place=place if isinstance(place, (int, float)) else 0)
                facts = self._facts.setdefault(key, _Facts())
                facts.links.setdefault(side, []).append(said)

    def read(self, side: Side) -> dict[str, Chain]:
        """All that are there on one side, by key, in the order of their names."""
        found = (
            self._read(key, facts, side)
            for key, facts in self._facts.items()
            if side in facts.sides or not facts.sides
        )
        return {each.key: each for each in in_order_of_names(found)}

    def _policy(self, state: State, values: Values) -> str | None:
        own = values.get("policy_id")
        if own is UNKNOWN:
            return self._who.unknown(state, "EscalationPolicy", "policy_id")
        return self._who.key(own) if isinstance(own, str) else None

    def _read(self, key: str, facts: _Facts, side: Side) -> Chain:
        state = facts.sides.get(side)
        values: Values = {}
        if state:
            values = state.values if side == "before" else state.inputs
        layers, unseen = values.get("layers"), list[Unseen]()
        said = sorted(facts.links.get(side, ()), key=lambda each: each.place)
        if state and is_list(layers):
            rows = [each for each in layers if is_object(each)]
            if len(rows) < len(layers):
                unseen.append(Unseen(what="some links of the chain", why="unknown"))
            said = [_Said(row, state, ("layers", place)) for place, row in enumerate(rows)]
        elif layers is SECRET or layers is UNKNOWN:
            why: Literal["secret", "unknown"] = "secret" if layers is SECRET else "unknown"
            unseen.append(Unseen(what="the links of the chain", why=why))
        if not facts.sides:
            unseen.append(Unseen(what="the other links of the chain", why="elsewhere"))
        links = [self._link(each, side, place, unseen) for place, each in enumerate(said, 1)]
        there, name = facts.sides.get("before"), values.get("name")
        logical = facts.resource.logical if facts.resource else ""
        text = values.get("description")
        return Chain(
            key=key,
            name=name if isinstance(name, str) else logical or key,
            links=tuple(links),
            resource=logical,
            description=text if isinstance(text, str) else None,
            id=there.id if there else None if facts.sides else key,
            unseen=tuple(unseen),
        )

    def _link(self, said: _Said, side: Side, place: int, unseen: list[Unseen]) -> Link:
        """One link; one whose target cannot be seen stays in its place and pages nobody."""
        what, minutes = f"link {place}", said.values.get("ack_timeout_minutes")
        if not isinstance(minutes, (int, float)):
            unseen.append(Unseen(what=f"how long {what} waits", why=_why(minutes)))
            minutes = 0
        target, schedule, users = said.values.get("target"), None, tuple[str, ...]()
        if not is_object(target):
            unseen.append(Unseen(what=f"whom {what} pages", why=_why(target)))
        elif target.get("type") == "schedule":
            schedule = self._schedule(said, target)
            if schedule is None:
                why = _why(target.get("schedule_id"))
                unseen.append(Unseen(what=f"the schedule that {what} pages", why=why))
        else:
            users = self._users(said, target, what, unseen)
        return Link(
            wait=timedelta(minutes=minutes),
            schedule=schedule,
            users=users,
            condition=self._condition(said, side, what, unseen),
        )

    def _schedule(self, said: _Said, target: Values) -> str | None:
        own = target.get("schedule_id")
        key: str | None = None
        if own is UNKNOWN:
            at = [*said.path, "target", "schedule_id"]
            key = self._who.unknown(said.state, "Schedule", str(at[0]), *at[1:])
        elif isinstance(own, str):
            key = self._who.key(own)
        if key:
            self.schedules.add(key)
        return key

    def _users(
        self, said: _Said, target: Values, what: str, unseen: list[Unseen]
    ) -> tuple[str, ...]:
        at = [*said.path, "target", "users"]
        people = self._who.people(said.state, target.get("users"), str(at[0]), *at[1:])
        if not is_list(people):
            unseen.append(Unseen(what=f"the people that {what} pages", why=_why(people)))
            return ()
        unseen.extend(
            Unseen(what=f"somebody whom {what} pages", why=_why(each))
            for each in people
            if not isinstance(each, str)
        )
        known = (self._who.person(each) for each in people if isinstance(each, str))
        return tuple(dict.fromkeys(known))

    def _condition(
        self, said: _Said, side: Side, what: str, unseen: list[Unseen]
    ) -> Condition | None:
        condition = said.values.get("condition")
        if condition is None:
            return None
        own = condition.get("working_hours_id") if is_object(condition) else condition
        if own is UNKNOWN and is_object(condition):
            at = [*said.path, "condition", "working_hours_id"]
            own = self._who.unknown(said.state, "WorkingHours", str(at[0]), *at[1:]) or own
        hours = self._hours.get((self._who.key(own), side)) if isinstance(own, str) else None
        when = condition.get("when") if is_object(condition) else None
        if hours and when in {"during", "outside"}:
            return Condition(hours=hours, when=when)
        why = "elsewhere" if isinstance(own, str) else _why(own)
        unseen.append(Unseen(what=f"the working hours of {what}", why=why))
        return None


def _hours(values: Values) -> Hours | None:
    zone = zone_called(values.get("timezone"))
    rows = rows_in(values, "windows")
    windows = [_window(each) for each in rows]
    known = tuple(each for each in windows if each)
    return Hours(zone=zone, windows=known) if zone and len(known) == len(rows) else None


def _window(row: Values) -> Window | None:
    days, start, end = row.get("days"), clock(str(row.get("start"))), clock(str(row.get("end")))
    if not (is_list(days) and start and end and all(isinstance(day, int) for day in days)):
        return None
    return Window(days=frozenset(days), start=time(*start), end=time(*end))


def _why(value: object) -> Literal["secret", "unknown"]:
    return "secret" if value is SECRET else "unknown"
