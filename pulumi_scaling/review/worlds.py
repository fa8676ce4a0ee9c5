"""What a plan says is, and what it says will be: schedules, chains and people, as values.

Where a world comes from (a plan of the engine, a program, an account) is not known here, and no
rule and no renderer is. People are e-mails in lower case, or user ids where no e-mail is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from pulumi_scaling.rota import Link, Rota

__all__ = ["Chain", "Refused", "Schedule", "Unseen", "World", "in_order_of_names"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unseen:
    """Something that cannot be told, and why."""

    what: str
    """`participants of the rotation 'weekly'`."""
    why: Literal["secret", "unknown", "elsewhere"]
    """Kept secret by the program; known once it is applied; not in what was looked at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """Who takes turns, as far as it is known."""

    key: str
    """The same before and after: the URN of the resource that is now, or the id."""
    name: str
    timezone: str
    rota: Rota
    """Without what is unseen."""
    resource: str = ""
    """What the program calls it: `payments`, `payments.primary` inside a component."""
    description: str | None = None
    id: str | None = None
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Chain:
    """An escalation policy, as far as it is known."""

    key: str
    name: str
    links: tuple[Link, ...] = ()
    """Schedules by their `key`."""
    resource: str = ""
    description: str | None = None
    id: str | None = None
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class World:
    """All of one side."""

    schedules: Mapping[str, Schedule] = field(default_factory=dict[str, Schedule])
    """By key."""
    chains: Mapping[str, Chain] = field(default_factory=dict[str, Chain])
    members: Mapping[str, str] = field(default_factory=dict[str, str])
    """People that the program itself invites: e-mail to role."""
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    """Who takes no turns until they accept, by what they are left out of; an empty text for each
    whom the program hides."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """Something that will be refused, or will stop, when the plan is applied."""

    resource: str
    """What the program calls it."""
    name: str
    """What people call it."""
    reason: str
    """`the policy 'Finance night' still pages it, and is not in this stack`."""
    remedy: str
    """What to do first."""


Named = TypeVar("Named", Schedule, Chain)


def in_order_of_names(all_: Iterable[Named]) -> list[Named]:
    """As people look for them; the engine goes through a program in another order each time."""
    return sorted(all_, key=lambda each: (each.name.casefold(), each.key))
