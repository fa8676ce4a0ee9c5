"""One thing about the API that a guess says, and what a look at an account tells about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from pulumi_scaling.assumed import Position, switch_named

from .looks_kept import Look, Looks

__all__ = ["Aspect", "By", "Told", "as_assumed", "at", "never", "otherwise", "strange"]

By = Literal["read", "write", "invite", "nothing"]


@dataclass(frozen=True)
class Told:
    """What a look tells: always words of ours, never anything of an answer."""

    holds: bool
    seen: str
    by: tuple[str, ...] = ()
    """The requests that showed it."""
    position: Position | None = None
    """Where the switch of the aspect stands; None where no position is for what was seen."""


@dataclass(frozen=True)
class Aspect:
    """A part of a guess that can turn out by itself."""

    assumption: str
    about: str
    shown_by: str
    """What would show it."""
    takes: By
    tell: Callable[[Looks], Told | None]
    switch: str | None = None

    @property
    def name(self) -> str:
        """What it is called in reports."""
        return self.switch or f"{self.assumption}: {self.about}"


def at(switch: str, position: Position, seen: str, *by: Look) -> Told:
    """The switch stands so."""
    holds = position == switch_named(switch).default
    return Told(holds, seen, _names(by), position)


def strange(seen: str, *by: Look) -> Told:
    """Nobody foresaw this."""
    return Told(False, seen, _names(by))


def as_assumed(seen: str, *by: Look) -> Told:
    """As the guess has it, where there is no switch."""
    return Told(True, seen, _names(by))


def otherwise(seen: str, *by: Look) -> Told:
    """Not as the guess has it, where there is no switch."""
    return Told(False, seen, _names(by))


def never(_looks: Looks) -> Told | None:
    """What no look can tell."""
    return None


def _names(by: Iterable[Look]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(look.ask.name for look in by))
