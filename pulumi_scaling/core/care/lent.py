"""What a kind with verbs of its own may do, backed by one account."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.core.run import TEAM, Account
from pulumi_scaling.core.words import settled, title
from pulumi_scaling.errors import NotFound, Unreadable
from pulumi_scaling.model import Kind, is_object

from .ages import RECENT, older_than
from .guards import refuse_if_held
from .lost import post_once
from .missing import missing, only
from .organization import prove_ours

__all__ = ["Lent"]


class Lent:
    """A `Session` for one operation."""

    def __init__(self, account: Account, kind: Kind) -> None:
        self._account = account
        self._kind = kind

    def get(self, path: str, *, fresh: bool) -> Any:
        """Read, from this run's snapshot unless it has to be fresh."""
        if path == TEAM:
            return self._account.team(fresh=fresh)
        return self._account.read(path, fresh=fresh)

    def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        landed: Callable[[], list[Any]],
    ) -> Any:
        """Create what was looked for and is not there; `landed` reads what a lost answer made."""
        return post_once(
            self._account,
            path,
            body,
            candidates=landed,
            what=title(self._kind, dict(body)),
            known=True,
        )

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        """Change some fields."""
        row = self._account.wrote(path, self._account.client.patch(path, dict(body)))
        if not is_object(row):
            raise Unreadable(f"PATCH {path} answered with something that is no object")
        return row

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Replace a part; the object in the answer."""
        row = self._account.client.put(path, dict(body))
        self._account.wrote(path.rpartition("/")[0], row)
        if not is_object(row):
            raise Unreadable(f"PUT {path} answered with something that is no object")
        return row

    def row(self, id_: str, *, fresh: bool = False) -> Any:
        """One object of the kind; None if there is none of this id."""
        try:
            if fresh:
                return self._account.read(f"{self._kind.path}/{segment(id_)}", fresh=True)
            return self._account.row(self._kind, id_)
        except NotFound:
            return None

    def named(self, name: str) -> Any:
        """The one object of the kind that has this name."""
        return only(self._account.listed(self._kind.path), "name", name, what=self._kind.label)

    def one_of(self, rows: Sequence[Any], field: str, wanted: str) -> Any:
        """The one row that says this."""
        return only(rows, field, wanted, what=self._kind.label)

    def settled(self, row: Any, given: Mapping[str, Any]) -> dict[str, Any]:
        """The state after an answer, in the words of what was given."""
        kind = self._kind
        return settled(kind, row, given, self._account.people, what=f"GET {kind.path}")

    def same(self, field: str, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> bool:
        """Tell whether a field means the same in both."""
        return self._kind.fields[field].shape.same(state.get(field), inputs.get(field))

    def wire(self, field: str, inputs: Mapping[str, Any]) -> Any:
        """A field as a request carries it."""
        shape, value = self._kind.fields[field].shape, inputs.get(field)
        return None if value is None else shape.wire(value, self._account.people.id_of)

    def missing(self, id_: str) -> NotFound:
        """The error for an id that nothing has."""
        return missing(self._kind, id_)

    def delete(self, path: str) -> bool:
        """Delete; False if it was gone already."""
        try:
            self._account.client.delete(path)
        except NotFound:
            return False
        finally:
            self._account.wrote(path)
        return True

    def org_id(self) -> str | None:
        """The organization of the key, as far as anything in it tells."""
        return self._account.told_org_id()

    def prove_ours(self, id_: str, state: Mapping[str, Any]) -> None:
        """Return if the key's organization is the object's; refuse if not, or if unsure."""
        prove_ours(self._account, self._kind, id_, state)

    def earlier(self, field: str, value: str) -> Mapping[str, Any] | None:
        """The state that the stack had of an object when the run began."""
        return self._account.run.predecessors.of(self._kind.name, field, value)

    def recent(self, moment: object) -> bool:
        """Tell whether it cannot be shown to be longer ago than a killed run could be."""
        return older_than(self._account, {"createdAt": moment}, RECENT) is not True

    def warn(self, sentence: str) -> None:
        """Tell the person without failing."""
        self._account.warn(sentence)

    def free(self, user_id: str, name: str) -> None:
        """Refuse if rotations or targets still hold the person."""
        subject = f"{self._kind.label} {name}"
        refuse_if_held(self._account, self._kind.held, {"id": user_id}, subject)

    def segment(self, id_: str) -> str:
        """Escape an id for a path."""
        return segment(id_)

    def take(self, own: str) -> None:
        """Note that this run took an object over, which no delete of an earlier name may undo."""
        self._account.run.took_over(own)

    def claim(self, key: str) -> None:
        """Remember that this run holds an object under this key."""
        self._account.run.made(f"{self._kind.name}:{key}")

    def claimed(self, key: str) -> bool:
        """Tell whether this run holds it."""
        return self._account.run.owns(f"{self._kind.name}:{key}")
