"""What lives in an object, said with it: made, brought to what is wanted, let go.

At no instant between two requests are those missing who are reached before and after: what is new
comes first and what leaves goes last, and where one change would have to wait for another that
waits for it, a stand-in holds the place meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pulumi_scaling.core.care import (
    Pair,
    as_asked,
    dropping,
    reached,
    recognised,
    refuse_if_held,
)
from pulumi_scaling.core.run import Place
from pulumi_scaling.core.words import aside, body, resent, title
from pulumi_scaling.errors import NotFound
from pulumi_scaling.model import Kind

from .changing import change
from .posting import post

__all__ = ["Rebuilding", "fill", "give_up", "given_up", "inside_of"]

Row = Mapping[str, Any]


def inside_of(place: Place) -> Place:
    """Where what lives in an object goes."""
    assert place.kind.inline  # noqa: S101 - asked of no other kind
    child = place.kind.inline.kind
    return Place(place.account, child, dict.fromkeys(child.parents, place.own))


def fill(place: Place, layers: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Make all that belongs into an object that was just made, one after the other."""
    inside, rows = inside_of(place), list[Row]()
    with inside.siblings.writing():
        inside.siblings.start_empty()
        for rank, content in enumerate(_contents(inside, layers)):
            rows.append(_made(inside, content, rank))
    return _numbered(inside.kind, rows)


def give_up(place: Place, state: Row) -> None:
    """Let go of what was said with the object, and name at the end what nobody says by itself."""
    inline, run = place.kind.inline, place.run
    if inline is None:
        return
    ids, layers = state.get(inline.ids) or (), state.get(inline.field) or ()
    run.lets_go(place.own, ids)
    for own, layer in zip(ids, layers, strict=False):
        _suspect(place, state, own, f"{title(inline.kind, layer)} ({own})")


def given_up(place: Place, state: Row) -> None:
    """Name what an earlier run let go of, and may have been cut off before anybody took it."""
    inline, run = place.kind.inline, place.run
    if inline is None or run.limited:
        return  # Whose it is may be left out of this run.
    for own in state.get(inline.ids) or ():
        _suspect(place, state, own, f"{inline.kind.label} {own}")


def _suspect(place: Place, state: Row, own: str, called: str) -> None:
    inline = place.kind.inline
    field_ = inline.field if inline else ""
    item = inside_of(place).made(own).item
    sentence = (
        f"the {title(place.kind, state)} does not say its {field_} any more, and let go of the "
        f"{called}, which no resource of this run is known to own: it pages people all the same. "
        f"Drop it: {dropping(place.account, item)}. If another program says it, leave it; if it is "
        "gone, `pulumi up --refresh` forgets it"
    )
    place.run.leftovers.suspect(own, sentence)


