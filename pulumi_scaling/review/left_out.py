"""Who is named by a program and takes no turns until they accept their invitation.

The plan says it beside those who do: a check of the provider takes them out of each roster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pulumi_scaling.model import WAITING, folded, is_list
from pulumi_scaling.resources import by_name

from .names import Names
from .outcome import Finding
from .plan import Resource
from .saying import listed, said
from .walls import counted

__all__ = ["left_out", "waiting"]

NAMED: Final = 8


def left_out(one: Resource) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What they are left out of, and who; nothing stands for those whom the program hides."""
    if one.after is None:
        return
    values = one.after.inputs
    people = values.get(WAITING)
    if is_list(people) and people:
        name, label = values.get("name"), by_name[one.kind].label
        called = repr(name) if isinstance(name, str) else repr(one.logical)
        yield (
            f"the {label} {called}",
            tuple(folded(each) if isinstance(each, str) else "" for each in people),
        )


def waiting(after: Mapping[str, tuple[str, ...]], called: Names) -> Iterator[Finding]:
    """Say it, a line for each, in an order that the engine has no part in."""
    for where, people in sorted(after.items()):
        shown = [called(each) for each in people if each]
        hidden = len(people) - len(shown)
        who = listed(
            [*shown, *([counted(hidden, "person", "people")] if hidden else [])], most=NAMED
        )
        verb = "has" if len(people) == 1 else "have"
        yield Finding(
            rule="waiting",
            level="warning",
            said=said(
                where, " goes without ", who, f", who {verb} not accepted the invitation yet."
            ),
        )
