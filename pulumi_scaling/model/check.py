"""Every mistake of one set of inputs at once, offline.

Pydantic judges single values; this module asks it field by field, so that one mistake does not hide
the next, steps over what is still unknown, and turns its findings into sentences with the rule and
the remedy. They read after the engine's own ``property 'x' value {…} has a problem:``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Final

from .fields import Field, Fields, Values, fields_of, rules_of
from .marks import folded
from .shapes import is_list, is_object
from .unknown import holds_unknown

__all__ = ["Checked", "Problem", "check"]


@dataclass(frozen=True)
class Problem:
    """A rule that is broken, and what to do."""

    path: str
    sentence: str


@dataclass
class Checked:
    """What came of it."""

    inputs: dict[str, Any] = field(default_factory=dict[str, Any])
    """Normalised, with defaults filled in, without what was not given."""
    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])


def check(cls: type[Fields], values: Values) -> Checked:
    """Judge the inputs a program gave for one resource."""
    return _check(cls, values, prefix="")


def _check(cls: type[Fields], values: Values, *, prefix: str) -> Checked:
    done = Checked()
    declared = fields_of(cls)
    for name in values.keys() - declared.keys():
        known = ", ".join(declared)
        done.problems.append(Problem(prefix + name, f"is no field here; the fields are {known}"))
    for name, spec in declared.items():
        value = values.get(name)
        if value is None:
            if spec.default is not None:
                done.inputs[name] = spec.default
            if spec.required:
                done.problems.append(Problem(prefix + name, "is required and was not given"))
        elif holds_unknown(value) and not spec.variants:
            done.inputs[name] = value
        else:
            _judge(spec, value, prefix, done)
    _ask_rules(cls, prefix, done)
    for name, spec in declared.items():
        value = done.inputs.get(name)
        if spec.unordered and is_list(value) and not holds_unknown(value):
            # A set: repeats are dropped here, after the advice about them has been given.
            done.inputs[name] = list({folded(str(each)): each for each in value}.values())
    return done


def _ask_rules(cls: type[Fields], prefix: str, done: Checked) -> None:
    wrong = {re.split(r"[.[]", problem.path.removeprefix(prefix))[0] for problem in done.problems}
    for each in rules_of(cls):
        unclear = any(holds_unknown(done.inputs.get(name)) for name in each.needs)
        if unclear or not wrong.isdisjoint(each.needs):
            continue
        if done.inputs.get(each.field) is not None and (sentence := each.ask(done.inputs)):
            found = done.problems if each.fatal else done.warnings
            found.append(Problem(prefix + each.field, sentence))


NOBODY: Final = (
    "is None: somebody who is invited has no user id until they accept; leave them out until then"
)


def _judge(spec: Field, value: Any, prefix: str, done: Checked) -> None:
    if spec.variants:
        _judge_variant(spec, value, prefix, done)
        return
    # Slow to import, and only here is anything judged.
    from pydantic import ValidationError

    try:
        done.inputs[spec.name] = spec.adapter.validate_python(value)
    except ValidationError as error:
        done.inputs[spec.name] = value
        for found in error.errors(include_url=False):
            path = "".join(f"[{part}]" for part in found["loc"] if isinstance(part, int))
            nobody = spec.person and found["input"] is None
            sentence = NOBODY if nobody else _sentence(found)
            done.problems.append(Problem(prefix + spec.name + path, sentence))


def _judge_variant(spec: Field, value: Any, prefix: str, done: Checked) -> None:
    done.inputs[spec.name] = value
    if not is_object(value):
        if not holds_unknown(value):
            forms = " or ".join(_forms(spec))
            done.problems.append(Problem(prefix + spec.name, f"must be one of the forms {forms}"))
        return
    chosen = spec.variants.get(str(value.get("type")))
    if chosen is None:
        if not holds_unknown(value.get("type")):
            sentence = f"must be one of {_quoted(spec.variants)}"
            done.problems.append(Problem(f"{prefix}{spec.name}.type", sentence))
        return
    inner = _check(chosen, value, prefix=f"{prefix}{spec.name}.")
    done.inputs[spec.name] = inner.inputs
    done.problems += inner.problems
    done.warnings += inner.warnings


def _forms(spec: Field) -> Iterator[str]:
    for name, cls in spec.variants.items():
        others = ", ".join(f'"{each}": …' for each in fields_of(cls) if each != "type")
        yield f'{{"type": "{name}", {others}}}'


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
    return f"must be one of {_quoted(expected)}{hint}"


def _whole(given: Any, _context: Any) -> str:
    return f"must be a whole number, not {given!r}"


def _bound(words: str) -> Callable[[Any, Any], str]:
    return lambda given, context: f"is {given}; it must be {words} {next(iter(context.values()))}"


_SENTENCES: Mapping[str, Callable[[Any, Any], str]] = {
    "value_error": lambda _, context: str(context["error"]),
    "string_too_short": lambda _, context: (
        f"is empty; give at least {context['min_length']} character"
    ),
    "too_short": lambda _, context: f"is empty; give at least {context['min_length']} entry",
    "string_too_long": _too_long,
    "literal_error": _no_choice,
    "int_from_float": _whole,
    "int_parsing": _whole,
    "int_type": _whole,
    "string_type": lambda given, _: f"must be text, not {type(given).__name__}",
    "list_type": lambda given, _: f"must be a list, not {type(given).__name__}; use brackets",
    "greater_than_equal": _bound("at least"),
    "less_than_equal": _bound("at most"),
}


def _quoted(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names)
