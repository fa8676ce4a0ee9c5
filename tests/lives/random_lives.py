"""Random programs that change, with several things going wrong on the way, and smaller ones.

A seed is a plan: what the program says, one version after the other, what goes wrong in which run,
how far apart the clocks are, and who goes on when. A plan that fails is made smaller as long as it
still fails for the same reason, until its program fits on a screen.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.engine.campaign import count, drawn, edited, reconsidered, source
from tests.lives import invariants
from tests.lives.engine import Result
from tests.lives.invariants import Broken, Cover
from tests.lives.life import Life
from tests.lives.likeness import held, said
from tests.lives.programs import Program, short
from tests.lives.remedies import could_not_look, drop_what_is_left, remedy
from tests.lives.scheduler import Killed, Seeded, Stuck
from tests.lives.wire import FAULTS
from tests.lives.world import World

__all__ = ["Plan", "drawn_plan", "followed", "lived", "shrunk"]

TRIES: Final = 9
CLOCKS: Final = (0.0, 0.0, 2.0, 3600.0)
STEPS: Final = {"policy_generation": "steps"}
MOST_SHRINKS: Final = 400


@dataclass(frozen=True)
class Plan:
    """A whole life, written down."""

    seed: int
    programs: tuple[dict[str, Any], ...]
    faults: tuple[tuple[tuple[int, str], ...], ...]
    """For each version of the program: what goes wrong at which request of its first run."""
    second_thoughts: tuple[bool, ...]
    """Whether it is changed again after a run that did not succeed."""
    gap: float = 0.0
    parallel: int = 16
    steps: bool = False

    def __str__(self) -> str:
        told = [f"seed {self.seed}, clocks {self.gap:g} s apart, {self.parallel} at a time"]
        for program, faults in zip(self.programs, self.faults, strict=True):
            told.append(f"with {list(faults)}:\n{source(program)}")
        return "\n".join(told)


def drawn_plan(seed: int) -> Plan:
    """What a seed stands for."""
    dice = random.Random(f"{seed} plan")
    steps = dice.random() < 0.2
    programs = [drawn(dice, dice.randint(2, 12))]
    while dice.random() < 0.6 and len(programs) < 3:
        programs.append(edited(dice, programs[-1]))
    if steps:
        programs = [_of_steps(each) for each in programs]
    faults = []
    for program in programs:
        requests = 3 * count(program) + 4
        faults.append(
            tuple(
                sorted(
                    (dice.randrange(requests), dice.choice(list(FAULTS)))
                    for _ in range(dice.choice([0, 1, 1, 2, 2, 3]))
                )
            )
        )
    thoughts = tuple(dice.random() < 0.3 for _ in programs)
    parallel = dice.choice([1, 4, 16])
    gap = dice.choice(CLOCKS)
    return Plan(seed, tuple(programs), tuple(faults), thoughts, gap, parallel, steps)


def _of_steps(program: dict[str, Any]) -> dict[str, Any]:
    """The same in one piece, and with schedules for targets: the other generation takes no less."""
    plain: dict[str, Any] = json.loads(json.dumps(program))
    plain["together"] = True
    names = list(plain["schedules"])
    for chain in plain["policies"].values():
        chain[:] = [[minutes, who] for minutes, who in chain if who in names]
    return plain


def lived(plan: Plan) -> tuple[str, str] | None:
    """Live it: the broken invariant and why, or None."""
    return followed(plan, Life(World.fresh(STEPS if plan.steps else None), Seeded(plan.seed)))


def followed(plan: Plan, life: Life) -> tuple[str, str] | None:
    """The same in a life that is at its beginning."""
    world, life.seed = life.world, plan.seed
    world.clocks(plan.gap)
    before = held(world)
    try:
        for at in range(len(plan.programs)):
            _step(life, plan, at, before)
        _taken_down(life)
        invariants.nothing_is_left(world, before, life.stacks["dev"], life.told)
    except Broken as broken:
        return broken.invariant, str(broken)
    except (Stuck, Killed) as stuck:
        return "every_run_ends", f"every_run_ends: {stuck!r}"
    except Exception as error:  # noqa: BLE001 - a life that cannot be lived is one that fails
        return "every_life_goes_on", f"every_life_goes_on: {error!r}"
    return None


def _step(life: Life, plan: Plan, at: int, before: dict[str, Any]) -> None:
    """One version of the program, until it is true."""
    program = Program(source(plan.programs[at]))
    cover, at_first = Cover(life.world), held(life.world)
    life.journal.watchers[:] = [cover.watch]
    life.environment.pop("SCALING_CLOUD_TAKE_OVER", None)
    asked = len(life.journal.asked)
    life.journal.planned = {asked + number: fault for number, fault in plan.faults[at]}
    words: dict[str, Any] = {}
    results: list[Result] = []
    begun = set[str]()
    rethought = False
    for _ in range(TRIES):
        result = life.command("up", program, parallel=plan.parallel, **words)
        results.append(result)
        struck = {each.fault or "" for each in life.journal.asked[asked:]}
        killed = any("killed" in each or "left" in each for each in struck)
        _seen(life, result, killed=killed)
        late = "later" in struck
        if result.ok and begun - result.changed.keys() and (rethought or late):
            words["refresh"], begun = True, set()
            continue
        if result.ok and (late or killed) and not words.get("refresh"):
            # Whoever saw a run being cut off looks what is there.
            words["refresh"] = True
            continue
        if result.ok and not could_not_look(result):
            invariants.next_run_converges(results)
            break
        if result.ok:
            continue
        pending = life.stacks["dev"].pending
        begun |= {short(urn) for what, urn in pending if what != "creating"}
        told = remedy(life, "dev", result) if result.ended else {}
        if told is None:
            invariants.next_run_converges(results)
        words |= told or {}
        if plan.second_thoughts[at] and not rethought:
            rethought = True
            dice = random.Random(f"{plan.seed} {at} thoughts")
            program = Program(source(reconsidered(dice, plan.programs[at])))
    else:
        invariants.next_run_converges(results)
    _true(life, program, before, at_first, results)
    if not rethought:
        cover.nobody_is_uncovered_meanwhile()
    life.journal.planned = {}
    asked = len(life.journal.asked)
    again = life.up(program, refresh=True)
    invariants.up_again_is_unchanged(again, life.journal.asked[asked:])


def _true(
    life: Life,
    program: Program,
    before: dict[str, Any],
    at_first: dict[str, Any],
    results: list[Result],
) -> None:
    """What the last of these runs said is so; what was there without the stack, and at first."""
    goals = program.goals(stack="dev", preview=False, config={})
    there = [row["email"] for row in life.world.rows("members")]
    wanted = said(goals, before, there)
    invariants.nothing_is_doubled(life.world, wanted, at_first)
    drop_what_is_left(life, "dev", results)
    invariants.success_means_equal(life.world, wanted, life.told)


def _seen(life: Life, result: Result, *, killed: bool) -> None:
    invariants.every_run_ends(result, killed=killed)
    invariants.no_bug_of_ours(result)
    invariants.no_key_anywhere(life.world, result)


def _taken_down(life: Life) -> None:
    results = list[Result]()
    for _ in range(TRIES):
        result = life.command("destroy")
        results.append(result)
        if result.ok or remedy(life, "dev", result) is None:
            break
    invariants.next_run_converges(results)


# ---------------------------------------------------------------- smaller ones
def shrunk(plan: Plan) -> Plan:
    """The smallest that still fails as this one does, as far as a while of trying finds it."""
    wrong = lived(plan)
    assert wrong is not None, "only what fails can be made smaller"
    left = MOST_SHRINKS
    again = True
    while again and left > 0:
        again = False
        for less in _smaller(plan):
            left -= 1
            found = lived(less)
            if found is not None and found[0] == wrong[0]:
                plan, again = less, True
                break
            if left <= 0:
                break
    return plan


def _smaller(plan: Plan) -> Iterator[Plan]:
    """The same with one thing less, the biggest first."""
    steps = range(len(plan.programs))
    for at in steps:
        if len(plan.programs) > 1:
            yield _without(plan, at)
    for at in steps:
        for less in _less(plan.programs[at]):
            programs = (*plan.programs[:at], less, *plan.programs[at + 1 :])
            yield replace(plan, programs=programs)
    for at in steps:
        faults = plan.faults[at]
        for number in range(len(faults)):
            fewer = (*faults[:number], *faults[number + 1 :])
            yield replace(plan, faults=(*plan.faults[:at], fewer, *plan.faults[at + 1 :]))
    if any(plan.second_thoughts):
        yield replace(plan, second_thoughts=(False,) * len(plan.programs))
    if plan.gap:
        yield replace(plan, gap=0.0)
    if plan.parallel > 1:
        yield replace(plan, parallel=1)


def _without(plan: Plan, at: int) -> Plan:
    def left(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return (*values[:at], *values[at + 1 :])

    return replace(
        plan, programs=left(plan.programs), faults=left(plan.faults),
        second_thoughts=left(plan.second_thoughts),
    )  # fmt: skip


def _less(program: dict[str, Any]) -> Iterator[dict[str, Any]]:
    def copied() -> dict[str, Any]:
        plain: dict[str, Any] = json.loads(json.dumps(program))
        return plain

    for name in program["policies"]:
        less = copied()
        del less["policies"][name]
        yield less
    used = {who for chain in program["policies"].values() for _, who in chain}
    for name in program["schedules"]:
        if name not in used:
            less = copied()
            del less["schedules"][name]
            yield less
    for at in range(len(program["members"])):
        less = copied()
        less["members"].pop(at)
        yield less
    for name, chain in program["policies"].items():
        for at in range(len(chain)):
            less = copied()
            less["policies"][name].pop(at)
            yield less
    for name, schedule in program["schedules"].items():
        for at in range(len(schedule["layers"])):
            less = copied()
            less["schedules"][name]["layers"].pop(at)
            yield less
