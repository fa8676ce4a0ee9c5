"""What a declaration is written in: a class of fields, and rules across them.

`Fields` is a plain class with types, bounds, marks and defaults. Knows neither Pulumi nor HTTP.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar, TypeVar, cast

__all__ = ["Fields", "Rule", "Values", "advice", "once", "rule", "rules_of"]

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
    always: bool = False
    """Whether it is asked also where its field was not given."""


Ask = TypeVar("Ask", bound=Callable[[Values], str | None])


def rule(field: str, *, needs: tuple[str, ...] = (), always: bool = False) -> Callable[[Ask], Ask]:
    """Declare what must hold across fields; the answer is a sentence about `field`, or None.

    It is asked where the field was given, or `always`.
    """
    return _marking(field, needs, fatal=True, always=always)


def advice(field: str, *, needs: tuple[str, ...] = ()) -> Callable[[Ask], Ask]:
    """Declare what is allowed and probably not meant; the answer becomes a warning."""
    return _marking(field, needs, fatal=False)


def _marking(
    field: str, needs: tuple[str, ...], *, fatal: bool, always: bool = False
) -> Callable[[Ask], Ask]:
    def mark(ask: Ask) -> Ask:
        ask.__dict__["rule"] = Rule(field, (field, *needs), ask, fatal, always)
        return ask

    return mark


Read = TypeVar("Read")


def once(read: Callable[[type[Fields]], Read]) -> Callable[[type[Fields]], Read]:
    """`functools.cache`, of which type checkers say that classes cannot be its keys."""
    return cast("Callable[[type[Fields]], Read]", cache(read))


@once
def rules_of(cls: type[Fields]) -> tuple[Rule, ...]:
    """All rules of a class and the classes it extends, in order of declaration."""
    seen: dict[str, Rule] = {}
    for owner in reversed(cls.__mro__):
        for name, member in vars(owner).items():
            found = vars(member.__func__).get("rule") if isinstance(member, staticmethod) else None
            if isinstance(found, Rule):
                seen[name] = found
    return tuple(seen.values())
