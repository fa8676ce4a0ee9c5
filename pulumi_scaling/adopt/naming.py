"""Names for a program, made from names that people gave: readable, unique, and always the same.

A schedule may be called `class`, `24x7`, `Büro München`, `🔥` or the empty side of a typo. What
comes out is an identifier of Python that shadows nothing, and no two are one.
"""

from __future__ import annotations

import builtins
import keyword
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

__all__ = ["Wish", "identifier", "unique", "without"]

LONGEST: Final = 40
RESERVED: Final = frozenset(
    {
        *keyword.kwlist,
        *keyword.softkwlist,
        *dir(builtins),
        *("annotations", "protected", "pulumi", "scaling", "teams"),
    }
)
"""Names that mean something already where the program is read."""

# Letters that Unicode does not take apart, as people who have to type them do.
_TYPED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)


def identifier(text: str) -> str:
    """The letters and digits of a text in snake_case, without accents; nothing if it has none."""
    letters: list[str] = []
    for char in unicodedata.normalize("NFKC", text).casefold().translate(_TYPED):
        if unicodedata.combining(char) and (not letters or letters[-1].isascii()):
            continue  # An accent whose letter is written without.
        plain = unicodedata.normalize("NFKD", char)
        typed = "".join(filter(str.isascii, plain)) if plain[0].isascii() else char
        kept = "_" not in typed and f"a{typed}".isidentifier()
        letters.append(typed if kept else " ")
    words = unicodedata.normalize("NFKC", "".join(letters)).split()
    made = ""
    for word in words:
        longer = f"{made}_{word}" if made else word
        if len(longer) > LONGEST:
            break
        made = longer
    made = made or "".join(words)[:LONGEST]
    return made if f"a{made}".isidentifier() and made.isprintable() else ""


def without(prefix: str, text: str) -> str:
    """Drop the words a name shares with what it stands in: nobody writes `ops-ops-weekly`."""
    if text.startswith(prefix + "_"):
        return text[len(prefix) + 1 :]
    return "" if text == prefix else text


Own = TypeVar("Own", bound=Hashable)


@dataclass(frozen=True)
class Wish(Generic[Own]):
    """What an object would like to be called."""

    own: Own
    """What tells it from all others."""
    text: str
    """As people call it."""
    word: str
    """What to say of it where the name alone will not do."""


def unique(wishes: Sequence[Wish[Own]], *, taken: Iterable[str] = ()) -> dict[Own, str]:
    """A name for each. Who comes first keeps the plain name; the order is the caller's."""
    made = {wish: identifier(wish.text) for wish in wishes}
    words: dict[str, set[str]] = {}
    for wish, base in made.items():
        words.setdefault(base, set()).add(wish.word)
    plain = {wish: _plain(wish, base, shared=len(words[base]) > 1) for wish, base in made.items()}
    used = set(taken)
    names: dict[Own, str] = {}
    late: list[Wish[Own]] = []
    for wish, name in plain.items():
        if name in used:
            late.append(wish)
        else:
            used.add(name)
            names[wish.own] = name
    counts: Counter[str] = Counter()
    for wish in late:
        name = plain[wish]
        while name in used:
            counts[plain[wish]] += 1
            name = f"{plain[wish]}_{counts[plain[wish]] + 1}"
        used.add(name)
        names[wish.own] = name
    return names


def _plain(wish: Wish[Own], base: str, *, shared: bool) -> str:
    if not base:
        return wish.word
    if not base.isidentifier():
        return f"{wish.word}_{base}"
    ends = base == wish.word or base.endswith(f"_{wish.word}")
    if base in RESERVED or (shared and not ends):
        return f"{base}_{wish.word}"
    return base
