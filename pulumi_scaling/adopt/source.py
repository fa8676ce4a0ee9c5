"""Python source as the formatter would leave it, from values that may be anything.

Text from an account ends up in a program that will be run. It gets there only as a string literal
made by `literal`, or as a comment or docstring made by `remark`; names go through `naming`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pulumi_scaling.model import is_list, is_object

__all__ = ["WIDTH", "Call", "Code", "laid_out", "literal", "remark"]

WIDTH: Final = 100
STEP: Final = "    "


class Code(str):
    """Source that stands as it is; never made from an account's text."""

    __slots__ = ()


@dataclass(frozen=True)
class Call:
    """A call with one positional argument and keywords."""

    function: str
    first: Any
    keywords: Mapping[str, Any]


def literal(text: str) -> str:
    """A string as a literal with the quotes that need fewer backslashes, double ones if equal."""
    quote = '"' if text.count('"') <= text.count("'") else "'"
    return quote + "".join(_escaped(char, quote) for char in text) + quote


def _escaped(char: str, quote: str) -> str:
    if char in {"'", '"'}:
        return f"\\{char}" if char == quote else char
    # Whatever does not print (line ends, control, bidirectional marks) shows as what it is.
    return repr(char)[1:-1]


def remark(text: str) -> str:
    """Text for a comment or a docstring: one printable line that cannot end either."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    harmless = printable.replace("\\", "/").replace('"', "'")
    line = " ".join(harmless.split())
    return line if len(line) <= WIDTH - 20 else line[: WIDTH - 21].rstrip() + "…"


def laid_out(value: Any, *, before: str = "", after: str = "", indent: str = "") -> str:
    """A value between what stands before and after it on its lines, broken where it is too long."""
    flat = f"{indent}{before}{_flat(value)}{after}"
    if _width(flat) <= WIDTH:
        return flat
    inner = indent + STEP
    if isinstance(value, Call):
        parts = [("", value.first), *((f"{name}=", one) for name, one in value.keywords.items())]
        one_line = inner + ", ".join(f"{name}{_flat(one)}" for name, one in parts)
        head, tail = f"{indent}{before}{value.function}(", f"{indent}){after}"
        if _width(one_line) <= WIDTH:
            return f"{head}\n{one_line}\n{tail}"
    elif is_list(value) and value:
        parts, head, tail = [("", one) for one in value], f"{indent}{before}[", f"{indent}]{after}"
    elif is_object(value) and value:
        parts = [(f"{literal(name)}: ", one) for name, one in value.items()]
        head, tail = f"{indent}{before}{{", f"{indent}}}{after}"
    elif isinstance(value, str) and not isinstance(value, Code) and len(value) > 1:
        return _split(value, before, after, indent)
    else:
        return flat
    lines = [laid_out(one, before=name, after=",", indent=inner) for name, one in parts]
    return "\n".join([head, *lines, tail])


def _split(text: str, before: str, after: str, indent: str) -> str:
    """A long text over several lines, broken after spaces."""
    room = WIDTH - len(indent) - len(STEP)
    pieces = [""]
    for word in _words(text):
        if pieces[-1] and _width(literal(pieces[-1] + word)) > room:
            pieces.append("")
        pieces[-1] += word
    if len(pieces) == 1:
        return f"{indent}{before}{literal(text)}{after}"
    lines = [f"{indent}{STEP}{literal(piece)}" for piece in pieces]
    return "\n".join([f"{indent}{before}(", *lines, f"{indent}){after}"])


def _words(text: str) -> list[str]:
    words = [""]
    for index, char in enumerate(text):
        words[-1] += char
        if char in " \n" and text[index + 1 : index + 2] not in {" ", "\n"}:
            words.append("")
    return [word for word in words if word]


def _flat(value: Any) -> str:
    if isinstance(value, Code):
        return str(value)
    if isinstance(value, str):
        return literal(value)
    if isinstance(value, Call):
        words = [_flat(value.first)]
        words += [f"{name}={_flat(one)}" for name, one in value.keywords.items()]
        return f"{value.function}({', '.join(words)})"
    if is_list(value):
        rows: Sequence[Any] = value
        return f"[{', '.join(map(_flat, rows))}]"
    if is_object(value):
        return "{" + ", ".join(f"{literal(key)}: {_flat(one)}" for key, one in value.items()) + "}"
    return repr(value)


def _width(line: str) -> int:
    """Columns: wide characters count two, as in a terminal and for the formatter."""
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in line
    )
