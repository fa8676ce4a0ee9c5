"""From what the server answers to the state a stack keeps.

The state speaks the program's words as long as the server means the same: `09:00` stays `09:00`
although the answer says `09:00:00`, and people stay the e-mails they were written as. It holds an
optional input only if the program gave it or the server's value is no longer as good as absent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast

from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import (
    WAITING,
    Field,
    Inline,
    Kind,
    List,
    Person,
    is_list,
    is_object,
    rows_in,
)

from .people import People
from .starts import begun

__all__ = [
    "as_it_is",
    "ids_of_people",
    "in_order",
    "inputs_in",
    "resent",
    "resolved_in",
    "said_inline",
    "settled",
]


class _Answer:
    """What is asked while one answer is read, and the ids it had for people."""

    def __init__(self, what: str, people: People, resolved: Mapping[str, str]) -> None:
        self._what = what
        self._people = people
        self._resolved = resolved
        self.ids: dict[str, list[str]] = {}

    def wrong(self, sentence: str) -> Unreadable:
        """The error for an answer that is not what its contract says."""
        return Unreadable(f"{self._what} answered {sentence}")

    def people(self, person: Person, ids: list[str], given: list[str], *, free: bool) -> list[str]:
        """Write user ids as the program wrote them, else by e-mail, else as they are."""
        spelled, ids = self._spelled(ids, given, free=free)
        if person.ids:
            self.ids.setdefault(person.ids, []).extend(ids)
        return spelled

    def _spelled(
        self, ids: list[str], given: list[str], *, free: bool
    ) -> tuple[list[str], list[str]]:
        named = [
            (self._resolved.get(name.casefold()) or self._people.already_known(name), name)
            for name in given
        ]
        words = dict(reversed(named))
        if free:
            if set(ids) == set(words):
                # The same people: keep repeats and order of the program, and each with its id.
                return list(given), [id_ for id_, _ in named]
            order = {id_: rank for rank, (id_, _) in enumerate(named)}
            ids = sorted(ids, key=lambda id_: order.get(id_, len(order)))
        return [words.get(id_) or self._people.email_of(id_) or id_ for id_ in ids], ids


def settled(
    kind: Kind,
    row: Any,
    given: Mapping[str, Any],
    people: People,
    *,
    what: str,
    resolved: Mapping[str, str] | None = None,
    zone: str | None = None,
) -> dict[str, Any]:
    """The state after the server answered `row`; `given` is what the program or stack said.

    `resolved` is who the people of an earlier state were, if `given` does not say it of its own;
    `zone` is where its turns are read from the clock.
    """
    if not is_object(row):
        raise Unreadable(f"{what} answered with something that is no {kind.label}")
    answer = _Answer(what, people, resolved_in(kind, given) if resolved is None else resolved)
    state: dict[str, Any] = {}
    for name, spec in kind.fields.items():
        if kind.inline and name == kind.inline.field:
            value = _inline(kind.inline, spec, row, given, answer)
        elif name in kind.elsewhere:
            value = given.get(name)
        else:
            value = spec.shape.read(row.get(spec.wire), given.get(name), answer, spec.wire)
        if value is not None:
            state[name] = value
    state |= answer.ids
    state |= _turns(kind, row, given, zone)
    if kind.inline:
        state |= _inside(kind.inline, row, given, said=kind.inline.field in state)
    for name, spec in kind.outputs.items():
        if not spec.wire:
            continue
        value = spec.shape.read(row.get(spec.wire), None, answer, spec.wire)
        if value is not None and name not in state:
            state[name] = value
    return state | _waiting(kind, given, state)


def _inline(
    inline: Inline, spec: Field, row: Any, given: Mapping[str, Any], answer: _Answer
) -> list[Any] | None:
    """What lives in it, if that is the stack's to say; each in the words it had before."""
    said = given.get(inline.field)
    if said is None or not isinstance(spec.shape, List):
        return None
    if not is_list(row.get(inline.within)):
        return list(said)  # An answer that says nothing of it.
    known = given.get(inline.ids) or ()
    words = dict(zip(known, said, strict=False)) if len(known) == len(said) else {}
    key = inline.kind.natural_key
    named = {each.get(key): each for each in said if key and is_object(each)}
    found: list[Any] = []
    for place, each in enumerate(in_order(row, inline.kind)):
        name = each.get(inline.kind.fields[key].wire) if key else None
        near = words.get(each["id"]) or named.get(name) or (said[place:] or [None])[0]
        at = f"{inline.field}[{place}]"
        layer = spec.shape.of.read(each, near, answer, at)
        if inline.kind.turns:
            zone = row.get(inline.kind.turns.zone)
            kept: Mapping[str, Any] = given.get(inline.kind.turns.all_kept) or {}
            layer |= begun(inline.kind, each, near or {}, kept.get(each["id"]), zone)
        found.append(layer)
    return found


