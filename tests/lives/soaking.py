"""Lives by the thousand: portions of work for one process each, and what came of them.

First come rounds: in each a few cases of every reference, the most telling first, so that what is
wrong with any of them shows within a minute or two. Then portions, each a number: it stands for
random plans, for pairs of faults in one reference, for other orders of another, and for two ups at
once, so that an hour of it sees a little of everything.
"""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.lives.exploring import GAPS, TELLING, Case, Explorer
from tests.lives.invariants import Broken, held_over
from tests.lives.orders import at_once, by_seeds
from tests.lives.random_lives import drawn_plan, lived
from tests.lives.references import REFERENCES, by_name
from tests.lives.wire import FAULTS

__all__ = ["Portion", "Turn", "all_of", "case_told", "lived_through", "portion", "rounds"]

PLANS: int = 20
PAIRS: int = 40
ORDERS: int = 20
ROUNDS: int = 24
"""After which each case of each reference was lived."""
PLANS_BY_TURNS: int = 8
"""One random plan in so many turns."""
ELSEWHERE: int = 10**9
"""Where the seeds of turns begin, far from those of portions."""
Turn = tuple[int, str]
"""A round, and the reference whose turn it is."""


@dataclass
class Portion:
    """What one process has lived."""

    lives: int = 0
    failures: list[str] = field(default_factory=list)
    """One line each, which ends with how it is lived again."""
    held: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Portion) -> Portion:
        return Portion(
            self.lives + other.lives, self.failures + other.failures, self.held + other.held
        )


@cache
def explorer(name: str) -> Explorer:
    return Explorer(by_name[name])


def portion(number: int) -> Portion:
    """A little of everything."""
    _quick()
    done = Portion()
    before = Counter(held_over)
    for seed in range(number * PLANS, (number + 1) * PLANS):
        done.lives += 1
        if wrong := lived(drawn_plan(seed)):
            done.failures.append(_line(f"seed {seed}", wrong[1], f"--seed {seed}"))
    dice = random.Random(f"portion {number}")
    told = [*_pairs(dice), *_others(dice)]
    for case in told:
        done.lives += 1
        if failure := explorer(case.reference).tried(case):
            done.failures.append(_line(str(case), failure.why, f"--case '{case.key}'"))
    done.lives += 1
    if said := at_once(number):
        done.failures.append(_line(f"two at once {number}", said, f"--at-once {number}"))
    done.held = Counter(held_over) - before
    return done


def rounds() -> Iterator[Turn]:
    """All of them, each reference by turns."""
    for number in range(1 + len(TELLING) + ROUNDS):
        for reference in REFERENCES:
            yield number, reference.name


def lived_through(work: Turn | int) -> Portion:
    """A turn of a reference, or a portion."""
    if isinstance(work, int):
        return portion(work)
    number, name = work
    _quick()
    done, before = Portion(), Counter(held_over)
    try:
        explored = explorer(name)
    except Broken as broken:
        return Portion(1, [_line(name, str(broken), f"--case '{name}; ; 0; None; False'")])
    # Nothing goes wrong in the first round, in several orders.
    orders = range(3) if not number and not explored.reference.never else range(0)
    at = REFERENCES.index(explored.reference)
    if not number:
        cases = iter([explored.plain()])
    elif number <= len(TELLING):
        cases = explored.telling_cases(number - 1)
    else:
        cases = explored.some_cases(ROUNDS, at + number)
    tried = ((case, explored.tried(case)) for case in cases)
    for case, failure in (*tried, *by_seeds(explored, orders)):
        done.lives += 1
        if failure:
            done.failures.append(_line(str(case), failure.why, f"--case '{case.key}'"))
    if at % PLANS_BY_TURNS == number % PLANS_BY_TURNS:
        seed = ELSEWHERE + at + number * len(REFERENCES)
        done.lives += 1
        if wrong := lived(drawn_plan(seed)):
            done.failures.append(_line(f"seed {seed}", wrong[1], f"--seed {seed}"))
    done.held = Counter(held_over) - before
    return done


def _pairs(dice: random.Random) -> Iterator[Case]:
    """Two things go wrong in one run."""
    reference = dice.choice(REFERENCES)
    most = explorer(reference.name).requests + 3
    for _ in range(PAIRS):
        two = tuple((dice.randrange(most), dice.choice(list(FAULTS))) for _ in range(2))
        gap = dice.choice(GAPS[two[0][1]]) if two[0][1] in GAPS else 0.0
        seed, edited = dice.randrange(10**9), dice.random() < 0.5
        yield Case(reference.name, tuple(sorted(two)), gap, seed, edited)


def _others(dice: random.Random) -> Iterator[Case]:
    """Nothing goes wrong, in other orders."""
    reference = dice.choice(REFERENCES)
    for _ in range(ORDERS):
        yield Case(reference.name, (), 0.0, dice.randrange(10**9))


def all_of(name: str) -> Portion:
    """Every case of one reference, in order and in another order each, and other orders."""
    _quick()
    done, explored = Portion(), Explorer(by_name[name])
    before = Counter(held_over)
    tried = ((case, explored.tried(case)) for case in explored.all_cases())
    for case, failure in (*tried, *by_seeds(explored, range(ORDERS))):
        done.lives += 1
        if failure:
            done.failures.append(_line(str(case), failure.why, f"--case '{case.key}'"))
    done.held = Counter(held_over) - before
    return done


def case_told(key: str) -> str | None:
    """A case again, with all that was asked in it."""
    case = Case.read(key)
    failure = Explorer(by_name[case.reference]).tried(case)
    return f"{failure}\n{failure.journal}" if failure else None


def _line(what: str, why: str, again: str) -> str:
    said = " ".join(why.split())
    return f'FAILED {what}: {said[:400]} | make soak ARGS="{again}"'


def _quick() -> None:
    """A process that lives lives has other garbage than the collector looks for."""
    gc.collect()
    gc.freeze()
