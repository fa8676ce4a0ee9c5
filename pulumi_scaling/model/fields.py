"""A class of fields, and what each field says about itself.

`Fields` is pydantic's language for types, bounds and defaults; `Field` is what the rest of the
package iterates, so that nobody has to say a field twice. Knows neither Pulumi nor HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter
from pydantic.alias_generators import to_camel

from .docs import text_under
from .marks import Mark, Person, Ref, Span
from .shapes import is_object

__all__ = ["Field", "Fields", "Rule", "Values", "advice", "fields_of", "rule", "rules_of"]

Values = Mapping[str, Any]


class Fields(BaseModel):
    """Base of every declaration: snake_case in programs and state, camelCase on the wire."""

    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        # Fields are asked one by one; a validator of the whole would never be used.
        defer_build=True,
        extra="ignore",
    )
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
    """The type without None and without what is in `marks` and `bounds`."""
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
        return {get_args(cls.model_fields["type"].annotation)[0]: cls for cls in classes}

    @cached_property
    def choices(self) -> tuple[str, ...]:
        """The values of a closed enumeration."""
        return get_args(self.annotation) if get_origin(self.annotation) is Literal else ()

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """Pydantic's validator of one known value."""
        bounds = tuple(each for each in self.metadata if each not in self.marks)
        type_: Any = Annotated[(self.annotation, *bounds)] if bounds else self.annotation
        return TypeAdapter(type_)

    def part(self, value: object) -> dict[str, Field]:
        """The fields inside a value of this field, empty for a leaf or an undecided union."""
        if not self.variants or not is_object(value):
            return {}
        chosen = self.variants.get(str(value.get("type")))
        return fields_of(chosen) if chosen else {}


@cache
def fields_of(cls: type[Fields]) -> dict[str, Field]:
    """Read a class once; the order is the order of its declaration, inputs first."""
    found: dict[str, Field] = {}
    for name, info in cls.model_fields.items():
        kept = [each for each in _alternatives(info.annotation) if each is not NoneType]
        found[name] = Field(
            name=name,
            wire=info.alias or name,
            annotation=kept[0] if len(kept) == 1 else Union[tuple(kept)],  # noqa: UP007 - made at run time
            required=info.is_required(),
            default=None if info.is_required() else info.default,
            metadata=tuple(info.metadata),
            owner=cls,
        )
    return found


@cache
def rules_of(cls: type[Fields]) -> tuple[Rule, ...]:
    """All rules of a class and the classes it extends, in order of declaration."""
    seen: dict[str, Rule] = {}
    for owner in reversed(cls.__mro__):
        for name, member in vars(owner).items():
            # Only ours are asked: pydantic's own members build themselves when they are touched.
            found = vars(member.__func__).get("rule") if isinstance(member, staticmethod) else None
            if isinstance(found, Rule):
                seen[name] = found
    return tuple(seen.values())


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return get_args(annotation)
    return (annotation,)


def _is_fields(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Fields)
