"""What the engine keeps of a stack, and what of it depends on what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

__all__ = ["Book", "Snapshot", "State", "dependents", "needed", "waves"]


@dataclass(eq=False, slots=True)
class State:
    """One resource. The two flags change where they stand; all else is replaced as a whole."""

    urn: str
    type: str
    id: str
    inputs: dict[str, Any]
    outputs: dict[str, Any]
    parent: str = ""
    dependencies: list[str] = field(default_factory=list)
    property_dependencies: dict[str, list[str]] = field(default_factory=dict)
    deleted_with: str = ""
    protect: bool = False
    retain: bool = False
    ignore_changes: list[str] = field(default_factory=list)
    delete: bool = False
    """It was replaced, and waits for its delete."""
    pending_replacement: bool = False
    """It was deleted, and waits for its successor."""

    @property
    def needs(self) -> set[str]:
        """All that it depends on, for whatever reason."""
        found = {*self.dependencies, self.parent, self.deleted_with}
        for urns in self.property_dependencies.values():
            found.update(urns)
        found.discard("")
        return found

    def shown(self) -> dict[str, Any]:
        """As an exported stack shows it, without what says nothing about the resource itself."""
        return {
            "urn": self.urn, "id": self.id, "inputs": self.inputs, "outputs": self.outputs,
            "dependencies": sorted(self.dependencies), "deletedWith": self.deleted_with,
            "propertyDependencies": {
                name: sorted(urns) for name, urns in sorted(self.property_dependencies.items())
            },
            "protect": self.protect, "retainOnDelete": self.retain, "delete": self.delete,
            "pendingReplacement": self.pending_replacement,
        }  # fmt: skip


@dataclass(frozen=True)
class Snapshot:
    """A stack as it is kept between runs."""

    resources: tuple[State, ...] = ()
    pending: tuple[tuple[str, str], ...] = ()
    """Operations that were begun and of which nobody knows how they ended."""

    def of(self, name: str) -> State:
        """The resource that a program calls so."""
        return next(
            each for each in self.resources if each.urn.endswith(f"::{name}") and not each.delete
        )

    def cancelled(self) -> Snapshot:
        """After `pulumi cancel` and an edit of the state that forgets what was begun."""
        return replace(self, pending=())


class Book:
    """The state while a run goes on: what is new, what of the old still stands."""

    def __init__(self, base: Snapshot) -> None:
        self.base = [replace(each) for each in base.resources]
        self._kept = [each for each in base.pending if each[0] == "creating"]
        self._new: list[State] = []
        self._done: set[int] = set()
        self._running: list[tuple[str, str]] = []

    def begin(self, what: str, urn: str) -> None:
        """Write down what is about to be tried."""
        self._running.append((what, urn))

    def end(self, what: str, urn: str) -> None:
        """It was tried, however it ended."""
        self._running.remove((what, urn))

    def done(self, old: State) -> None:
        """The old state is no more."""
        self._done.add(id(old))

    def new(self, state: State) -> None:
        """This is how it stands now."""
        self._new.append(state)

    def saved(self) -> Snapshot:
        """What is kept if it ends here."""
        there = [each for each in (*self._new, *self.base) if id(each) not in self._done]
        resources = tuple(replace(each) for each in there)
        return Snapshot(resources, (*self._running, *self._kept))


def dependents(states: Iterable[State], root: State, ignored: Callable[[str], bool]) -> list[State]:
    """All that depends on a resource, directly or not, in the order of the state."""
    found: list[State] = []
    urns, after = {root.urn}, False
    for each in states:
        if each is root:
            after = True
        elif after and not ignored(each.urn) and each.needs - {each.parent} & urns:
            found.append(each)
            urns.add(each.urn)
    return found


def needed(states: list[State], urns: set[str]) -> set[str]:
    """All that these depend on, directly or not."""
    found = set[str]()
    ahead = list(urns)
    while ahead:
        urn = ahead.pop()
        for each in states:
            if each.urn == urn:
                ahead += each.needs - found
                found |= each.needs
    return found


def waves(states: list[State], condemned: list[State]) -> list[list[State]]:
    """Deletes that may go on side by side, one wave after the other."""
    left = {id(each): each for each in condemned}
    at = {id(each): place for place, each in enumerate(states)}
    found: list[list[State]] = []
    while left:
        # A name stands for the last resource before this one that has it.
        wave = [
            each
            for each in left.values()
            if not any(
                other.urn in each.needs and other is not each and at[id(other)] < at[id(each)]
                for other in left.values()
            )
        ]
        for each in wave:
            del left[id(each)]
        found.append(wave)
    return found[::-1]
