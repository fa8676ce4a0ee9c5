"""One run of the engine: up, preview, refresh or destroy, from the first check to what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pulumi_scaling.errors import ScalingError
from tests.lives.asking import tells
from tests.lives.process import UNKNOWN, Failed, Process
from tests.lives.programs import Goal, Program, short
from tests.lives.scheduler import Scheduler

from .generating import Bail, Generator
from .state import Book, Snapshot, State, needed, waves
from .stepping import Step, Workers

__all__ = ["Options", "Result", "run"]

VERBS: Final = frozenset({"up", "preview", "refresh", "destroy"})


@dataclass(frozen=True)
class Options:
    """What a command says besides its verb."""

    refresh: bool = False
    target: frozenset[str] = frozenset()
    """Names of resources; none of them means all."""
    replace: frozenset[str] = frozenset()
    parallel: int = 16
    continue_on_error: bool = False
    foretold: frozenset[str] = frozenset()
    """What the preview of this command has found will be deleted."""


@dataclass
class Result:
    """What came of a command."""

    verb: str
    ok: bool = False
    """It said success."""
    ended: bool = False
    """It came to an end by itself, whatever it was."""
    snapshot: Snapshot = field(default_factory=Snapshot)
    errors: list[str] = field(default_factory=list)
    done: list[Step] = field(default_factory=list)
    """In the order in which it was over."""
    calls: list[tuple[str, str]] = field(default_factory=list)
    """What was asked of the provider about which resource."""
    bugs: list[Exception] = field(default_factory=list)
    """What the provider raised that is no refusal of ours."""
    told: list[str] = field(default_factory=list)
    """What the provider said to people."""
    foretells: frozenset[str] = frozenset()
    """What a preview tells the update of the same command."""

    @property
    def steps(self) -> list[tuple[str, str]]:
        """What was done to which resource."""
        return [(step.op, short(step.urn)) for step in self.done]

    @property
    def changed(self) -> dict[str, str]:
        """What was done to which resource; a replacement is one thing."""
        done: dict[str, str] = {}
        for op, name in self.steps:
            if op not in {"same", "refresh"}:
                replaced = "replace" in op or done.get(name, op) != op
                done[name] = "replace" if replaced else op
        return done


def run(
    scheduler: Scheduler,
    process: Process,
    verb: str,
    program: Program | None,
    base: Snapshot,
    *,
    stack: str = "dev",
    options: Options = Options(),
    config: Mapping[str, str] | None = None,
) -> Result:
    """Let a run begin; what comes of it is known once the scheduler has let all come to an end."""
    assert verb in VERBS
    result = Result(verb)
    deployment = Deployment(scheduler, process, verb, base, options, result)
    deployment.stack = stack
    tells(stack, deployment.book.saved)

    def lost() -> None:
        result.snapshot = deployment.book.saved()

    process.on_end = lost
    goals = (
        program.goals(stack=stack, preview=verb == "preview", config=config or {})
        if program
        else []
    )

    def whole() -> None:
        deployment.execute(goals if verb in {"up", "preview"} else [])
        result.snapshot = base if verb == "preview" else deployment.book.saved()
        result.ended, result.ok = True, not result.errors
        process.farewell()
        result.foretells = process.foretells()
        result.told = process.told

    scheduler.start("engine", whole, process)
    return result


class Deployment:
    """A run while it goes on."""

    def __init__(
        self,
        scheduler: Scheduler,
        process: Process,
        verb: str,
        base: Snapshot,
        options: Options,
        result: Result,
    ) -> None:
        self.scheduler = scheduler
        self.process = process
        self.preview = verb == "preview"
        self.destroys = verb == "destroy"
        self.refreshes = verb == "refresh" or options.refresh
        self.options = options
        self.result = result
        self.base = base
        self.stack = ""
        self.book = Book(base)
        self.known: dict[str, tuple[str, dict[str, Any]]] = {}
        """Id and outputs of what was registered."""
        self.failed: set[str] = set()
        """What a step failed on, where the run goes on all the same."""
        self.workers = Workers(self, options.parallel)

    # ---------------------------------------------------------------- from the first to the last
    def execute(self, goals: list[Goal]) -> None:
        """All of it."""
        try:
            if self.refreshes:
                self._refresh()
                if self.result.verb == "refresh" or self.result.errors:
                    return
            generator = Generator(self)
            self._register(goals, generator)
            if not self.workers.cancelled:
                self._delete(generator)
        except Bail as bail:
            self.result.errors += bail.sentences
            self.workers.cancelled = True
        if not self.process.engine_lost:
            self.workers.wait()

    def fails(self, about: str, sentence: str) -> None:
        """Note what went wrong."""
        self.result.errors.append(f"{short(about)}: {sentence}")

    def call(self, verb: str, urn: str, *words: Any) -> Any:
        """Ask the provider."""
        self.result.calls.append((verb, short(urn)))
        try:
            return getattr(self.process, verb)(*words)
        except Failed as failed:
            if not isinstance(failed.error, ScalingError):
                self.result.bugs.append(failed.error)
            raise

    def targeted(self, urn: str) -> bool:
        """Whether the command is about this resource."""
        return not self.options.target or short(urn) in self.options.target

    # ---------------------------------------------------------------- what the program says
    def _register(self, goals: list[Goal], generator: Generator) -> None:
        waiting, registered = list(goals), set[str]()
        while waiting and not self.workers.cancelled:
            goal = next((each for each in waiting if each.waits_for <= registered), None)
            if goal is None and not self.workers.busy and self.failed:
                # What is left waits for what failed: the program fails, and nothing is deleted.
                raise Bail([])
            if goal is None:
                if not self.workers.busy:
                    missing = [short(each.urn) for each in waiting]
                    raise Bail([f"never registered: {missing}"])
                self.workers.next_end()
            else:
                waiting.remove(goal)
                self._begin(goal, generator)
            registered = set(self.known)
        self.workers.wait()

    def _begin(self, goal: Goal, generator: Generator) -> None:
        try:
            steps = generator.steps(goal)
        except Failed as failed:
            raise Bail([f"{short(goal.urn)}: {failed}"]) from failed
        self.workers.execute(steps)

    def value_of(self, urn: str, name: str) -> Any:
        """What the program is told of a resource that is registered."""
        id_, outputs = self.known[urn]
        return id_ if name == "id" else outputs.get(name, UNKNOWN if self.preview else None)

    # ---------------------------------------------------------------- what is deleted
    def _delete(self, generator: Generator) -> None:
        condemned = generator.deletes()
        for wave in waves(self.book.base, [state for state, _ in condemned]):
            if self.workers.cancelled:
                return
            of = {id(state): step for state, step in condemned}
            held_up = needed(self.book.base, self.failed)
            for state in wave:
                if state.urn not in held_up:
                    self.workers.execute([of[id(state)]])
            self.workers.wait()

    # ---------------------------------------------------------------- what there is
    def _refresh(self) -> None:
        base, found = self.book.base, dict[int, State | None]()

        def one(state: State) -> Step:
            def apply() -> None:
                found[id(state)] = self._looked(state)

            return Step("refresh", state.urn, apply)

        for state in base:
            if self.targeted(state.urn):
                self.workers.execute([one(state)])
        self.workers.wait(whatever=True)
        self.book.base[:] = _repaired([found.get(id(state), state) for state in base])
        self.workers.cancelled = False

    def _looked(self, state: State) -> State | None:
        if state.pending_replacement:
            return state
        id_, outputs, inputs = self.call("read", state.urn, state.id, state.outputs)
        if not id_:
            return None
        new = replace(state, id=id_, outputs=outputs)
        new.inputs = state.inputs if inputs is None else inputs
        self.call("diff", state.urn, id_, new.outputs, state.inputs)
        return new


def _repaired(states: list[State | None]) -> list[State]:
    """What is left, without dependencies on what is not there any more."""
    left: list[State] = []
    there = set[str]()
    for each in states:
        if each is None:
            continue
        each.dependencies = [urn for urn in each.dependencies if urn in there]
        each.property_dependencies = {
            name: kept
            for name, urns in each.property_dependencies.items()
            if (kept := [urn for urn in urns if urn in there])
        }
        if each.deleted_with not in there:
            each.deleted_with = ""
        left.append(each)
        there.add(each.urn)
    return left
