"""What some lives asked, byte for byte, as one line that is the same on each machine.

    make soak ARGS="--fingerprint"

Each seed and each case is lived in full; whoever gets another line somewhere has found that a life
rests on something besides its seed.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from tests.lives.exploring import Case, Explorer
from tests.lives.life import Life
from tests.lives.random_lives import STEPS, drawn_plan, followed
from tests.lives.references import by_name
from tests.lives.scheduler import Seeded
from tests.lives.world import World

__all__ = ["fingerprint"]

SEEDS = (1, 2, 3, 5, 8, 13)
CASES = (
    Case("whole made", ((3, "lost"),), 3600.0, 7, edited=True),
    Case("inline turns swap names and places", ((4, "killed after"),), 0.0, 8),
    Case("turns keep their turn", ((2, "429"),), 0.0, 9),
    Case("a team goes that others page", (), 0.0, 10),
)


def journals() -> Iterator[str]:
    """All that was asked, life by life."""
    for seed in SEEDS:
        plan = drawn_plan(seed)
        life = Life(World.fresh(STEPS if plan.steps else None), Seeded(seed))
        wrong = followed(plan, life)
        yield f"seed {seed}: {wrong}\n{life.journal.text()}"
    for case in CASES:
        explorer = Explorer(by_name[case.reference])
        failure = explorer.tried(case)
        yield f"{case}: {failure}\n{explorer.journal.text()}"


def fingerprint() -> str:
    """One line for all of them."""
    told = sha256()
    for each in journals():
        told.update(each.encode())
    return told.hexdigest()
