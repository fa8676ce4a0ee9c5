"""The body of an answer as JSON, whatever a server sends."""

from __future__ import annotations

import json
from typing import Any, Final

from pulumi_scaling.errors import Unreadable

from .denials import request_note
from .json_forms import as_list, as_object

__all__ = ["data_of", "parsed", "shape"]


class _Garbage:
    """A body that is there and is no JSON, which is not the same as an empty one."""

    def __repr__(self) -> str:
        return "a body that is no JSON"


GARBAGE: Final = _Garbage()


def parsed(raw: bytearray) -> Any:
    """What a body says: None if it is empty, GARBAGE if it is no JSON."""
    if not raw:
        return None
    try:
        read = json.loads(raw)
        # Only escaped, or in bytes that are no UTF-8, can half a character be in it.
        return _whole(read) if b"\\ud" in raw.lower() or b"\xed" in raw else read
    except (ValueError, RecursionError):
        return GARBAGE


def _whole(value: Any) -> Any:
    """Text without halves of characters: nothing else could keep, send or show it."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if (rows := as_list(value)) is not None:
        return [_whole(part) for part in rows]
    if (named := as_object(value)) is not None:
        return {_whole(name): _whole(part) for name, part in named.items()}
    return value


def shape(body: object) -> str:
    """What to call a body that is no object."""
    if body is None:
        return "an empty body"
    return repr(body) if body is GARBAGE else "a body that is no object"


def data_of(body: Any, what: str) -> Any:
    """The `data` of an answer that must have it."""
    whole = as_object(body)
    if whole is None or "data" not in whole:
        raise Unreadable(
            f"{what} answered without 'data'{request_note(body)}; is the base URL right?"
        )
    return whole["data"]
