"""From what the server answers to the state a stack keeps.

The state speaks the program's words as long as the server means the same: `09:00` stays `09:00`
although the answer says `09:00:00`, and people stay the e-mails they were written as. It holds an
optional input only if the program gave it or the server's value is no longer as good as absent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_origin

from pulumi_scaling.errors import Unreadable
from pulumi_scaling.model import Field, Kind, fields_of, is_list, is_object, plainly, same

from .people import People

__all__ = ["ids_of_people", "inputs_in", "resolved_in", "settled"]


def settled(
    kind: Kind,
    row: Any,
    given: Mapping[str, Any],
    people: People,
    *,
    what: str,
    resolved: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The state after the server answered `row`; `given` is what the program or stack said.

    `resolved` is who the people of an earlier state were, if `given` does not say it of its own.
    """
    if not is_object(row):
        raise Unreadable(f"{what} answered with something that is no {kind.label}")
    state: dict[str, Any] = {}
    resolved = resolved_in(kind, given) if resolved is None else resolved
    for name, spec in kind.fields.items():
        if name in kind.parents or (kind.order and name == "position"):
            answer = given.get(name)
        else:
            answer = _answered(spec, row, given.get(name), resolved, people, state, what)
        if answer is not None:
            state[name] = answer
    for name, spec in kind.outputs.items():
        value = _read(spec, row.get(spec.wire), what)
        if value is not None and name not in state:
            state[name] = value
    return state


def inputs_in(kind: Kind, state: Mapping[str, Any]) -> dict[str, Any]:
    """The part of a state that a program would have to say to get it."""
    return {name: state[name] for name in kind.fields if state.get(name) is not None}


def resolved_in(kind: Kind, state: Mapping[str, Any]) -> dict[str, str]:
    """What a state knows of people: each spelling, without case, and the id behind it."""
    known: dict[str, str] = {}
    for spec, value in _people_fields(kind.fields, state):
        assert spec.person is not None  # noqa: S101 - narrows the type
        ids: list[Any] = state.get(spec.person.ids) or []
        known |= {
            str(spelling).casefold(): id_
            for spelling, id_ in zip(value, ids, strict=False)
            if "@" in str(spelling)
        }
    return known


def ids_of_people(kind: Kind) -> set[str]:
    """The outputs that hold the ids behind fields that name people."""
    variants = (cls for spec in kind.fields.values() for cls in spec.variants.values())
    specs = [*kind.fields.values(), *(each for cls in variants for each in fields_of(cls).values())]
    return {spec.person.ids for spec in specs if spec.person}


def _people_fields(
    fields: Mapping[str, Field], values: Mapping[str, Any]
) -> list[tuple[Field, list[Any]]]:
    found: list[tuple[Field, list[Any]]] = []
    for name, spec in fields.items():
        value = values.get(name)
        if spec.person and is_list(value):
            found.append((spec, value))
        elif parts := spec.part(value):
            found += _people_fields(parts, value or {})
    return found


def _answered(
    spec: Field,
    row: Mapping[str, Any],
    given: Any,
    resolved: Mapping[str, str],
    people: People,
    state: dict[str, Any],
    what: str,
) -> Any:
    """The value of one input after an answer, in the program's words where they still hold."""
    answer = row.get(spec.wire)
    if spec.variants:
        if not is_object(answer):
            raise Unreadable(f"{what} answered without a usable '{spec.wire}'")
        chosen = spec.variants.get(str(answer.get("type")))
        if chosen is None:
            raise Unreadable(f"{what} answered with a {spec.wire} of an unknown type")
        said: Mapping[str, Any] = (
            given if is_object(given) and given.get("type") == answer["type"] else {}
        )
        parts = {
            name: _answered(part, answer, said.get(name), resolved, people, state, what)
            for name, part in fields_of(chosen).items()
        }
        return {name: value for name, value in parts.items() if value is not None}
    value = _read(spec, answer, what)
    if spec.person:
        spelled, ids = _spelled(spec, value or [], given or [], resolved, people)
        state[spec.person.ids] = ids
        return spelled
    if given is not None and same(spec.marks, value, given):
        return given
    if value is None or (spec.blank and value == ""):
        return None
    return plainly(spec.marks, value)


def _spelled(
    spec: Field, ids: list[str], given: list[str], resolved: Mapping[str, str], people: People
) -> tuple[list[str], list[str]]:
    """Write user ids as the program wrote them, else by e-mail, else as they are."""
    named = [
        (resolved.get(spelling.casefold()) or people.already_known(spelling), spelling)
        for spelling in given
    ]
    words = dict(reversed(named))
    if spec.unordered:
        if set(ids) == set(words):
            # The same people: keep repeats and order of the program, and each with its id.
            return list(given), [id_ for id_, _ in named]
        order = {id_: rank for rank, (id_, _) in enumerate(named)}
        ids = sorted(ids, key=lambda id_: order.get(id_, len(order)))
    return [words.get(id_) or people.email_of(id_) or id_ for id_ in ids], ids


def _read(spec: Field, value: Any, what: str) -> Any:
    """Read one value leniently: bounds and enumerations are the server's business."""
    if value is None:
        return None
    wanted: Any = spec.annotation
    if get_origin(wanted) is Literal:
        wanted = str
    if get_origin(wanted) is list:
        if is_list(value) and all(isinstance(each, str) for each in value):
            return list(value)
        raise Unreadable(f"{what} answered with a {spec.wire} that is no list of texts")
    if wanted is int and isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    raise Unreadable(
        f"{what} answered with a {spec.wire} that is {type(value).__name__}, not {wanted.__name__}"
    )
