"""What holds of every life, whatever went wrong in it. Each has a name, and one line that says it.

A check raises `Broken` with its name. Whoever lives the life adds which life it was and the seed.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Final, TypeVar, cast

from tests.lives.engine import Result, Snapshot
from tests.lives.likeness import Things, held
from tests.lives.wire import Asked
from tests.lives.world import World

__all__ = [
    "Broken",
    "Cover",
    "Foreign",
    "a_kept_turn_goes_on",
    "a_name_keeps_its_turns", "a_stack_knows_all",
    "a_strange_key_changes_nothing",
    "a_team_goes_whole",
    "another_organization_is_left_alone",
    "broken",
    "every_run_ends",
    "held_over",
    "next_run_converges",
    "no_bug_of_ours",
    "no_key_anywhere",
    "nothing_is_doubled",
    "nothing_is_left",
    "nothing_is_left_unsaid",
    "promise",
    "requests_within_bounds",
    "success_means_equal",
    "up_again_is_unchanged",
    "what_is_right_goes_through",
    "what_is_said_of_the_stack_is_so",
]  # fmt: skip

CHANGING: Final = frozenset({"createdAt", "updatedAt", "position"})
STRANGER: Final = re.compile(r"(.*?) (?:is|are) in the account already and not in this stack")
LET_GO: Final = ("layer_ids",)
OBJECT: Final = re.compile(r"\(([\w-]+)\)")
MOST_A_RESOURCE: Final = 30
"""Requests of one run for each resource of its program, faults and all that follows included."""


class Broken(AssertionError):
    """An invariant does not hold."""

    def __init__(self, invariant: str, why: str) -> None:
        super().__init__(f"{invariant}: {why}")
        self.invariant = invariant


Check = TypeVar("Check", bound=Callable[..., None])
promises: Final[dict[str, str]] = {}
"""Each invariant by name, in one line."""
held_over: Final[Counter[str]] = Counter()
"""How often each was looked at in this process."""


def promise(check: Check) -> Check:
    """Name an invariant, and count how often it is held against a life."""
    promises[check.__name__] = (check.__doc__ or "").strip().partition("\n")[0]

    @wraps(check)
    def counted(*words: Any, **named: Any) -> None:
        held_over[check.__name__] += 1
        check(*words, **named)

    return cast("Check", counted)


def broken(check: Any, why: str) -> Broken:
    """The error of a named check."""
    return Broken(check.__name__, f"{promises[check.__name__]} {why}")


@promise
def success_means_equal(
    world: World, wanted: Mapping[str, Things], told: Sequence[str] = ()
) -> None:
    """A run that says success has made exactly the program, and doubled nothing.

    But for who may have been invited by another stack, and of whom it is `told` that they stay.
    """
    for what, want, has in _differing(world, wanted, told):
        raise broken(success_means_equal, f"{what} is to be {want} and is {has}")


@promise
def nothing_is_doubled(
    world: World, wanted: Mapping[str, Things], before: Mapping[str, Things]
) -> None:
    """What a program says once is there once, also where a run before it was cut off."""
    there = held(world)
    for kind in ("Schedule", "EscalationPolicy"):
        for name, thing in wanted[kind].items():
            said = Counter(map(str, thing["layers"]))
            found = Counter(map(str, there[kind].get(name, {}).get("layers", ())))
            old = Counter(map(str, before[kind].get(name, {}).get("layers", ())))
            double = {
                each
                for each, count in found.items()
                if said[each] and count > max(said[each], old[each])
            }
            if double:
                raise broken(nothing_is_doubled, f"{kind} {name!r} has more than one {double}")


@promise
def a_kept_turn_goes_on(before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Whoever has the pager keeps it to the end of their turn, where the program says keep_turn."""
    if before != now:
        raise broken(a_kept_turn_goes_on, f"{before} were on call, and now {now}")


@promise
def every_run_ends(result: Result, *, killed: bool) -> None:
    """Every run ends by itself, or with the process that was killed."""
    if not result.ended and not killed:
        raise broken(every_run_ends, f"{result.verb} did not: {result.errors}")


@promise
def next_run_converges(results: list[Result]) -> None:
    """The next run converges, or says what to do, and converges once that is done."""
    if results[-1].ok:
        return
    said = "\n".join(f"  {each.verb}: {each.errors}" for each in results)
    raise broken(next_run_converges, f"it did not, and said\n{said}")


@promise
def no_bug_of_ours(result: Result) -> None:
    """What stops a run is a sentence, never an exception that nobody meant."""
    for error in result.bugs:
        raise broken(no_bug_of_ours, repr(error))


@promise
def up_again_is_unchanged(result: Result, asked: list[Asked]) -> None:
    """Up again finds nothing to do, and writes nothing."""
    written = [each.line for each in asked if each.method != "GET"]
    if result.changed or written or not result.ok:
        raise broken(
            up_again_is_unchanged, f"it would {result.changed}, wrote {written}, {result.errors}"
        )


