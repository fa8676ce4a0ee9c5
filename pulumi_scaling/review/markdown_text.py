"""Text of others inside Markdown: it stays text, whatever somebody called their schedule.

Backslashes keep markup from being markup. Mentions and references are found by forges in the text
*after* that, so an invisible character is put behind the sign that begins one.
"""

from __future__ import annotations

import re
from typing import Final

from pulumi_scaling.commands.table import clean

from .saying import Said

__all__ = ["cell", "escaped", "inline"]

BREAK: Final = "\u200b"
_MARKUP: Final = re.compile(r"([\\`*_\[\]|~])")
_MENTION: Final = re.compile(r"(?<![\w.])([@!~%])(?=[\w\"])|(#)(?=\w)|(GH-)(?=\d)", re.IGNORECASE)
_LINK: Final = re.compile(r"(https?:|ftp:|mailto:|xmpp:)(?=/|\w)|(www)(?=\.)", re.IGNORECASE)
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}


def escaped(text: str) -> str:
    """One line that shows what was said and does nothing."""
    one = _LINK.sub(lambda hit: hit.group() + BREAK, _MENTION.sub(_broken, clean(text)))
    marked = _MARKUP.sub(r"\\\1", one)
    return "".join(_ENTITIES.get(each, each) for each in marked)


def inline(what: Said) -> str:
    """A sentence with its looks."""
    found: list[str] = []
    for each in what.pieces:
        if each.look == "code":
            found.append(_code(each.text))
        elif each.look == "strong" and (body := each.text.strip()):
            lead = " " if each.text[0].isspace() else ""
            found.append(f"{lead}**{escaped(body)}**{' ' if each.text[-1].isspace() else ''}")
        else:
            found.append(_spaced(each.text))
    return "".join(found)


def cell(*lines: Said) -> str:
    """Lines inside a cell of a table."""
    return "<br>".join(inline(each) for each in lines) or " "


def _spaced(text: str) -> str:
    """What `escaped` takes from the ends stands between two pieces."""
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return lead + escaped(text) + tail


def _code(text: str) -> str:
    body = clean(text).replace("|", "\\|")
    fence = "`" * (1 + max((len(each) for each in re.findall("`+", body)), default=0))
    room = " " if "`" in body else ""
    return f"{fence}{room}{body}{room}{fence}"


def _broken(hit: re.Match[str]) -> str:
    return hit.group() + BREAK
