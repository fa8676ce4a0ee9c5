"""Ways out of a name that is taken, in the words that all sentences about one have in common."""

from __future__ import annotations

import shlex
from typing import Final

__all__ = ["ELSE", "keeping_identity", "taking_in"]

ELSE: Final = "(else errors.md#a-name-that-is-taken)"
OLD: Final = "<its old name>"


def keeping_identity(was: str | None = None, *, urn: str | None = None) -> str:
    """What tells Pulumi that a resource is the one which had another name in the program."""
    alias = repr(urn) if urn else f"pulumi.Alias(name={was or OLD!r})"
    return f"keep its identity with opts=pulumi.ResourceOptions(aliases=[{alias}])"


def taking_in(name: str = "") -> str:
    """The command that shows how an object differs, and takes it into the stack."""
    named = f" {shlex.quote(name)}" if name else ""
    return f"`pulumi-scaling adopt --fill adopt.json --import{named}`"
