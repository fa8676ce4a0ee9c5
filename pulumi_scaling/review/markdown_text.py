"""Text of others inside Markdown: it stays text, whatever somebody called their schedule.

Backslashes keep markup from being markup. Mentions, references and links are found by forges in
what is left *after* that, so an invisible character stands behind the sign that begins one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pulumi_scaling.pictures import harmless

from .saying import Said

__all__ = ["cell", "escaped", "fenced", "in_html", "inline"]

PROSE: Final = 4000
"""Characters of one piece; a name is cut long before, where it is drawn."""
BREAK: Final = "\u200b"
ISOLATE: Final = "\u2068{}\u2069"
_MARKUP: Final = re.compile(r"([\\`*_\[\]|~])")
_MENTION: Final = re.compile(
    r"(?<![\w.])[@!~%](?=[\w\"])|#(?=\w)|\bGH-(?=\d)|(?<!\w):(?=[a-z][\w+-]*:)", re.IGNORECASE
)
_LINK: Final = re.compile(r"\b(?:https?|ftp|mailto|xmpp):|\bwww(?=\.)", re.IGNORECASE)
_BLOCK: Final = re.compile(r"^([-+=#>]|\d+[.)])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"}
# What is read from the right, with what stands between two words of it.
_RTL: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_FROM_THE_RIGHT: Final = re.compile(f"[{_RTL}]+(?:[^A-Za-z0-9{_RTL}·–]*[{_RTL}]+)*")


def escaped(text: str) -> str:
    """One line that shows what was said and does nothing."""
    return _without_tags(_MARKUP.sub(r"\\\1", _quiet(text)))


def in_html(text: str) -> str:
    """The same inside an element of HTML, where a forge reads no Markdown."""
    return _without_tags(_quiet(text))


def inline(what: Said) -> str:
    """A sentence with its looks."""
    told = "".join(_piece(each.text, each.look) for each in what.pieces)
    # At the start of a line a sign may begin a list or a heading.
    return _BLOCK.sub(r"\\\1", told)


def cell(*lines: Said) -> str:
    """Lines inside a cell of a table."""
    return "<br>".join(inline(each) for each in lines) or " "


def fenced(lines: Sequence[str]) -> list[str]:
    """Lines as they are drawn; what they hold cannot end them."""
    longest = max((len(each) for line in lines for each in re.findall("`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}text", *lines, fence]


def _quiet(text: str) -> str:
    """Without what calls somebody, leads somewhere, or turns the direction of its neighbours."""
    one = harmless(text, PROSE)
    one = _FROM_THE_RIGHT.sub(lambda hit: ISOLATE.format(hit.group()), one)
    for each in (_MENTION, _LINK):
        one = each.sub(lambda hit: hit.group() + BREAK, one)
    return one


def _without_tags(text: str) -> str:
    return "".join(_ENTITIES.get(each, each) for each in text)


def _piece(text: str, look: str) -> str:
    body = text.strip()
    if not body:
        return " " if text else ""
    lead, tail = " " * text[0].isspace(), " " * text[-1].isspace()
    if look == "code":
        return lead + _code(body) + tail
    made = escaped(body)
    return f"{lead}**{made}**{tail}" if look == "strong" and made else f"{lead}{made}{tail}"


def _code(text: str) -> str:
    body = harmless(text, PROSE).replace("|", "\\|")
    longest = max((len(each) for each in re.findall("`+", body)), default=0)
    fence, room = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{room}{body}{room}{fence}"