@promise
def a_stack_knows_all(before: Snapshot, refreshed: Snapshot) -> None:
    """After an up a state holds all that a refresh would put into it, and who is left out."""
    for each in before.resources:
        if each.inputs.get("waiting") != each.outputs.get("waiting"):
            raise broken(a_stack_knows_all, f"{each.urn} has others waiting: {each.inputs}")
    had = {each.urn: each for each in before.resources}
    for each in refreshed.resources:
        old = had[each.urn]
        if each.inputs != old.inputs:
            continue  # Hands have changed it meanwhile.
        # The place is one run late, and what was let go of is known until it is gone.
        names = each.outputs.keys() - {"rank", *(() if each.inputs.get("layers") else LET_GO)}
        if changed := {name for name in names if each.outputs[name] != old.outputs.get(name)}:
            raise broken(a_stack_knows_all, f"{each.urn} came to know {changed} by a refresh")


@promise
def nothing_is_left(
    world: World, before: Mapping[str, Things], snapshot: Snapshot, told: Sequence[str]
) -> None:
    """A destroy leaves what was there before: things, people and roles; and an empty stack.

    But for who may have been invited by another stack, and of whom it is `told` that they stay.
    """
    for what, was, has in _differing(world, before, told):
        raise broken(nothing_is_left, f"{what} was {was} and is {has}")
    if snapshot.resources:
        raise broken(
            nothing_is_left, f"the stack holds {[each.urn for each in snapshot.resources]}"
        )


def _differing(
    world: World, wanted: Mapping[str, Things], told: Sequence[str]
) -> Iterator[tuple[str, Any, Any]]:
    """What is not as it should be: that, what it should be and what it is."""
    there = held(world)
    for kind, things in wanted.items():
        for name in sorted({*things, *there[kind]}):
            want, has = things.get(name, "nothing"), there[kind].get(name, "nothing")
            if want != has and not (name not in things and _stays(name, told)):
                yield f"{kind} {name!r}", want, has


def _stays(name: str, told: Sequence[str]) -> bool:
    return any(f"{name} was found invited already" in each for each in told)


@promise
def what_is_right_goes_through(result: Result, *, stops: bool) -> None:
    """A run of which nothing goes wrong does what the program says, and is refused for cause only.

    `stops` is that there is a cause.
    """
    if result.ok is stops:
        raise broken(what_is_right_goes_through, f"ok {result.ok}: {result.errors}")


@promise
def a_name_keeps_its_turns(
    before: Sequence[Mapping[str, Any]], now: Sequence[Mapping[str, Any]]
) -> None:
    """Turns that keep their name and somebody of their people stay the same object."""
    had = {(row["scheduleId"], row["name"]): row for row in before}
    for row in now:
        old = had.get((row["scheduleId"], row["name"]))
        stays = old and {*old["participantIds"]} & {*row["participantIds"]}
        if old and stays and old["id"] != row["id"]:
            raise broken(a_name_keeps_its_turns, f"{old} became {row}")


@promise
def nothing_is_left_unsaid(
    world: World, before: frozenset[str], result: Result, owned: frozenset[str]
) -> None:
    """A run that fails leaves nothing behind that is neither in the stack nor named by it."""
    said = " ".join([*result.told, *result.errors])
    inside = {each.id for each in result.snapshot.resources if each.inputs.get("layers")}
    for kind, rows in world.everything().items():
        for row in rows:
            own = str(row["id"])
            above = row.get("scheduleId") or row.get("policyId")
            if own not in {*before, *owned} and above not in inside and own not in said:
                raise broken(nothing_is_left_unsaid, f"{kind} {row}, and said\n{said}")


@promise
def another_organization_is_left_alone(world: World, before: Mapping[str, Any]) -> None:
    """What another organization has is as it was, whatever key a run was given."""
    for kind, rows in world.elsewhere().items():
        if rows != before[kind]:
            raise broken(another_organization_is_left_alone, f"{kind} {before[kind]}, is {rows}")


@promise
def a_strange_key_changes_nothing(
    result: Result, before: Snapshot, world: World, there: Mapping[str, Things],
    asked: Sequence[Asked],
) -> None:  # fmt: skip
    """A run with the key of another organization is refused, and account and stack stay."""
    kept = {each.urn: each.id for each in result.snapshot.resources}
    had = {each.urn: each.id for each in before.resources}
    done = [each.line for each in asked if each.method != "GET" and (each.status or 500) < 300]
    if result.ok or kept != had or held(world) != there or done:
        why = f"{had} became {kept} by {done}: {result.errors}"
        raise broken(a_strange_key_changes_nothing, why)
    if untold := [each for each in result.errors if "not found" in each or "no such" in each]:
        # Whoever hears that it is gone makes it again.
        raise broken(a_strange_key_changes_nothing, f"and it is not said: {untold}")


@promise
def a_team_goes_whole(result: Result, before: Snapshot, asked: Sequence[Asked]) -> None:
    """What a preview found will be deleted is deleted whole or, if any is refused, not at all."""
    gone = [each.line for each in asked if each.method == "DELETE" and (each.status or 500) < 300]
    if gone and not result.ok:
        raise broken(a_team_goes_whole, f"{gone} of {len(before.resources)}: {result.errors}")


