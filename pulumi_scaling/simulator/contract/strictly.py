"""A request's text turned into values, as strictly as the contract means them."""

from __future__ import annotations

import json
import math
from typing import Any, Final
from urllib.parse import parse_qs

LARGEST_BODY: Final = 10 * 1024 * 1024


class NotJson(ValueError):
    """A body that is no JSON text, or none that could be kept."""


def query(raw: bytes) -> dict[str, list[str]]:
    """The query as lists: a parameter may have been given twice."""
    return parse_qs(raw.decode("latin-1"), keep_blank_values=True) if raw else {}


def media_type_fits(header: str | None) -> bool:
    """Whether a body is said to be JSON; clients that say nothing are believed."""
    if not header:
        return True
    media = header.partition(";")[0].strip().lower()
    return media == "application/json" or media.endswith("+json")


def body(raw: bytes) -> Any:
    """The JSON value of a body. Python's own reader is laxer than JSON in four places."""
    try:
        value = json.loads(raw, parse_float=_number, parse_constant=_no_constant)
        if b"\\u" in raw:
            # Half a surrogate pair is no character: it could neither be stored nor answered.
            json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as wrong:
        raise NotJson(str(wrong)) from wrong
    return value


def _number(text: str) -> float | int:
    """JSON Schema calls 1.0 an integer, so it is kept as one."""
    number = float(text)
    if not math.isfinite(number):
        raise NotJson(f"{text} is beyond any number")
    return int(number) if number.is_integer() else number


def _no_constant(text: str) -> float:
    raise NotJson(f"{text} is no JSON")
