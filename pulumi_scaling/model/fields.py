"""A class of fields, and what each field says about itself.

`Fields` is a plain class with types, bounds, marks and defaults; `Field` is what the rest of the
package iterates, so that nobody has to say a field twice. Knows neither Pulumi nor HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from .docs import text_under
from .marks import Mark, OnWire, Person, Ref, Span
from .shapes import is_object

if TYPE_CHECKING:
    from pydantic import TypeAdapter

__all__ = ["Field", "Fields", "Rule", "Values", "advice", "fields_of", "rule", "rules_of"]

Values = Mapping[str, Any]


class Fields:
    """Base of every declaration: snake_case in programs and state, camelCase on the wire."""

    reserved: ClassVar[frozenset[str]] = frozenset(
        {"id", "urn", "opts", "resource_name", "self", "get"}
    )


@dataclass(frozen=True)
class Rule:
    """A rule across fields: asked only once all the fields it needs are known and well-formed."""

    field: str
    needs: tuple[str, ...]
    ask: Callable[[Values], str | None]
    fatal: bool


Ask = TypeVar("Ask", bound=Callable[[Values], str | None])


def rule(field: str, *, needs: tuple[str, ...] = ()) -> Callable[[Ask], Ask]:
    """Declare what must hold across fields; the answer is a sentence about `field`, or None."""
    return _marking(field, needs, fatal=True)


def advice(field: str, *, needs: tuple[str, ...] = ()) -> Callable[[Ask], Ask]:
    """Declare what is allowed and probably not meant; the answer becomes a warning."""
    return _marking(field, needs, fatal=False)


def _marking(field: str, needs: tuple[str, ...], *, fatal: bool) -> Callable[[Ask], Ask]:
    def mark(ask: Ask) -> Ask:
        ask.__dict__["rule"] = Rule(field, (field, *needs), ask, fatal)
        return ask

    return mark


@dataclass(frozen=True)
class Field:
    """One field as declared, taken apart once."""

    name: str
    wire: str
    """Its name in requests and answers."""
    annotation: Any
    """The type without None and without what is in `metadata`."""
    required: bool
    default: Any
    metadata: tuple[Any, ...]
    """Bounds, validators and marks, as annotated."""
    owner: type[Fields]

    @property
    def doc(self) -> str:
        """What it is, for people."""
        return text_under(self.owner, self.name)

    @cached_property
    def marks(self) -> tuple[Any, ...]:
        """Only what `same` and the core understand."""
        return tuple(each for each in self.metadata if isinstance(each, (Mark, Person, Ref, Span)))

    @cached_property
    def unordered(self) -> bool:
        """Whether its list is a set."""
        return Mark.UNORDERED in self.marks

    @cached_property
    def blank(self) -> bool:
        """Whether empty text is as good as none."""
        return Mark.BLANK in self.marks

    @cached_property
    def person(self) -> Person | None:
        """How the field names people, if it does."""
        return next((mark for mark in self.marks if isinstance(mark, Person)), None)

    @cached_property
    def ref(self) -> Ref | None:
        """Which kind's id the field holds, if it does."""
        return next((mark for mark in self.marks if isinstance(mark, Ref)), None)

    @cached_property
    def span(self) -> Span | None:
        """Which unit of time the field counts, if it does."""
        return next((mark for mark in self.marks if isinstance(mark, Span)), None)

    @cached_property
    def variants(self) -> dict[str, type[Fields]]:
        """For a union of field classes: the value of `type` that chooses each."""
        classes = [each for each in _alternatives(self.annotation) if _is_fields(each)]
        return {fields_of(cls)["type"].choices[0]: cls for cls in classes}

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values of a closed enumeration."""
        return get_args(self.annotation) if get_origin(self.annotation) is Literal else ()

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Pydantic's validator of one known value."""
        from pydantic import TypeAdapter

        bounds = tuple(each for each in self.metadata if each not in self.marks)
        type_: Any = Annotated[(self.annotation, *bounds)] if bounds else self.annotation
        return TypeAdapter(type_)

    def part(self, value: object) -> dict[str, Field]:
        """The fields inside a value of this field, empty for a leaf or an undecided union."""
        if not self.variants or not is_object(value):
            return {}
        chosen = self.variants.get(str(value.get("type")))
        return fields_of(chosen) if chosen else {}


Read = TypeVar("Read")


def _once(read: Callable[[type[Fields]], Read]) -> Callable[[type[Fields]], Read]:
    """`functools.cache`, of which type checkers say that classes cannot be its keys."""
    return cast("Callable[[type[Fields]], Read]", cache(read))


@_once
def fields_of(cls: type[Fields]) -> dict[str, Field]:
    """Read a class once; the order is the order of its declaration, inputs first."""
    found: dict[str, Field] = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        if hint is ClassVar or get_origin(hint) is ClassVar:
            continue
        type_, *metadata = get_args(hint) if get_origin(hint) is Annotated else (hint,)
        kept = [each for each in _alternatives(type_) if each is not NoneType]
        found[name] = Field(
            name=name,
            wire=next((mark.name for mark in metadata if isinstance(mark, OnWire)), _camel(name)),
            annotation=kept[0] if len(kept) == 1 else Union[tuple(kept)],  # noqa: UP007 - made at run time
            required=not hasattr(cls, name),
            default=getattr(cls, name, None),
            metadata=tuple(metadata),
            owner=cls,
        )
    return found


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


@_once
def rules_of(cls: type[Fields]) -> tuple[Rule, ...]:
    """All rules of a class and the classes it extends, in order of declaration."""
    seen: dict[str, Rule] = {}
    for owner in reversed(cls.__mro__):
        for name, member in vars(owner).items():
            found = vars(member.__func__).get("rule") if isinstance(member, staticmethod) else None
            if isinstance(found, Rule):
                seen[name] = found
    return tuple(seen.values())


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return get_args(annotation)
    return (annotation,)


def _is_fields(annotation: Any) -> bool:
    # To Python 3.10 `list[int]` is a class, too.
    plain = get_origin(annotation) is None and isinstance(annotation, type)
    return plain and issubclass(annotation, Fields)
