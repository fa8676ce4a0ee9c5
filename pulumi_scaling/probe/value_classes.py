"""Values of others as classes: what may be written down of an answer, and never the value itself.

Each function here returns words of ours. Whatever a server sends, nothing of it comes through.
"""

from __future__ import annotations

import re
from typing import Any, Final

from pulumi_scaling.model import is_list, is_object

from . import known

__all__ = ["code_class", "count_class", "name_class", "shape", "text_class"]

FORMS: Final = (
    ("a UUID", re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")),
    (
        "an instant in UTC with milliseconds",
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII),
    ),
    ("an instant in UTC", re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)),
    (
        "an instant in UTC with another fraction",
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", re.ASCII),
    ),
    (
        "an instant with an offset",
        re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:?\d\d", re.ASCII),
    ),
    ("HH:MM", re.compile(r"\d\d:\d\d", re.ASCII)),
    ("HH:MM:SS", re.compile(r"\d\d:\d\d:\d\d", re.ASCII)),
    ("an id with a prefix", re.compile(r"[a-z]{2,10}_[A-Za-z0-9]{6,64}")),
)
"""Forms of text that are known, the first that fits counts."""
LENGTHS: Final = (8, 16, 32, 64, 255, 1000)
COUNTS: Final = ("none", "one", "two")
DEEPEST: Final = 8
WIDEST: Final = 60


def text_class(text: str) -> str:
    """A form, or how long it is."""
    if not text:
        return "empty text"
    for name, form in FORMS:
        if form.fullmatch(text):
            return name
    return f"text of {_length(text)}"


def _length(text: str) -> str:
    shorter = 0
    for longest in LENGTHS:
        if len(text) <= longest:
            return f"{shorter + 1} to {longest} characters"
        shorter = longest
    return f"more than {shorter} characters"


def name_class(name: str) -> str:
    """The name of a member that is not in the contract."""
    return f"a name of {_length(name)}"


def code_class(code: str | None) -> str:
    """A code if it is one of the contract, its length if not."""
    if code is None:
        return "no code"
    if code not in known.codes():
        return f"a code nobody knows, of {_length(code)}"
    return f"code {code}" if code else "an empty code"


def count_class(count: int) -> str:
    """How many, as far as anybody needs to know."""
    if count < len(COUNTS):
        return COUNTS[count]
    return "up to 9" if count < 10 else "10 or more"


def shape(value: Any, nodes: list[known.Node], *, depth: int = 0) -> Any:
    """A body with its known names, and classes in place of what it says."""
    if is_object(value):
        if depth > DEEPEST:
            return "an object further in"
        members = known.members(nodes)
        shown: dict[str, Any] = {}
        for name, each in list(value.items())[:WIDEST]:
            if name in members:
                shown[name] = shape(each, members[name], depth=depth + 1)
        strange = sorted(name_class(name) for name in value if name not in members)
        if strange:
            shown["(not in the contract)"] = strange[:WIDEST]
        return shown
    if is_list(value):
        shapes: list[Any] = []
        for each in value[:WIDEST] if depth <= DEEPEST else ():
            if (one := shape(each, known.items(nodes), depth=depth + 1)) not in shapes:
                shapes.append(one)
        return {"(list)": count_class(len(value)), "(each)": shapes}
    return leaf_class(value)


def leaf_class(value: Any) -> str:
    """A value that holds no other."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int):
        return "a whole number"
    if isinstance(value, float):
        return "a number"
    return text_class(value) if isinstance(value, str) else "something else"
