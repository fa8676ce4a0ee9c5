"""A review in each format, by one table: what draws and what words it is not known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pulumi_scaling.commands.table import Paint
from pulumi_scaling.errors import Refused

from .drawn import calendars, drawing, page
from .fingerprint import Fingerprint
from .markdown_page import markdown
from .outcome import Review
from .review_json import as_json
from .terminal_page import text

__all__ = ["FORMATS", "Told", "format_for", "written"]

ENDINGS: Final[Mapping[str, str]] = {
    ".md": "md",
    ".markdown": "md",
    ".json": "json",
    ".html": "html",
    ".svg": "svg",
    ".txt": "text",
}


@dataclass(frozen=True)
class Told:
    """A review with all that a format may show of it."""

    review: Review
    marks: Fingerprint
    looked: str
    """How far the account was asked, in a sentence."""
    called: Callable[[str], str]
    """What to call a person."""
    paint: Paint | None = None
    """Colours, where it is printed for somebody."""


def _json(told: Told) -> str:
    return as_json(told.review, told.marks, told.looked)


FORMATS: Final[Mapping[str, Callable[[Told], str | Mapping[str, str]]]] = {
    "text": lambda told: text([told.review], told.paint),
    "md": lambda told: markdown([told.review]),
    "json": _json,
    "html": lambda told: page(told.review, told.called, told.looked),
    "svg": lambda told: drawing(told.review, told.called),
    "ics": lambda told: calendars(told.review, told.called),
}
"""What each format makes of it: a text, or texts by what each is about."""


def format_for(said: str | None, out: str | None) -> str:
    """The format that was asked for, or that a file's name tells."""
    return said or ENDINGS.get(Path(out).suffix.lower() if out else "", "text")


def written(made: str | Mapping[str, str], out: str | None, ending: str) -> str | None:
    """Keep it where it was asked for; what is to be printed, if anything."""
    if out is None:
        return made if isinstance(made, str) else "".join(made.values())
    try:
        if isinstance(made, str):
            Path(out).parent.mkdir(parents=True, exist_ok=True)
            Path(out).write_text(made, "utf-8", newline="\n")
        else:
            Path(out).mkdir(parents=True, exist_ok=True)
            for name, each in made.items():
                Path(out, f"{_named(name)}.{ending}").write_text(each, "utf-8", newline="")
    except OSError as error:
        raise Refused(f"{out} cannot be written: {error.strerror or error}") from None
    return None


def _named(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_.@+-]+", "-", text).strip("-.") or "nobody"