def _inside(inline: Inline, row: Any, given: Mapping[str, Any], *, said: bool) -> dict[str, Any]:
    """What is known of each that lives in it; of what is not said any more, the ids still there."""
    known: list[str] = given.get(inline.ids) or []
    if is_list(row.get(inline.within)):
        rows = in_order(row, inline.kind)
        there = [str(each["id"]) for each in rows]
        if said:
            return {inline.ids: there} | _turns_inside(inline, rows, given)
        known = [own for own in known if own in there]
    return {inline.ids: known} if known and not said else {}


def _turns(kind: Kind, row: Any, given: Mapping[str, Any], zone: str | None) -> dict[str, Any]:
    """How a start and an end are said, and what the server counts from."""
    if kind.turns is None:
        return {}
    kept = given.get(kind.turns.kept)
    found = begun(kind, row, given, kept, zone)
    found[kind.turns.anchored] = row.get(kind.fields[kind.turns.start].wire)
    return found | ({kind.turns.kept: kept} if kept else {})


def _turns_inside(
    inline: Inline, rows: Sequence[Mapping[str, Any]], given: Mapping[str, Any]
) -> dict[str, Any]:
    """The same of all that live in one object."""
    turns = inline.kind.turns
    if turns is None:
        return {}
    starts = [row.get(inline.kind.fields[turns.start].wire) for row in rows]
    kept: Mapping[str, Any] = given.get(turns.all_kept) or {}
    left = {row["id"]: kept[row["id"]] for row in rows if row["id"] in kept}
    return {turns.all_anchored: starts} | ({turns.all_kept: left} if left else {})


def _waiting(kind: Kind, given: Mapping[str, Any], state: Mapping[str, Any]) -> dict[str, Any]:
    """Who is left out, as it was said, without whom somebody has put in by hand since."""
    there = {str(leaf.value).casefold() for leaf in kind.shape.leaves(state) if leaf.shape.person}
    left = [each for each in given.get(WAITING) or () if each.casefold() not in there]
    return {WAITING: left} if left and kind.waits else {}


def in_order(row: Any, kind: Kind) -> list[Mapping[str, Any]]:
    """What lives in an object, as the server has it in order."""
    rows = [each for each in rows_in(row, kind.found_in) if isinstance(each.get("id"), str)]
    ordered = sorted(enumerate(rows), key=lambda each: _position(each[1], each[0]))
    return [each for _, each in ordered]


def _position(row: Mapping[str, Any], place: int) -> int:
    position = row.get("position")
    return position if isinstance(position, int) else place


def inputs_in(kind: Kind, state: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a state that a program would have to say to get it.

    With who is left out of it, which a check finds and adds.
    """
    names = (*kind.fields, *((WAITING,) if kind.waits else ()))
    return {name: state[name] for name in names if state.get(name) is not None}


def resolved_in(kind: Kind, state: Mapping[str, Any]) -> dict[str, str]:
    """What a state knows of people: each spelling, without case, and the id behind it."""
    spelled: defaultdict[str, list[str]] = defaultdict(list)
    for leaf in kind.shape.leaves(state):
        if leaf.shape.person and leaf.shape.person.ids:
            spelled[leaf.shape.person.ids].append(str(leaf.value))
    return {
        name.casefold(): id_
        for output, names in spelled.items()
        for name, id_ in zip(names, state.get(output) or (), strict=False)
        if "@" in name
    }


def ids_of_people(kind: Kind) -> set[str]:
    """The outputs that hold the ids behind fields that name people."""
    specs = [spec for each in kind.shape.objects() for spec in each.fields.values()]
    return {spec.shape.person.ids for spec in specs if spec.shape.person and spec.shape.person.ids}


_Layers = Sequence[Mapping[str, Any]] | None


def said_inline(kind: Kind, inputs: Mapping[str, Any]) -> _Layers:
    """What a program says of it; None if it leaves that to others."""
    return cast("_Layers", inputs.get(kind.inline.field)) if kind.inline else None


class _AsItIs:
    """Reads people as the ids they are."""

    def people(self, person: Person, ids: list[str], given: list[str], *, free: bool) -> list[str]:  # noqa: ARG002 - whom an id names does not matter here
        """As they are."""
        return ids

    def wrong(self, sentence: str) -> Unreadable:
        """Not what was asked for."""
        return Unreadable(f"the API answered {sentence}")


def as_it_is(spec: Field, row: Mapping[str, Any]) -> Any:
    """One field of a row, people by id."""
    return spec.shape.read(row.get(spec.wire), None, _AsItIs(), spec.wire)


def resent(kind: Kind, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row holds, as a request would say it: for a PUT that leaves it as it is."""
    known = {
        spec.wire: (spec.shape, as_it_is(spec, row))
        for name, spec in kind.fields.items()
        if name not in kind.elsewhere
    }
    return {
        wire: shape.wire(value, str) for wire, (shape, value) in known.items() if value is not None
    }
