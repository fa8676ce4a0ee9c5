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
from tests.lives.manners import Holes, good_manners
from tests.lives.programs import Program, short
from tests.lives.references import Reference, program_text
from tests.lives.remedies import (
    could_not_look,
    drop_what_is_left,
    named_to_drop,
    remedy,
    take_over_all,
)
from tests.lives.scheduler import Choice, Killed, Seeded, Stuck
from tests.lives.wire import FAULTS, LASTING, Journal
from tests.lives.world import World

__all__ = ["GAPS", "TELLING", "Case", "Explorer", "Failure"]

DOUBTFUL: Final = ("lost", "late", "later", "500 after", "garbage", "killed after", "left after")
GAPS: Final[Mapping[str, tuple[float, ...]]] = dict.fromkeys(DOUBTFUL, (0.0, 2.0, 3600.0))
"""By how many seconds the clocks are apart, where a clock has to tell what was made."""
TELLING: Final[tuple[tuple[str, float, bool], ...]] = (
    ("lost", 0.0, False), ("killed after", 0.0, True), ("left", 0.0, False), ("held", 0.0, False),
    ("doubled", 0.0, False), ("429", 0.0, True), ("500", 0.0, False), ("lost", 3600.0, True),
    ("down", 0.0, False), ("killed after", 2.0, False), ("half", 0.0, True), ("503", 0.0, True),
    ("held", 0.0, True), ("later", 0.0, True), ("killed", 0.0, True),
)  # fmt: skip
"""Fault, gap and whether it is edited then, those first that have found most."""
TRIES: Final = 7
SETTING: Final = "what_is_right_goes_through"
"""What does not hold where the run cannot be prepared."""
KEY: Final = "SCALING_CLOUD_API_KEY"


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


@dataclass
class Beginning:
    """What was there when a run began, and what is watched from then on."""

    before: Snapshot
    owned: frozenset[str]
    foreign: Foreign
    elsewhere: Mapping[str, Any]
    ids: frozenset[str]
    there: dict[str, Any]
    had: Mapping[str, Any]
    """Who had the pager."""
    cover: Cover
    holes: Holes
    turns: list[dict[str, Any]]


