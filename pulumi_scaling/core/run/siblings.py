"""Siblings in their wanted order, made true by one PUT.

The engine runs siblings in parallel and in any order, and nobody knows for sure what the API does
with an occupied position. So no single create or update is trusted to put things in place: after
each, under one lock a parent, the whole order is computed from what is there and what is wanted.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final

from pulumi_scaling.core.words import name_first
from pulumi_scaling.errors import Invalid, NotFound, Refused
from pulumi_scaling.model import Kind, is_list, rows_in

from .claims import NEWCOMER, Claims
from .ranks import Sibling, arranged, siblings_of
from .turns import Turns

if TYPE_CHECKING:
    from .account import Account

__all__ = ["Siblings"]

MOST_TRIES: Final = 5
"""A chain that changes under us more often than this is being edited by somebody else."""


class Siblings:
    """The layers of one parent, as far as this run knows them, and as the program wants them."""

    def __init__(self, account: Account, kind: Kind, path: str) -> None:
        self.claims = Claims()
        self.naming = account.patience.lock()
        """Held while one of them gets another name."""
        self.rows: Sequence[Mapping[str, Any]] = ()
        """All of them, whole, as last read for a write."""
        self.holder = ""
        """What the parent is called, once it was read."""
        self._account = account
        self._kind = kind
        self._path = path
        self._first = kind.order.first if kind.order else 0
        self._lock = account.patience.lock()
        self._row: list[Sibling] | None = None
        self._untouched = True
        self._turns = Turns(account.patience)

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the row from the first read to the last write of one operation.

        Never while waiting for another resource. If it fails, what was known is not any more. Where
        order does not matter nobody has to wait for anybody.
        """
        with self._lock if self._kind.order else nullcontext():
            try:
                yield
            except BaseException:
                self.forget()
                raise

    # ---------------------------------------------------------------- what is there
    @property
    def known(self) -> bool:
        """Whether the order is known without a request."""
        return self._row is not None

    @property
    def ids(self) -> list[str]:
        """The layers in order, as last known."""
        return [sibling.id for sibling in self._row or ()]

    @property
    def disturbed(self) -> bool:
        """Whether the layers, as last known, stand in another order than the claims want by now."""
        return self._row is not None and arranged(self.ids, self.claims.wanted) != self.ids

    def first_visit(self) -> bool:
        """Tell whether this run has put nothing into it before."""
        first, self._untouched = self._untouched, False
        return first

    def look(self) -> Mapping[str, Any]:
        """Read the layers as they are now, for a write to be decided from; what they lie in."""
        data = self._account.read(self._path.rpartition("/")[0], fresh=True)
        self.rows = rows_in(data, self._kind.found_in)
        self.holder = f"the {self._kind.parent_label} {data.get('name')!r} ({data.get('id')})"
        self._row = siblings_of(self.rows, self._first)
        whole: Mapping[str, Any] = data
        return whole

    def start_empty(self) -> None:
        """Note that the parent was just made, so that nothing is in it."""
        self._row = []

    def forget(self) -> None:
        """Read it again before the next write."""
        self._row = None

    def next_position(self) -> int:
        """The number behind the last one that is there."""
        return self._row[-1].position + 1 if self._row else self._first

    def position_for(self, rank: int | None) -> int:
        """The number to send with a new layer so that a server that shifts needs no PUT."""
        if rank is None:
            return self.next_position()
        plan = arranged([*self.ids, NEWCOMER], {**self.claims.wanted, NEWCOMER: rank})
        index, row = plan.index(NEWCOMER), self._row or []
        return row[index].position if index < len(row) else self.next_position()

    def insert(self, made: Mapping[str, Any], *, asked: int) -> None:
        """Note where a new layer came to stand, or that it has to be read.

        Behind the last number it is certain. Where it was asked for, it is what a server does that
        shifts the others. Should somebody else have edited the chain since it was read, the next
        order we send is refused and made from a new read, and a refresh finds what is left.
        """
        position, row = made.get("position"), self._row
        if not isinstance(position, int) or row is None:
            return self.forget()
        new = Sibling(str(made["id"]), position)
        if not row or position > row[-1].position:
            row.append(new)
        elif position == asked and self._dense(row):
            index = position - self._first
            moved = [Sibling(each.id, each.position + 1) for each in row[index:]]
            self._row = [*row[:index], new, *moved]
        else:
            self.forget()
        return None

    def _dense(self, row: Sequence[Sibling]) -> bool:
        """Tell whether the server's numbers count up without holes."""
        return [each.position for each in row] == list(range(self._first, self._first + len(row)))

    # ---------------------------------------------------------------- what is wanted
    def rank(self, inputs: Mapping[str, Any]) -> int | None:
        """The rank that a program says; None if it says none, or where there is no order."""
        position = inputs.get("position")
        if self._kind.order is None or not isinstance(position, (int, float)):
            return None
        return int(position) - self._first

    def claim(self, own: str, rank: int | None) -> bool:
        """Say where the program wants a layer; whether somebody is about to write the order."""
        if rank is None:
            self.claims.release(own)
            return False
        self.claims.claim(own, rank)
        return self._turns.claimed()

    def refuse_second(
        self, inputs: Mapping[str, Any], rank: int | None, own: str = NEWCOMER
    ) -> None:
        """Refuse a second layer at one rank: each run would move the other one away."""
        rival = None if rank is None else self.claims.rival(rank, own)
        if rival is not None:
            kind = self._kind
            mine = self._called(own) if own else f"the new {kind.label}"
            whose = self.holder or f"the {kind.parent_label} {inputs[kind.parent or '']}"
            raise Refused(
                f"{self._called(rival)} and {mine} both claim position {inputs['position']} of "
                f"{whose}; give each a position of its own"
            )

    def _called(self, own: str) -> str:
        """By its name, if it has one."""
        spec = self._kind.fields.get(self._kind.natural_key or "")
        row = next((each for each in self.rows if each.get("id") == own), None)
        name = row.get(spec.wire) if row and spec else None
        return f"the {self._kind.label} {name_first(name, own)}"

    def stated(self, own: str, wanted: object) -> dict[str, int]:
        """The output for the state of a layer that was just written, if the kind has one for it.

        The wanted rank, if the program has one: where the layer stands now is undone by the
        siblings that are still on their way.
        """
        if "rank" not in self._kind.outputs:
            return {}
        if isinstance(wanted, int):
            return {"rank": wanted}
        return {"rank": self.ids.index(own) + self._first} if own in self.ids else {}

    # ---------------------------------------------------------------- making it true
    def settle(self, *, own: bool) -> None:
        """See that the order becomes true, by this thread or by the one that is about to write it.

        The caller has made its claim and holds no lock.
        """
        if not self.claims.wanted or (self.known and not self.disturbed):
            return
        me = self._turns.take(own=own)
        if me is None:
            return
        if not self.known:
            with self._lock:
                if not self.known:
                    self.look()
        if self._turns.gather(me, lambda: self.claims.complete(self.ids)):
            with self._lock:
                self._adjust()

    def _adjust(self) -> None:
        """Bring it to the wanted order with at most one PUT, unless it changes meanwhile."""
        if not self.claims.wanted:
            return
        for attempt in range(MOST_TRIES):
            if not self.known:
                self.look()
            target = arranged(self.ids, self.claims.wanted)
            if target == self.ids:
                return
            try:
                self.put(target)
            except NotFound:
                return  # The parent went away meanwhile; its layers with it.
            except Invalid:
                if attempt + 1 == MOST_TRIES:
                    raise
        self.look()

    def put(self, ids: Sequence[str]) -> None:
        """Write the order as it is to be.

        The answer is the order now. A server that answers something else is read again; and whoever
        claimed a rank meanwhile either finds this order or is found in the next round.
        """
        self.forget()
        endpoint = self._kind.order.endpoint if self._kind.order else ""
        try:
            rows = self._account.client.put(f"{self._path}/{endpoint}", {"layerIds": list(ids)})
        finally:
            self._account.wrote(self._path)
        self._row = siblings_of(rows, self._first) if is_list(rows) else None
        if self.ids != list(ids):
            self.forget()
