"""From annotations to shapes, once a class; what is none of them does not import."""

from __future__ import annotations

from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin, get_type_hints
from typing import Union as AnyOf

from pulumi_scaling.model.bounds import Between, Length, Must
from pulumi_scaling.model.declaring import Fields, once, rules_of
from pulumi_scaling.model.marks import Mark, OnWire, Person, Ref, Span

from .field import Field
from .leaves import Choice, Flag, Text, Whole
from .lists import List
from .objects import Object
from .shape import Mistaken, Shape
from .tables import Table
from .unions import Union

__all__ = ["fields_of", "object_of"]

SET = (
    "str, int, bool, Literal of texts, list[…], dict[str, …], a class of Fields, or a union of "
    'classes that each say type: Literal["…"]'
)
ON_LIST = (Length, Mark, Person)
ON = {Text: (Length, Must, Mark, Ref, Person), Whole: (Between, Span), Flag: (), Choice: (Mark,)}
"""What may be said of a value beside its type."""


@once
def fields_of(cls: type[Fields]) -> dict[str, Field]:
    """The fields of a class in the order of their declaration, those it extends first."""
    found: dict[str, Field] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        if hint is ClassVar or get_origin(hint) is ClassVar:
            continue
        type_, *said = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        wire = next((mark.name for mark in said if isinstance(mark, OnWire)), _camel(name))
        try:
            shape = _shape(type_, [each for each in said if not isinstance(each, OnWire)])
        except Mistaken as mistake:
            raise Mistaken(f"{cls.__name__}.{name}: {mistake}") from None
        except RecursionError:
            raise Mistaken(f"{cls.__name__}.{name}: holds itself; nest to a known depth") from None
        found[name] = Field(
            name=name,
            wire=wire,
            shape=shape,
            required=not hasattr(cls, name),
            default=getattr(cls, name, None),
            owner=cls,
        )
    return found


@once
def object_of(cls: type[Fields]) -> Object:
    """A class as a shape."""
    return Object(cls, fields_of(cls), rules_of(cls))


def _shape(annotation: Any, said: list[Any]) -> Shape:
    """The shape of a type without its name on the wire; `said` is what is annotated beside it."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, [*more, *said])
    kept = [each for each in _alternatives(annotation) if each is not NoneType]
    if len(kept) > 1:
        return _union(kept, said)
    (type_,) = kept
    if get_origin(type_) is Annotated:
        return _shape(type_, said)
    return _single(type_, said) or _holding(type_, said)


def _single(type_: Any, said: list[Any]) -> Shape | None:
    if get_origin(type_) is Literal and all(isinstance(each, str) for each in get_args(type_)):
        _fits("a choice of words", said, ON[Choice])
        return Choice(marks=_marks(said), words=get_args(type_))
    for plain, leaf, what in (
        (str, Text, "text"),
        (bool, Flag, "yes or no"),
        (int, Whole, "a whole number"),
    ):
        if type_ is plain:
            _fits(what, said, ON[leaf])
            return leaf(bounds=_bounds(said), marks=_marks(said))
    return None


def _holding(type_: Any, said: list[Any]) -> Shape:
    if get_origin(type_) is list:
        return _list(type_, said)
    if get_origin(type_) is dict and get_args(type_)[0] is str:
        _fits("a table", said, ())
        return Table(_shape(get_args(type_)[1], []))
    if _is_fields(type_):
        _fits("an object", said, ())
        return object_of(type_)
    raise Mistaken(f"{_name(type_)} is no shape; say it with {SET}")


def _list(type_: Any, said: list[Any]) -> Shape:
    _fits("a list", said, ON_LIST)
    length = next((each for each in said if isinstance(each, Length)), Length())
    people = [each for each in said if isinstance(each, Person)]
    order = tuple(each for each in said if isinstance(each, Mark))
    if wrong := [each for each in order if each is not Mark.UNORDERED]:
        raise Mistaken(f"{wrong[0]} is of single values; put it inside the list")
    return List(
        _shape(get_args(type_)[0], people), length.least, length.most, Mark.UNORDERED in order
    )


def _union(kept: list[Any], said: list[Any]) -> Shape:
    _fits("a choice of objects", said, ())
    chosen: dict[str, Object] = {}
    for each in kept:
        if not _is_fields(each):
            raise Mistaken(f"{_name(each)} is no choice in a union; say it with {SET}")
        tag = fields_of(each).get("type")
        if tag is None or len(tag.shape.choices) != 1:
            raise Mistaken(f'{_name(each)} needs the field type: Literal["…"] to be chosen by')
        chosen[tag.shape.choices[0]] = object_of(each)
    return Union(chosen)


def _fits(what: str, said: list[Any], allowed: tuple[type, ...]) -> None:
    for each in said:
        if not isinstance(each, allowed):
            raise Mistaken(f"{each!r} says nothing about {what}")


def _bounds(said: list[Any]) -> tuple[Any, ...]:
    bounds = tuple(each for each in said if isinstance(each, (Length, Between, Must)))
    for before, each in pairwise(bounds):
        if isinstance(before, Must) and not isinstance(each, Must):
            raise Mistaken(f"{each} is not looked at behind Must; put it in front")
    return bounds


def _marks(said: list[Any]) -> tuple[Any, ...]:
    return tuple(each for each in said if isinstance(each, (Mark, Person, Ref, Span)))


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (AnyOf, UnionType) else (annotation,)


def _is_fields(annotation: Any) -> bool:
    # To Python 3.10 `list[int]` is a class, too.
    plain = get_origin(annotation) is None and isinstance(annotation, type)
    return plain and issubclass(annotation, Fields)


def _name(annotation: Any) -> str:
    return annotation.__name__ if isinstance(annotation, type) else str(annotation)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))
