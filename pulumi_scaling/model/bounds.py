"""What one value may be: how long, how large, or whatever a function says of it.

Pydantic judges by these and is told what they mean when it asks. It is not imported to say them: it
takes longer to import than all else, and a refresh or a destroy judges nothing.
"""

from __future__ import annotations

from collections.abc import Callable
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
        return _bounded(handler(source), min_length=self.least, max_length=self.most)


@dataclass(frozen=True)
class Between:
    """A whole number from one to another, both included."""

    least: int | None = None
    most: int | None = None

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return _bounded(handler(source), ge=self.least, le=self.most)


@dataclass(frozen=True)
class Must:
    """A text that a function passes on; what is wrong with another it says in a ValueError."""

    judge: Callable[[str], str]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        from pydantic_core.core_schema import no_info_after_validator_function

        return no_info_after_validator_function(self.judge, handler(source))


def _bounded(schema: CoreSchema, **limits: int | None) -> CoreSchema:
    given = {name: limit for name, limit in limits.items() if limit is not None}
    return cast("CoreSchema", {**schema, **given})
