"""Lives by the thousand: portions of work for one process each, and what came of them.

A portion is a number. It stands for random plans, for pairs of faults in one reference, for other
orders of another, and for two ups at once: so that an hour of it sees a little of everything.
"""

from __future__ import annotations

import gc
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from tests.lives.exploring import GAPS, Case, Explorer
from tests.lives.invariants import held_over
from tests.lives.orders import at_once, by_seeds
from tests.lives.random_lives import drawn_plan, lived
from tests.lives.references import REFERENCES, by_name
from tests.lives.wire import FAULTS

__all__ = ["Portion", "all_of", "case_told", "portion", "seed_told"]

PLANS: int = 20
PAIRS: int = 40
ORDERS: int = 20


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


def seed_told(seed: int) -> str | None:
    """A random life again: what is wrong with it, or None."""
    wrong = lived(drawn_plan(seed))
    return wrong and wrong[1]


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