@dataclass
class Rebuilding:
    """From what is there to what is wanted. Whoever makes one holds the row for writing."""

    inside: Place
    layers: Sequence[Mapping[str, Any]]
    holder: Row = field(default_factory=dict[str, Any])
    """The parent as it was read."""
    pairs: list[Pair] = field(default_factory=list[Pair])
    """Each that is wanted, and what is there for it, once that is foreseen."""
    _leaving: list[Row] = field(default_factory=list[Row])

    def foresee(self) -> None:
        """Read what is there, decide, and refuse what would have to be refused on the way."""
        inside, kind = self.inside, self.inside.kind
        self.holder = inside.siblings.look()
        there = [row for row in inside.siblings.rows if isinstance(row.get("id"), str)]
        wanted = _contents(inside, self.layers)
        self.pairs, self._leaving = recognised(kind, there, wanted)
        for row in self._leaving:
            own = inside.made(str(row["id"]))
            called = f"{title(kind, _values(kind, row), own.own)} of {inside.siblings.holder}"
            refuse_if_held(inside.account, kind.held, {"id": own.own, **inside.parents}, called)

    def carry_out(self) -> list[Row]:
        """Do it; the rows as they are then, in order."""
        self._rename()
        for rank, pair in enumerate(self.pairs):
            if pair.row is None:
                pair.row = _made(self.inside, pair.content, self._place_for(rank))
        self._change()
        self._order()
        for row in self._leaving:
            self._remove(str(row["id"]))
        return _numbered(self.inside.kind, [pair.row or {} for pair in self.pairs])

    @property
    def _ids(self) -> list[str]:
        return [str(pair.row["id"]) for pair in self.pairs if pair.row]

    def _place_for(self, rank: int) -> int:
        """Behind the one that it follows; then nothing has to be ordered afterwards."""
        if not self.inside.siblings.known:
            self.inside.siblings.look()
        there = self.inside.siblings.ids
        before = [str(pair.row["id"]) for pair in self.pairs[:rank] if pair.row]
        return max((there.index(own) + 1 for own in before if own in there), default=0)

    # ---------------------------------------------------------------- names
    def _rename(self) -> None:
        """Give each the name it is to have, those first whose name nobody has any more."""
        key = self.inside.kind.natural_key
        if key is None:
            return
        wire = self.inside.kind.fields[key].wire
        renamed = [
            pair for pair in self.pairs if pair.row and pair.row.get(wire) != pair.content[wire]
        ]
        while renamed:
            taken = {row.get(wire) for row in self._rows()}
            free = next((pair for pair in renamed if pair.content[wire] not in taken), None)
            if free:
                free.row = self._changed(free.row or {}, {wire: free.content[wire]})
                renamed.remove(free)
            else:
                self._step_aside(wire, renamed[0].content[wire])

    def _step_aside(self, wire: str, name: str) -> None:
        """Take a name from whoever has it and is to have another, or to go."""
        for pair in self.pairs:
            if pair.row and pair.row.get(wire) == name:
                pair.row = self._changed(pair.row, {wire: self._aside(wire, name)})
                return
        for index, row in enumerate(self._leaving):
            if row.get(wire) == name:
                self._leaving[index] = self._changed(row, {wire: self._aside(wire, name)})
                return

    def _aside(self, wire: str, name: str) -> str:
        return aside(name, {row.get(wire) for row in self._rows()})

    def _rows(self) -> list[Row]:
        return [*(pair.row for pair in self.pairs if pair.row), *self._leaving]

    # ---------------------------------------------------------------- what they hold
    def _change(self) -> None:
        """Change in place what differs, in an order in which nobody is missing."""
        kind = self.inside.kind
        before = frozenset[str]().union(*(reached(kind, row) for row in self.inside.siblings.rows))
        after = frozenset[str]().union(*(reached(kind, pair.content) for pair in self.pairs))
        kept = before & after
        waiting = [pair for pair in self.pairs if pair.row and not self._fits(pair)]
        while waiting:
            ready = next((pair for pair in waiting if self._covered(pair, kept)), None)
            if ready is None:
                self._stand_in(waiting[0])
                continue
            row = ready.row or {}
            ready.row = self._changed(row, _differing(kind, row, ready.content))
            waiting.remove(ready)

    def _fits(self, pair: Pair) -> bool:
        # What is not said any more is to go, too.
        return not _differing(self.inside.kind, pair.row or {}, pair.content)

    def _covered(self, pair: Pair, kept: frozenset[str]) -> bool:
        """Tell whether nobody is missing once this one is changed."""
        kind = self.inside.kind
        others = (reached(kind, row) for row in self._rows() if row is not pair.row)
        return kept <= reached(kind, pair.content).union(*others)

    def _stand_in(self, pair: Pair) -> None:
        """Hold the place of one that has to change before whoever takes over from it."""
        kind, row = self.inside.kind, pair.row or {}
        content = resent(kind, row)
        if kind.natural_key:
            wire = kind.fields[kind.natural_key].wire
            content[wire] = self._aside(wire, str(row.get(wire)))
        self._leaving.append(_made(self.inside, content, len(self.inside.siblings.ids)))

    # ---------------------------------------------------------------- order, and the end
    def _order(self) -> None:
        siblings = self.inside.siblings
        if not siblings.known:
            siblings.look()
        mine = self._ids
        # Where those stand that leave does not matter.
        if [own for own in siblings.ids if own in mine] != mine:
            siblings.put([*mine, *(own for own in siblings.ids if own not in mine)])

    def _remove(self, own: str) -> None:
        place = self.inside.made(own)
        account = place.account
        try:
            account.client.delete(place.item)
        except NotFound:
            return  # Somebody else was quicker.
        finally:
            account.wrote(place.item)
            place.siblings.forget()
        account.run.deleted(place.item)

    def _changed(self, row: Row, content: Row) -> Row:
        answer: Row = change(self.inside.made(str(row["id"])), content)
        return {**row, **answer}


def _contents(inside: Place, layers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    resolve = inside.account.people.id_of
    return [body(inside.kind, layer, resolve=resolve) for layer in layers]


def _made(inside: Place, content: dict[str, Any], rank: int) -> Row:
    row = post(inside, content, rank)
    inside.run.made(str(row["id"]))
    return {**content, **row}


def _differing(kind: Kind, row: Row, content: dict[str, Any]) -> dict[str, Any]:
    """The fields that differ, and those that are cleared by not being said."""
    absent = {
        spec.wire: spec.shape.blank
        for name, spec in kind.fields.items()
        if name not in kind.elsewhere and spec.wire not in content and not spec.required
    }
    wanted = {**absent, **content}
    return {wire: value for wire, value in wanted.items() if not as_asked(kind, row, {wire: value})}


def _values(kind: Kind, row: Row) -> dict[str, Any]:
    return {name: row.get(spec.wire) for name, spec in kind.fields.items()}


def _numbered(kind: Kind, rows: Sequence[Row]) -> list[Row]:
    """In order whatever the answers said, each of which is of its own moment."""
    first = kind.order.first if kind.order else 0
    return [{**row, "position": place} for place, row in enumerate(rows, first)]