class Explorer:
    """One reference, prepared once."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.runs = 0
        self.cases = 0
        self.ends: set[str] = set()
        self.journal = Journal()
        """Of the case that was tried last."""
        self._at_first: dict[str, Any] = {}
        self._program = Program(program_text(reference.program))
        self._edited = Program(program_text(reference.edited))
        self.life = life = Life(World.fresh(reference.switches))
        life.environment.update(reference.environment)
        world = life.world
        if reference.others:
            reference.others(life)
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
        self._says = _addresses(self._program) | _addresses(self._edited)
        self._saved = life.saved()
        self.requests = self._counted()

    def _must(self, result: Result) -> None:
        if not result.ok:
            raise Broken(SETTING, f"before {self.reference.name!r}: {result.errors}")

    def _must_not(self, result: Result) -> None:
        if result.ok:
            raise Broken(SETTING, f"before {self.reference.name!r} nothing was refused")

    def _counted(self) -> int:
        """How many requests the run makes if nothing goes wrong, or a few more."""
        life = self.at_the_run(Choice())
        self.run(life)
        asked = life.journal.asked
        self.writes = [each.number for each in asked if each.method != "GET"]
        return len(asked)

    def at_the_run(self, choice: Choice, gap: float = 0.0) -> Life:
        """A life of it, just before the run in which something goes wrong."""
        life = self.life.again(self._saved, choice)
        life.world.clocks(gap)
        if self.reference.hand:
            self.reference.hand(life)
        return life

    def run(self, life: Life) -> Result:
        """That run."""
        self.runs += 1
        if self.reference.previewed:
            return life.previewed(self._program, **self.reference.words)
        if self.reference.key:
            life.environment[KEY] = self.reference.key
        result = life.command(self.reference.verb, self._program, **self.reference.words)
        life.environment.pop(KEY, None)
        return result

    # ---------------------------------------------------------------- cases
    def plain(self) -> Case:
        """Nothing goes wrong."""
        return Case(self.reference.name, (), edited=self.reference.never)

    def telling_cases(self, round_: int) -> Iterator[Case]:
        """The cases that tell most, one for each write; `TELLING` says of what."""
        fault, gap, edited = TELLING[round_]
        edited = edited or self.reference.never
        for at in self.writes or range(self.requests):
            yield Case(self.reference.name, ((at, fault),), gap, None, edited)

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
                        if edited or not self.reference.never:
                            yield Case(self.reference.name, ((at, fault),), gap, None, edited)

    def tried(self, case: Case, choice: Choice | None = None) -> Failure | None:
        """Live it; what does not hold, or None."""
        self.cases += 1
        choice = choice or (Choice() if case.seed is None else Seeded(case.seed))
        life = self.at_the_run(choice, case.gap)
        life.seed, self.journal = case.seed, life.journal
        try:
            self._lived(life, case)
        except Broken as broken:
            return Failure(case, broken.invariant, str(broken), life.journal.text())
        except (Stuck, Killed) as stuck:
            why = f"every_run_ends: {stuck!r}"
            return Failure(case, "every_run_ends", why, life.journal.text())
        except Exception as error:  # noqa: BLE001 - a life that cannot be lived is one that fails
            why = f"every_life_goes_on: {error!r}"
            return Failure(case, "every_life_goes_on", why, life.journal.text())
        return None

    def _lived(self, life: Life, case: Case) -> None:
        world, verb = life.world, self.reference.verb
        at = self._begun(life, case)
        result = self.run(life)
        self._after_the_run(life, case, result, at)
        life.journal.planned.clear()
        if self.reference.between:
            self.reference.between(life)
            at.cover = Cover(world)
            made = _ids(world) - at.ids
            at.foreign = Foreign.of(world, _owned(life.stacks["dev"]) | at.owned | made)
            life.journal.watchers[:] = [at.cover.watch, at.holes.watch]
        told = remedy(life, "dev", result) if result.ended and not result.ok else {}
        if told is None and self.reference.never:
            told = {}  # Another program is what helps.
        if told is None:
            invariants.next_run_converges([result])
        end = self._fingerprint(life, case)
        if end in self.ends:
            return
        if verb != "destroy" or case.edited:
            self._goes_on(life, case, result, at, told or {})
        self._taken_down(life)
        at.holes.no_delete_opens_a_hole()
        invariants.another_organization_is_left_alone(world, at.elsewhere)
        self.ends.add(end)

    def _begun(self, life: Life, case: Case) -> Beginning:
        """Note what is there, and watch from now on."""
        world, before = life.world, life.stacks.get("dev", Snapshot())
        owned, ids = _owned(before) | self._says, _ids(world)
        at = Beginning(
            before, owned, Foreign.of(world, owned), world.elsewhere(), ids, held(world),
            life.on_call() if self._keeps else {}, Cover(world), Holes(world, ids),
            world.rows("rotation_layers"),
        )  # fmt: skip
        self._at_first = at.there
        life.journal.watchers += [at.cover.watch, at.holes.watch]
        life.journal.planned.update(case.planned)
        return at

    def _after_the_run(self, life: Life, case: Case, result: Result, at: Beginning) -> None:
        """What holds of the one run in which something went wrong, or nothing."""
        reference, world, asked = self.reference, life.world, life.journal.asked
        faults = {fault for _, fault in case.planned}
        self._seen(life, result, killed=any("killed" in f or "left" in f for f in faults))
        at.foreign.nothing_foreign_is_touched(world, _owned(life.stacks["dev"]) | at.owned)
        at.holes.no_delete_opens_a_hole()
        if self._keeps:
            invariants.a_kept_turn_goes_on(at.had, life.on_call())
        if not faults or (reference.never and result.ended):
            stops = reference.stops or reference.never or bool(reference.key)
            invariants.what_is_right_goes_through(result, stops=stops)
        if not faults and not reference.words.get("replace"):
            invariants.a_name_keeps_its_turns(at.turns, world.rows("rotation_layers"))
        if reference.key and result.ended:
            invariants.a_strange_key_changes_nothing(result, at.before, world, at.there, asked)
        if reference.previewed and reference.stops:
            invariants.a_team_goes_whole(result, at.before, asked)
        if result.ended and not result.ok and not faults & {*LASTING, "later"}:
            owned = _owned(result.snapshot)
            invariants.nothing_is_left_unsaid(world, at.ids, result, owned)
        if result.ok and reference.verb == "up" and not reference.words.get("target"):
            self._done(life, result, at)

    def _done(self, life: Life, result: Result, at: Beginning) -> None:
        """What holds of a run that says success, whatever went wrong in it."""
        wanted = self._wanted(self._program, life.world)
        invariants.nothing_is_doubled(life.world, wanted, at.there)
        if not could_not_look(result) and not _lands_late(life):
            drop_what_is_left(life, "dev", [result])
            wanted = self._wanted(self._program, life.world)
            invariants.success_means_equal(life.world, wanted)

    def _goes_on(
        self, life: Life, case: Case, result: Result, at: Beginning, told: Mapping[str, Any]
    ) -> None:
        """The next run, and the one after it."""
        world, wants = life.world, self._edited if case.edited else self._program
        self._converged(life, wants, result, told, edited=case.edited)
        invariants.success_means_equal(world, self._wanted(wants, world), life.told)
        owned = _owned(life.stacks["dev"]) | at.owned | named_to_drop(life)
        at.foreign.nothing_foreign_is_touched(world, owned)
        if self._keeps:
            invariants.a_kept_turn_goes_on(at.had, life.on_call())
        if not case.edited and not self.reference.opens:
            at.cover.nobody_is_uncovered_meanwhile()
            whole = _whole(at.before) & _whole(life.stacks["dev"])
            at.cover.nobody_is_missing_meanwhile(whole)
        asked, known = len(life.journal.asked), life.stacks["dev"]
        again = life.up(wants, refresh=True)
        self.runs += 1
        invariants.a_stack_knows_all(known, again.snapshot)
        invariants.up_again_is_unchanged(again, life.journal.asked[asked:])

    @property
    def _keeps(self) -> bool:
        return "keep_turn" in self.reference.program

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
        wanted = said(goals, without, there)
        if any(goal.ignore_changes for goal in goals):
            # It is what hands have made of it.
            by_hand = self._at_first["Schedule"]
            wanted["Schedule"] = {
                name: _left(thing, by_hand[name]) for name, thing in wanted["Schedule"].items()
            }
        return wanted

    def _seen(self, life: Life, result: Result, *, killed: bool) -> None:
        invariants.every_run_ends(result, killed=killed)
        invariants.no_bug_of_ours(result)
        invariants.no_key_anywhere(life.world, result)
        invariants.what_is_said_of_the_stack_is_so(result)
        good_manners(life.journal.asked)
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
        if (self.reference.between or self.reference.hand) and not self.reference.apart:
            return  # What people did meanwhile stays done.
        left = {kind: dict(things) for kind, things in self._without.items()}
        for kind, things in self.reference.ends.items():
            left[kind] |= things
            left[kind] = {name: each for name, each in left[kind].items() if each is not None}
        invariants.nothing_is_left(life.world, left, life.stacks["dev"], life.told)

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
        told = sorted(named_to_drop(life))
        seen = [rows, stack, told, case.edited, case.gap, sorted(life.environment.items())]
        return json.dumps(seen, sort_keys=True, default=str)


def _left(said: Mapping[str, Any], by_hand: Mapping[str, Any]) -> dict[str, Any]:
    """A schedule as it is said, but for what hands have made of its description and its people."""
    turns = zip(said["layers"], by_hand["layers"], strict=True)
    layers = [[*mine[:-1], theirs[-1]] for mine, theirs in turns]
    return {**said, "description": by_hand["description"], "layers": layers}


def _addresses(program: Program) -> frozenset[str]:
    """Whom a program says: invited by whomever, they are its own from then on."""
    goals = program.goals(stack="dev", preview=False, config={})
    return frozenset(goal.props["email"] for goal in goals if "email" in goal.props)


def _ids(world: World) -> frozenset[str]:
    return frozenset(str(row["id"]) for rows in world.everything().values() for row in rows)


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
        if each.inputs.get("layers"):
            found.update(each.outputs.get("layer_ids") or ())
        found.update(filter(None, [each.outputs.get("invitation_id"), each.outputs.get("user_id")]))
    return frozenset(found)
