"""Pydantic, which judges single values, and what its findings are in our words.

The only file that knows of it. It is imported when something is first judged: a refresh or a
destroy judges nothing, and it takes longer to import than all of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from pulumi_scaling.model.problems import Checked

__all__ = ["adapter", "judged", "quoted"]


def adapter(type_: Any) -> TypeAdapter[Any]:
    """What judges one value of a type with its bounds."""
    from pydantic import TypeAdapter

    return TypeAdapter(type_)


def judged(by: TypeAdapter[Any], value: Any, at: str, done: Checked) -> Any:
    """The value as the type has it, or as it is with what is wrong noted."""
    from pydantic import ValidationError

    try:
        return by.validate_python(value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            done.wrong(at, _sentence(found))
    return value


def _sentence(found: Any) -> str:
    given, context = found.get("input"), found.get("ctx", {})
    say = _SENTENCES.get(found["type"])
    return say(given, context) if say else str(found["msg"])


def _too_long(given: Any, context: Any) -> str:
    most = context["max_length"]
    over = len(given) - most
    return f"has {len(given)} characters and {most} characters are the most; shorten it by {over}"


def _no_choice(given: Any, context: Any) -> str:
    expected = [each.strip("' ") for each in context["expected"].replace(" or ", ", ").split(",")]
    near = get_close_matches(str(given), expected, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"must be one of {quoted(expected)}{hint}"


def _whole(given: Any, _context: Any) -> str:
    return f"must be a whole number, not {given!r}"


def _bound(words: str) -> Callable[[Any, Any], str]:
    return lambda given, context: f"is {given}; it must be {words} {next(iter(context.values()))}"


_SENTENCES: Mapping[str, Callable[[Any, Any], str]] = {
    "value_error": lambda _, context: str(context["error"]),
    "string_too_short": lambda _, context: (
        f"is empty; give at least {context['min_length']} character"
    ),
    "string_too_long": _too_long,
    "literal_error": _no_choice,
    "int_from_float": _whole,
    "int_parsing": _whole,
    "int_type": _whole,
    "bool_type": lambda given, _: f"must be true or false, not {given!r}",
    "bool_parsing": lambda given, _: f"must be true or false, not {given!r}",
    "string_type": lambda given, _: f"must be text, not {type(given).__name__}",
    "greater_than_equal": _bound("at least"),
    "less_than_equal": _bound("at most"),
}


def quoted(names: Any) -> str:
    """`'a', 'b'`."""
    return ", ".join(f"'{name}'" for name in names)