@promise
def what_is_said_of_the_stack_is_so(result: Result) -> None:
    """What a run calls no part of the stack is none."""
    has = {each.id for each in result.snapshot.resources}
    for told in (*result.told, *result.errors):
        for said in STRANGER.findall(told):
            if wrong := has & {*OBJECT.findall(said)}:
                raise broken(what_is_said_of_the_stack_is_so, f"{wrong}: {told}")


@promise
def no_key_anywhere(world: World, result: Result) -> None:
    """No key stands in a state, in a sentence or in an error."""
    told = [*result.told, *result.errors]
    kept = [
        json.dumps([each.inputs, each.outputs], default=str) for each in result.snapshot.resources
    ]
    for text in (*told, *kept):
        if world.key in text:
            raise broken(no_key_anywhere, text[:300])


@promise
def requests_within_bounds(asked: list[Asked], resources: int) -> None:
    """A run asks a bounded number of times for each resource."""
    most = MOST_A_RESOURCE * (resources + 2)
    if len(asked) > most:
        raise broken(requests_within_bounds, f"{len(asked)} requests, {most} at most")


@dataclass
class Foreign:
    """What was there before and belongs to nobody's stack."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World, owned: frozenset[str]) -> Foreign:
        """All that a stack does not have."""
        return cls(
            {
                f"{kind} {row.get('id')}": _kept(row)
                for kind, rows in world.everything().items()
                for row in rows
                if not _who(row) & owned
            }
        )

    @promise
    def nothing_foreign_is_touched(self, world: World, stands_in: frozenset[str]) -> None:
        """What somebody else made is neither changed nor removed."""
        there = {
            f"{kind} {row.get('id')}": _kept(row)
            for kind, rows in world.everything().items()
            for row in rows
        }
        for called, row in self.rows.items():
            if not _who(row) & stands_in and there.get(called) != row:
                raise broken(
                    self.nothing_foreign_is_touched, f"{called} was {row}, is {there.get(called)}"
                )


def _who(row: Mapping[str, Any]) -> set[str]:
    """By which a stack has it: people by their address."""
    said = (row.get(name) for name in ("id", "email", "emailAddress"))
    return {str(each) for each in said if each}


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in CHANGING}


@dataclass(frozen=True)
class Instant:
    """Who is on call where, and whom each chain asks, between two requests."""

    when: str
    turns: dict[str, frozenset[str]]
    chains: dict[str, frozenset[str]]
    """By policy: people, and the schedules that are asked in their place."""


@dataclass
class Cover:
    """Who can be reached, after each write of a life."""

    world: World
    instants: list[Instant] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.look("the beginning")

    def watch(self, asked: Asked) -> None:
        """Look after each write that concerns it."""
        changes = asked.method != "GET" and (asked.status or 500) < 300
        if changes and ("/oncall/" in asked.path or "/escalation/" in asked.path):
            self.look(asked.line)

    def look(self, when: str) -> None:
        """Note who is on call and who is asked now."""
        rows = self.world.rows
        turns: dict[str, set[str]] = {row["id"]: set() for row in rows("schedules")}
        for row in rows("rotation_layers"):
            turns[row["scheduleId"]].update(row["participantIds"])
        chains: dict[str, set[str]] = {row["id"]: set() for row in rows("policies")}
        for row in rows("policy_layers"):
            target = row["target"]
            asked = [target["scheduleId"]] if target["type"] == "schedule" else target["userIds"]
            chains[row["policyId"]].update(asked)
        self.instants.append(
            Instant(
                when,
                {own: frozenset(who) for own, who in turns.items()},
                {own: frozenset(who) for own, who in chains.items()},
            )
        )

    @promise
    def nobody_is_uncovered_meanwhile(self) -> None:
        """A schedule or chain that reaches somebody before and after does so at each instant.

        A chain is reached through schedules. One that this very program empties or fills counts as
        if somebody were on it: the engine changes it before or after whatever asks it.
        """
        before, after = self.instants[0], self.instants[-1]
        kept = {own for own in before.turns if before.turns[own] and after.turns.get(own)}
        chains = {own for own in before.chains if before.chains[own] and after.chains.get(own)}
        for now in self.instants[1:-1]:
            empty = {own for own in kept if not now.turns.get(own)}
            asked = {own: now.chains.get(own, frozenset()) for own in chains}
            for own in empty or {own for own, who in asked.items() if not who - empty}:
                raise broken(
                    self.nobody_is_uncovered_meanwhile, f"{own} reached nobody after {now.when}"
                )

    @promise
    def nobody_is_missing_meanwhile(self, whole: frozenset[str]) -> None:
        """What is said in one piece asks at each instant all whom it asks before and after."""
        before, after = self.instants[0], self.instants[-1]
        for sides in ("turns", "chains"):
            old, new = getattr(before, sides), getattr(after, sides)
            for own in whole & old.keys() & new.keys():
                kept = old[own] & new[own]
                for now in self.instants[1:-1]:
                    missing = kept - getattr(now, sides).get(own, frozenset())
                    if missing:
                        raise broken(
                            self.nobody_is_missing_meanwhile,
                            f"{own} lost {sorted(missing)} after {now.when}",
                        )
