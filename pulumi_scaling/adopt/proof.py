"""What an adoption ends with: the exit status, and a preview that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from .stack_command import PROVE, Engine

__all__ = ["DONE", "FAILED", "REMAINS", "proven"]

DONE: Final = 0
FAILED: Final = 1
REMAINS: Final = 2

Say = Callable[[str], None]


def proven(engine: Engine, say: Say, aside: Say) -> int:
    """Look at the account once more through the program: it must have nothing to change."""
    code, told, complaints = engine.quietly(*PROVE)
    if code:
        say(told)
        aside(complaints)
        aside(
            "warning: imported, and the preview above is not without changes; they are what the "
            "next `pulumi up` would do"
        )
        return REMAINS
    # Of a refresh of a hundred resources there is nothing to read but how many they were.
    counts = told.rpartition("Resources:")[1:]
    if any(counts):
        say("".join(counts).rstrip() + "\n")
    say("proven: program, stack and account say the same; a preview has no change")
    say("`pulumi up` once, which changes nothing, notes in the stack what depends on what")
    return DONE
