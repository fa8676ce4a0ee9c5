"""In which order those go on who are ready: by seeds, and all orders of the first decisions."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from tests.lives.engine import Options
from tests.lives.exploring import Case, Explorer, Failure
from tests.lives.invariants import Broken, success_means_equal
from tests.lives.life import Life
from tests.lives.likeness import held, said
from tests.lives.programs import Program
from tests.lives.references import program_text
from tests.lives.scheduler import Listed, Seeded
from tests.lives.world import World

__all__ = ["all_orders", "at_once", "by_seeds"]


def by_seeds(explorer: Explorer, seeds: Iterable[int]) -> Iterator[tuple[Case, Failure | None]]:
    """The run as it is, in an order that each seed gives."""
    for seed in seeds:
        case = Case(explorer.reference.name, (), 0.0, seed)
        yield case, explorer.tried(case)


def all_orders(explorer: Explorer, first: int, most: int) -> Iterator[tuple[Case, Failure | None]]:
    """Each way that the first decisions can fall, so many at most."""
    ahead: deque[tuple[int, ...]] = deque([()])
    done = 0
    while ahead and done < most:
        wanted = ahead.popleft()
        choice = Listed(wanted)
        case = Case(explorer.reference.name, (), 0.0, None)
        failure = explorer.tried(case, choice)
        done += 1
        yield case, failure
        for at in range(len(wanted), min(first, len(choice.offered))):
            zeros = (0,) * (at - len(wanted))
            ahead.extend((*wanted, *zeros, other) for other in range(1, choice.offered[at]))


TEAM = """
member("{0}")
s = schedule("{0} primary", layers=[turns("Weekly", "bo", "cy")])
t = schedule("{0} second")
rotation(t, "{0} Days", "dee", position=0)
rotation(t, "{0} Nights", "eli", position=1)
p = policy("{0} payments", layers=[ask(5, s), page(10, "dee")])
q = policy("{0} refunds")
link(q, 1, ask(5, t), called="{0} one")
link(q, 2, page(10, "bo"), called="{0} two")
"""
"""A program that shares an account with another one of its like."""


def at_once(seed: int) -> str | None:
    """Two ups at once on one account, then both again, then both taken down; what was wrong."""
    world = World.fresh()
    life = Life(world, Seeded(seed), seed)
    before = held(world)
    programs = {name: Program(program_text(TEAM.format(name))) for name in ("ours", "theirs")}
    options = Options(parallel=16)
    try:
        for verb in ("up", "up", "destroy"):
            results = life.together(
                [(verb, program, name, options) for name, program in programs.items()]
            )
            for result in results:
                if not result.ok:
                    return f"two at once, seed {seed}: {result.errors}"
            if verb == "up":
                wanted = before
                there = [row["email"] for row in world.rows("members")]
                for name, program in programs.items():
                    goals = program.goals(stack=name, preview=False, config={})
                    wanted = said(goals, wanted, there)
                success_means_equal(world, wanted)
    except Broken as broken:
        return f"two at once, seed {seed}: {broken}"
    return None if held(world) == before else f"two at once, seed {seed}: something is left"
