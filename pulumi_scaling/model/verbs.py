"""How a kind with ways of its own does its work.

The core hands such a kind a `Session` and keeps retries, locks, snapshots and error texts to
itself; the kind says which requests mean what, and nothing of Pulumi, HTTP libraries or logging.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

__all__ = ["Made", "Session", "Verbs"]

State = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """What a create came to."""

    id: str
    state: State


class Session(Protocol):
    """What the core lends to such a kind for one operation."""

    def get(self, path: str, *, fresh: bool) -> Any:
        """Read; `fresh` is for what a write will be decided from."""
        ...

    def post(self, path: str, body: Mapping[str, Any], *, landed: Callable[[], list[Any]]) -> Any:
        """Create what was looked for and is not there; the answer's data.

        `landed` reads what could have come of it if the answer is lost.
        """
        ...

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change some fields; the answer's data."""
        ...

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Replace a part of an object; the object as it is then."""
        ...

    def row(self, id_: str, *, fresh: bool = False) -> Any:
        """One object of the kind; None if there is none of this id."""
        ...

    def named(self, name: str) -> Any:
        """The one object of the kind that has this name; an error with what is near if none has."""
        ...

    def one_of(self, rows: Sequence[Any], field: str, wanted: str) -> Any:
        """The one row that says this; an error with what is near if none does."""
        ...

    def settled(self, row: Any, given: Mapping[str, Any]) -> dict[str, Any]:
        """The state after an answer, in the words of what was given."""
        ...

    def same(self, field: str, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
        """Tell whether a field means the same in both."""
        ...

    def wire(self, field: str, inputs: Mapping[str, Any]) -> Any:
        """A field as a request carries it."""
        ...

    def missing(self, id_: str) -> Exception:
        """The error for an id that nothing has."""
        ...

    def delete(self, path: str) -> bool:
        """Delete; False if it was gone already."""
        ...

    def free(self, user_id: str, name: str) -> None:
        """Refuse if rotations or targets still hold the person; nothing was changed."""
        ...

    def segment(self, id_: str) -> str:
        """Escape an id for a path."""
        ...

    def org_id(self) -> str | None:
        """The organization of the key, as far as anything in it tells."""
        ...

    def prove_ours(self, id_: str, state: Mapping[str, Any]) -> None:
        """Return if the key's organization is the object's; refuse if not, or if unsure."""
        ...

    def earlier(self, field: str, value: str) -> Mapping[str, Any] | None:
        """The state that the stack had of an object when the run began, if anybody can tell."""
        ...

    def recent(self, moment: object) -> bool:
        """Tell whether an instant of an answer cannot be shown to be longer ago than a day."""
        ...

    def warn(self, sentence: str) -> None:
        """Tell the person without failing."""
        ...

    def take(self, own: str) -> None:
        """Note that this run took an object over, which no delete of an earlier name may undo."""
        ...

    def claim(self, key: str) -> None:
        """Remember that this run holds an object under this key."""
        ...

    def claimed(self, key: str) -> bool:
        """Tell whether this run has made or adopted the object."""
        ...


class Verbs(Protocol):
    """The verbs themselves. All dicts are snake_case state."""

    def create(self, api: Session, inputs: State) -> Made:
        """Make or adopt it."""
        ...

    def read(self, api: Session, id_: str, state: State) -> State | None:
        """Its state now, or None when it is gone."""
        ...

    def update(self, api: Session, id_: str, state: State, inputs: State) -> State:
        """Bring it to the inputs."""
        ...

    def delete(self, api: Session, id_: str, state: State) -> None:
        """Let go of it."""
        ...

    def moved(self, api: Session, id_: str, state: State) -> bool:
        """Tell whether the server side moved on by itself in a way a plain `up` must record."""
        ...

    def ends(self, state: State) -> bool:
        """Tell whether a delete takes it out of the account, and does not leave it there."""
        ...

    def foresee(self, api: Session, olds: State, inputs: State) -> None:
        """Say before a create, or a change of the `olds`, in a preview too, what it would meet."""
        ...

    def find(self, api: Session, by: str, wanted: str) -> State:
        """One that exists, for a lookup: its id and what is known of it."""
        ...
