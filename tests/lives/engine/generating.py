"""From what the program wants of a resource to the steps that make it so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from tests.lives.asking import held_now
from tests.lives.process import UNKNOWN, Failed
from tests.lives.programs import Goal, filled, short

from .state import State, dependents
from .stepping import Step

if TYPE_CHECKING:
    from .deployment import Deployment

__all__ = ["Bail", "Generator"]

HELD_KEY: Final = "__held"
"""The kind that a preview tells its provider of."""


class Bail(Exception):
    """The run ends here; what is under way is finished."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("; ".join(sentences))
        self.sentences = sentences


class Generator:
    """What was decided so far, resource by resource."""

    def __init__(self, deployment: Deployment) -> None:
        self._deployment = deployment
        self._book = deployment.book
        self._olds = {each.urn: each for each in self._book.base if not each.delete}
        self._seen: set[str] = set()
        """What was decided about already, and can depend on nothing that comes."""
        self._aliased: set[str] = set()
        self._gone: dict[str, bool] = {}
        """What is deleted in this run, also ahead of time for what it depends on."""
        self._condemned: set[int] = set()
        self._skipped: set[str] = set()

    # ---------------------------------------------------------------- one resource of the program
    def steps(self, goal: Goal) -> list[Step]:
        """What to do about it."""
        deployment = self._deployment
        old = self._old(goal)
        targeted = deployment.targeted(goal.urn)
        if old is not None and old.urn != goal.urn:
            self._aliased.add(old.urn)
        if not targeted:
            return self._left_alone(goal, old)
        if any(urn in self._skipped for urn in goal.waits_for):
            raise Bail([f"{short(goal.urn)} depends on a resource that was not made"])
        props = self._inputs(goal)
        recreating = goal.urn in self._gone
        forced = old is not None and short(goal.urn) in deployment.options.replace
        anew = recreating or forced or old is None
        wanted = props if old is None else ignored(props, old.inputs, goal.ignore_changes)
        inputs = self._checked(goal, None if anew else old, props if anew else wanted)
        self._seen.add(goal.urn)
        new = self._state(goal, inputs)
        if old is None:
            return [self._create(new, None, "create")]
        if recreating:
            del self._gone[goal.urn]
            return [self._create(new, old, "create-replacement")]
        if forced:
            changes, replaces = True, ["id"]
        else:
            changes, replaces = deployment.call("diff", old.urn, old.id, old.outputs, inputs)
        if (changes and replaces) or (changes and forced) or old.pending_replacement:
            return self._replace(goal, old, new, forced=forced)
        return [self._update(new, old) if changes else self._same(new, old)]

    def _old(self, goal: Goal) -> State | None:
        for urn in (goal.urn, *goal.aliases):
            if urn in self._olds and urn not in self._aliased:
                return self._olds[urn]
        return None

    def _inputs(self, goal: Goal) -> dict[str, Any]:
        deployment, props = self._deployment, goal.props
        if goal.marked:
            known = deployment.value_of
            props = {
                name: filled(value, known) if name in goal.marked else value
                for name, value in props.items()
            }
        if HELD_KEY in props:
            props = {**props, HELD_KEY: held_now(deployment.stack)}
        return props

    def _checked(self, goal: Goal, old: State | None, props: dict[str, Any]) -> dict[str, Any]:
        olds = None if old is None else old.inputs
        inputs, failures = self._deployment.call("check", goal.urn, olds, props)
        if failures:
            raise Bail([f"{short(goal.urn)}: {name} {reason}" for name, reason in failures])
        checked: dict[str, Any] = inputs
        return checked

    def _state(self, goal: Goal, inputs: dict[str, Any]) -> State:
        return State(
            goal.urn, goal.type, "", inputs, {}, goal.parent, goal.dependencies,
            goal.property_dependencies, goal.deleted_with, goal.protect, goal.retain,
            goal.ignore_changes,
        )  # fmt: skip

    def _left_alone(self, goal: Goal, old: State | None) -> list[Step]:
        """What `--target` is not about stays as it is, or is not made."""
        self._seen.add(goal.urn)
        if old is None:
            self._skipped.add(goal.urn)
            self._deployment.known[goal.urn] = (UNKNOWN, {})
            return []
        steps = list[Step]()
        self._carry(old, steps)
        self._deployment.known[goal.urn] = (old.id, old.outputs)
        return steps

    def _carry(self, old: State, steps: list[Step]) -> None:
        """Keep an old state, after those that it depends on."""
        if old.delete or old.urn in self._deployment.known:
            return
        self._deployment.known[old.urn] = (old.id, old.outputs)
        self._seen.add(old.urn)
        for urn in sorted(old.needs):
            if urn in self._olds:
                self._carry(self._olds[urn], steps)
        self._same(replace(old), old).apply()

    # ---------------------------------------------------------------- steps
    def _create(self, new: State, old: State | None, op: str, *, first: bool = False) -> Step:
        deployment, book = self._deployment, self._book

        def apply() -> None:
            if deployment.preview:
                new.id, new.outputs = UNKNOWN, new.inputs
            else:
                new.id, new.outputs = deployment.call("create", new.urn, new.inputs)
            if first and old is not None:
                old.delete = True
            book.new(new)
            if old is not None and old.pending_replacement:
                book.done(old)
            deployment.known[new.urn] = (new.id, new.outputs)

        return Step(op, new.urn, apply, "creating", old, new)

    def _update(self, new: State, old: State) -> Step:
        deployment, book = self._deployment, self._book

        def apply() -> None:
            new.id = old.id
            if deployment.preview:
                new.outputs = new.inputs
            else:
                new.outputs = deployment.call("update", new.urn, old.id, old.outputs, new.inputs)
            book.done(old)
            book.new(new)
            deployment.known[new.urn] = (new.id, new.outputs)

        return Step("update", new.urn, apply, "updating", old, new)

    def _same(self, new: State, old: State) -> Step:
        deployment, book = self._deployment, self._book

        def apply() -> None:
            new.id, new.outputs = old.id, old.outputs
            book.done(old)
            book.new(new)
            deployment.known[new.urn] = (new.id, new.outputs)

        return Step("same", new.urn, apply, "", old, new)

    def _delete(self, old: State, op: str, *, replacing: bool, pending: bool = False) -> Step:
        deployment, book = self._deployment, self._book

        def apply() -> None:
            if old.protect and not replacing:
                refused = Failed("cannot be deleted because it is protected", ValueError())
                refused.protected = True
                raise refused
            goes_along = self._gone.get(old.deleted_with, False)
            if not (deployment.preview or old.retain or goes_along):
                deployment.call("delete", old.urn, old.id, old.outputs)
            if pending:
                old.pending_replacement = True
            else:
                book.done(old)

        return Step(op, old.urn, apply, "deleting", old)

    # ---------------------------------------------------------------- replacements
    def _replace(self, goal: Goal, old: State, new: State, *, forced: bool) -> list[Step]:
        if new.protect and old.protect:
            raise Bail([f"{short(goal.urn)}: it is protected, and cannot be replaced"])
        if not forced:
            new.inputs = self._checked(goal, None, self._inputs(goal))
        if not goal.delete_before_replace:
            return [self._create(new, old, "create-replacement", first=True)]
        steps = list[Step]()
        for each in reversed(self._dragged(old)):
            if id(each) in self._condemned:
                continue
            if not each.delete and each.protect:
                raise Bail([f"{short(each.urn)}: it is protected, and cannot be replaced"])
            steps.append(
                self._delete(each, "delete", replacing=False)
                if each.delete
                else self._delete(each, "delete-replaced", replacing=True, pending=True)
            )
            self._gone[each.urn] = True
            self._condemned.add(id(each))
        if not old.pending_replacement:
            steps.append(self._delete(old, "delete-replaced", replacing=True, pending=True))
        return [*steps, self._create(new, old, "create-replacement")]

    def _dragged(self, root: State) -> list[State]:
        """What has to be replaced along with it, since it is told another id."""
        replaced, found = {root.urn}, list[State]()
        for each in dependents(self._book.base, root, self._seen.__contains__):
            news = {
                name: UNKNOWN if replaced & {*each.property_dependencies.get(name, ())} else value
                for name, value in each.inputs.items()
            }
            if UNKNOWN not in news.values():
                continue
            call = self._deployment.call
            _, replaces = call("diff", each.urn, each.id, each.outputs, news)
            if replaces:
                found.append(each)
                replaced.add(each.urn)
        return found

    # ---------------------------------------------------------------- what the program left out
    def deletes(self) -> list[tuple[State, Step]]:
        """What is in the state and not in the program, and what was replaced."""
        base, found = self._book.base, list[tuple[State, Step]]()
        allowed = self._allowed()
        seen = self._seen | self._aliased
        for each in base:
            if allowed is not None and each.urn not in allowed:
                if not each.delete and each.urn not in seen and each.urn not in self._gone:
                    self._same(replace(each), each).apply()
                continue
            if each.delete:
                if id(each) not in self._condemned:
                    self._gone[each.urn] = True
                    found.append((each, self._delete(each, "delete-replaced", replacing=True)))
            elif each.urn not in seen and each.urn not in self._gone:
                self._gone[each.urn] = True
                if each.pending_replacement:
                    found.append((each, self._removed(each)))
                else:
                    found.append((each, self._delete(each, "delete", replacing=False)))
        if allowed is not None:
            untold = [short(each.urn) for each, _ in found]
            untold = [name for name in untold if name not in self._deployment.options.target]
            if untold:
                raise Bail([f"{name} would be deleted, and is no target" for name in untold])
        return found

    def _allowed(self) -> set[str] | None:
        """With `--target`: what may be deleted."""
        deployment = self._deployment
        if not deployment.options.target:
            return None
        found = set[str]()
        for each in self._book.base:
            if deployment.targeted(each.urn):
                found.add(each.urn)
                found.update(other.urn for other in self._dragged(each))
        return found

    def _removed(self, old: State) -> Step:
        return Step("remove-pending-replace", old.urn, lambda: self._book.done(old))


def ignored(props: dict[str, Any], olds: dict[str, Any], paths: list[str]) -> dict[str, Any]:
    """Inputs with those of old in place of what the program wants ignored."""
    found = dict(props)
    for path in paths:
        if path in olds:
            found[path] = olds[path]
        else:
            found.pop(path, None)
    return found
