"""What people are called: shortly, and never two of them alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

__all__ = ["Names"]


class Names:
    """Names of all people of a review, by e-mail."""

    def __init__(
        self, people: Iterable[str], known: Mapping[str, str], *, initials: bool = False
    ) -> None:
        wanted = {each: known.get(each) or _from_address(each) for each in sorted(set(people))}
        self._called = _initials(wanted) if initials else _apart(wanted)

    def __call__(self, person: str) -> str:
        """What to call somebody."""
        return self._called.get(person) or _from_address(person)


def _from_address(person: str) -> str:
    """`ada.lovelace@example.com` is Ada Lovelace; a user id stays what it is."""
    local, at, _ = person.partition("@")
    if not at:
        return person
    words = [each for each in re.split(r"[._]+", local) if each]
    return " ".join(each[:1].upper() + each[1:] for each in words) or person


def _apart(wanted: Mapping[str, str]) -> dict[str, str]:
    """Two people alike are called by their addresses."""
    alike = Counter(each.casefold() for each in wanted.values())
    return {who: name if alike[name.casefold()] == 1 else who for who, name in wanted.items()}


def _initials(wanted: Mapping[str, str]) -> dict[str, str]:
    """`A. L.`; where two share them, as many letters as tell them apart, and numbers at last."""
    found: dict[str, str] = {}
    left = dict(wanted)
    for letters in range(1, 4):
        short = {who: _short(name, letters) for who, name in left.items()}
        alike = Counter(short.values())
        found |= {who: each for who, each in short.items() if alike[each] == 1}
        left = {who: name for who, name in left.items() if who not in found}
    numbers: Counter[str] = Counter()
    for who, name in left.items():
        each = _short(name, 1)
        numbers[each] += 1
        found[who] = f"{each} {numbers[each]}"
    return found


def _short(name: str, letters: int) -> str:
    # Of an address or an id no more than of a name.
    words = name.partition("@")[0].split() or [name]
    return " ".join(f"{each[:letters]}." for each in words)
