"""What one value may be: how long, how large, or whatever a function says of it.

Pydantic judges by these and is told what they mean when it asks. It is not imported to say them: it
takes longer to import than all of ours, and a refresh or a destroy judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

__all__ = ["Between", "Length", "Must"]


@dataclass(frozen=True)
class Length:
    """So many characters of a text, or entries of a list."""

    least: int | None = None
    most: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        limits = {"min_length": self.least, "max_length": self.most}
        return _bounded(self, handler(source), {"str", "list"}, limits)


@dataclass(frozen=True)
class Between:
    """A whole number from one to another, both included."""

    least: int | None = None
    most: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _bounded(self, handler(source), {"int"}, {"ge": self.least, "le": self.most})


@dataclass(frozen=True)
class Must:
    """A text that a function passes on; what is wrong with another it says in a ValueError."""

    judge: Callable[[str], str]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.judge, handler(source))


def _bounded(
    bound: object, schema: CoreSchema, kinds: set[str], limits: Mapping[str, int | None]
) -> CoreSchema:
    """Add what is limited; where pydantic would not look at it, it must not be written."""
    if schema["type"] not in kinds:
        raise TypeError(f"{bound} stands behind {schema['type']}: it bounds {sorted(kinds)}")
    given = {name: limit for name, limit in limits.items() if limit is not None}
    return cast("CoreSchema", {**schema, **given})
