"""Everything that can go wrong, once each: a reference, a request, a fault, and what comes after.

The fault strikes one run. Then somebody runs it again, unchanged or after a second thought, does
what it says until it succeeds, runs it once more, and takes all of it down. Ends that are the same
by all that anybody could see are followed once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tests.lives import invariants
from tests.lives.engine import Result, Snapshot
from tests.lives.invariants import Broken, Cover, Foreign
from tests.lives.life import Life
from tests.lives.likeness import held, said
from tests.lives.programs import Program, short
from tests.lives.references import Reference, program_text
from tests.lives.remedies import could_not_look, drop_what_is_left, remedy, take_over_all
from tests.lives.scheduler import Choice, Killed, Seeded, Stuck
from tests.lives.wire import FAULTS
from tests.lives.world import World

__all__ = ["GAPS", "Case", "Explorer", "Failure"]

DOUBTFUL: Final = ("lost", "late", "later", "500 after", "garbage", "killed after", "left after")
GAPS: Final[Mapping[str, tuple[float, ...]]] = dict.fromkeys(DOUBTFUL, (0.0, 2.0, 3600.0))
"""By how many seconds the clocks are apart, where a clock has to tell what was made."""
TRIES: Final = 7


@dataclass(frozen=True)
class Case:
    """What goes wrong in which life."""

    reference: str
    planned: tuple[tuple[int, str], ...]
    """Which faults at which requests of the run."""
    gap: float = 0.0
    seed: int | None = None
    """Of the choice who goes on; None is the first who can, always."""
    edited: bool = False

    @property
    def key(self) -> str:
        """The whole of it in one line, from which it is read again."""
        faults = " and ".join(f"{at} {fault}" for at, fault in self.planned)
        return "; ".join(
            [self.reference, faults, f"{self.gap:g}", str(self.seed), str(self.edited)]
        )

    @classmethod
    def read(cls, key: str) -> Case:
        """The case that a line stands for."""
        reference, faults, gap, seed, edited = key.split("; ")
        said = [each.partition(" ") for each in faults.split(" and ") if each]
        planned = tuple((int(at), fault) for at, _, fault in said)
        known = None if seed == "None" else int(seed)
        return cls(reference, planned, float(gap), known, edited == "True")

    def __str__(self) -> str:
        faults = " and ".join(f"{fault!r} at request {at}" for at, fault in self.planned)
        seed = "in order" if self.seed is None else f"seed {self.seed}"
        then = "edited, then again" if self.edited else "then again"
        where = f"{self.reference} ({seed}, clocks {self.gap:g} s apart)"
        return f"{where}: {faults or 'no fault'}, {then}"


@dataclass(frozen=True)
class Failure:
    """A life of which something does not hold."""

    case: Case
    invariant: str
    why: str
    journal: str

    def __str__(self) -> str:
        return f"{self.case}\n  {self.why}"


class Explorer:
    """One reference, prepared once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.runs = 0
        self.cases = 0
        self.ends: set[str] = set()
        self._at_first: dict[str, Any] = {}
        self._program = Program(program_text(reference.program))
        self._edited = Program(program_text(reference.edited))
        self.life = life = Life(World.fresh(reference.switches))
        life.environment.update(reference.environment)
        world = life.world
        self._untouched = held(world)
        if reference.neighbour:
            self._must(life.up(Program(program_text(reference.neighbour)), stack="theirs"))
        self._without = held(world)
        """All that there is without the stack."""
        if reference.before:
            self._must(life.up(Program(program_text(reference.before))))
        if reference.refused:
            refused = life.up(self._program)
            self._must_not(refused)
            owned = take_over_all(life, refused)
            assert owned, refused.errors
        self._saved = life.saved()
        self.requests = self._counted()

    @staticmethod
    def _must(result: Result) -> None:
        assert result.ok, result.errors

    @staticmethod
    def _must_not(result: Result) -> None:
        assert not result.ok, result.changed

    def _counted(self) -> int:
        """How many requests the run makes if nothing goes wrong, or a few more."""
        life = self._at_the_run(Choice())
        self._run(life)
        return len(life.journal.asked)

    def _at_the_run(self, choice: Choice, gap: float = 0.0) -> Life:
        life = self.life.again(self._saved, choice)
        life.world.clocks(gap)
        if self.reference.hand:
            self.reference.hand(life)
        return life

    def _run(self, life: Life) -> Result:
        self.runs += 1
        return life.command(self.reference.verb, self._program, **self.reference.words)

    # ---------------------------------------------------------------- cases
    def some_cases(self, one_of: int, beginning: int = 0) -> Iterator[Case]:
        """Every so manieth, so that each request and each fault are among them.

        In order, or as a seed has it, by turns.
        """
        for at, case in enumerate(self.all_cases()):
            if (at + at // len(FAULTS) + beginning) % one_of == 0:
                yield replace(case, seed=at) if at // one_of % 2 else case

    def all_cases(self) -> Iterator[Case]:
        """Each request, each fault, each gap, and both ways to go on."""
        for at in range(self.requests):
            for fault in FAULTS:
                for gap in GAPS.get(fault, (0.0,)):
                    for edited in (False, True):
                        yield Case(self.reference.name, ((at, fault),), gap, None, edited)

    def tried(self, case: Case, choice: Choice | None = None) -> Failure | None:
        """Live it; what does not hold, or None."""
        self.cases += 1
        choice = choice or (Choice() if case.seed is None else Seeded(case.seed))
        life = self._at_the_run(choice, case.gap)
        life.seed = case.seed
        try:
            self._lived(life, case)
        except Broken as broken:
            return Failure(case, broken.invariant, str(broken), life.journal.text())
        except (Stuck, Killed) as stuck:
            return Failure(case, "every_run_ends", repr(stuck), life.journal.text())
        return None

    def _lived(self, life: Life, case: Case) -> None:
        world, wants = life.world, self._edited if case.edited else self._program
        before = life.stacks.get("dev", Snapshot())
        owned = _owned(before)
        foreign = Foreign.of(world, owned)
        cover = Cover(world)
        life.journal.watchers.append(cover.watch)
        life.journal.planned.update(case.planned)
        goes_on = self.reference.verb == "up"
        self._at_first = there = held(world)
        keeps = "keep_turn" in self.reference.program
        had = life.on_call() if keeps else {}
        result = self._run(life)
        if keeps:
            invariants.a_kept_turn_goes_on(had, life.on_call())
        self._seen(life, result, killed=any("killed" in f or "left" in f for _, f in case.planned))
        settled = goes_on and not could_not_look(result) and not _lands_late(life)
        if result.ok and goes_on and not self.reference.words.get("target"):
            invariants.nothing_is_doubled(world, self._wanted(self._program, world), there)
        if result.ok and settled and not self.reference.words.get("target"):
            drop_what_is_left(life, "dev", [result])
            invariants.success_means_equal(world, self._wanted(self._program, world))
        life.journal.planned.clear()
        if self.reference.between:
            self.reference.between(life)
            cover = self._watched_anew(life)
        told = remedy(life, "dev", result) if result.ended and not result.ok else {}
        if told is None:
            invariants.next_run_converges([result])
        end = self._fingerprint(life, case)
        if end in self.ends:
            return
        if self.reference.verb == "destroy" and not case.edited:
            self._taken_down(life)
            self.ends.add(end)
            return
        self._converged(life, wants, result, told or {}, edited=case.edited)
        invariants.success_means_equal(world, self._wanted(wants, world), life.told)
        foreign.nothing_foreign_is_touched(world, _owned(life.stacks["dev"]) | owned)
        if keeps:
            invariants.a_kept_turn_goes_on(had, life.on_call())
        if not case.edited and not self.reference.opens:
            cover.nobody_is_uncovered_meanwhile()
            cover.nobody_is_missing_meanwhile(_whole(before) & _whole(life.stacks["dev"]))
        asked = len(life.journal.asked)
        again = life.up(wants, refresh=True)
        self.runs += 1
        invariants.up_again_is_unchanged(again, life.journal.asked[asked:])
        self._taken_down(life)
        self.ends.add(end)

    def _watched_anew(self, life: Life) -> Cover:
        cover = Cover(life.world)
        life.journal.watchers[:] = [cover.watch]
        return cover

    def _wanted(self, program: Program, world: World) -> dict[str, Any]:
        goals = program.goals(stack="dev", preview=False, config={})
        there = [row["email"] for row in world.rows("members")]
        without = dict(self._without)
        joined = {row["email"]: row["role"] for row in world.rows("members")}
        without["Member"] = (
            {
                email: joined.get(email, role) if email in joined else role
                for email, role in {**without["Member"], **joined}.items()
            }
            if self.reference.between or self.reference.hand
            else without["Member"]
        )
        return said(goals, without, there)

    def _seen(self, life: Life, result: Result, *, killed: bool) -> None:
        invariants.every_run_ends(result, killed=killed)
        invariants.no_bug_of_ours(result)
        invariants.no_key_anywhere(life.world, result)
        invariants.requests_within_bounds(life.journal.asked, len(result.snapshot.resources) + 8)

    def _converged(
        self,
        life: Life,
        program: Program,
        first: Result,
        told: Mapping[str, Any] | None,
        *,
        edited: bool,
    ) -> list[Result]:
        """Run it again and do what it says until it succeeds."""
        words = dict(self.reference.words) if first.verb == "up" and not first.ok else {}
        words.pop("target", None)
        results = [first]
        begun = {short(urn) for what, urn in life.stacks["dev"].pending if what != "creating"}
        if _lands_late(life) or (begun and first.verb != "up"):
            words["refresh"] = True
        words |= told or {}
        for _ in range(TRIES):
            result = life.up(program, **words)
            self.runs += 1
            self._seen(life, result, killed=False)
            results.append(result)
            if result.ok and edited and begun - result.changed.keys():
                # The engine names what it had begun, and says to refresh. Nothing of ours was asked
                # about it, since the program wants what the state has.
                words["refresh"], begun = True, set()
                continue
            if result.ok and first.verb == "up" and not first.ended and not words.get("refresh"):
                # Whoever saw a run being cut off looks what is there, once it goes again.
                asked = len(life.journal.asked)
                results.append(life.up(program, refresh=True))
                invariants.up_again_is_unchanged(results[-1], life.journal.asked[asked:])
            if result.ok and not could_not_look(result):
                invariants.next_run_converges(results)
                wanted = self._wanted(program, life.world)
                invariants.nothing_is_doubled(life.world, wanted, self._at_first)
                drop_what_is_left(life, "dev", results)
                return results
            if result.ok:
                continue
            told = remedy(life, "dev", result)
            if told is None:
                break
            words |= told
        invariants.next_run_converges(results)
        raise AssertionError

    def _taken_down(self, life: Life) -> None:
        results: list[Result] = []
        for _ in range(TRIES):
            result = life.command("destroy")
            self.runs += 1
            self._seen(life, result, killed=False)
            results.append(result)
            if result.ok:
                break
            told = remedy(life, "dev", result)
            if told is None:
                invariants.next_run_converges(results)
        if self.reference.between or self.reference.hand:
            return  # What people did meanwhile stays done.
        invariants.nothing_is_left(life.world, self._without, life.stacks["dev"], life.told)

    def _fingerprint(self, life: Life, case: Case) -> str:
        """All that the next run could find, as far as it could make a difference."""
        rows = {
            kind: [{n: v for n, v in row.items() if n not in TIMES} for row in rows]
            for kind, rows in life.world.everything().items()
        }
        stack = [
            {
                **each.shown(),
                "outputs": {n: v for n, v in each.outputs.items() if n != "created_at"},
            }
            for each in life.stacks["dev"].resources
        ]
        seen = [rows, stack, case.edited, case.gap, sorted(life.environment.items())]
        return json.dumps(seen, sort_keys=True, default=str)


def _whole(snapshot: Snapshot) -> frozenset[str]:
    """The ids of what says itself what lies in it."""
    return frozenset(each.id for each in snapshot.resources if each.inputs.get("layers"))


def _lands_late(life: Life) -> bool:
    """Whether a change was carried out that everybody had given up, and that cannot be told."""
    return any(each.fault == "later" and each.method != "GET" for each in life.journal.asked)


TIMES: Final = frozenset({"createdAt", "updatedAt", "joinedAt"})


def _owned(snapshot: Snapshot) -> frozenset[str]:
    """The ids of what a stack has, and of what lies in it."""
    found = set[str]()
    for each in snapshot.resources:
        found.update(each.id.split("/"))
        found.update(each.outputs.get("layer_ids") or ())
        found.update(filter(None, [each.outputs.get("invitation_id"), each.outputs.get("user_id")]))
    return frozenset(found)
