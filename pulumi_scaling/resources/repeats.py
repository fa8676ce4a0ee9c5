"""How a person is written in a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pulumi_scaling.model import folded


def named(text: str) -> str:
    """Accept an e-mail or a user id; neither is ever empty or padded."""
    if not text or text != text.strip():
        raise ValueError("must be an e-mail or a user id, without spaces around it")
    return text


def repeated(people: Sequence[str]) -> str | None:
    """Name those written more than once, e-mails without case."""
    counts = Counter(map(folded, people))
    return ", ".join(person for person, times in counts.items() if times > 1) or None
