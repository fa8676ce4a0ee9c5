"""Examples that fit, before anything is written of a declaration.

Not while a declaration is imported: judging takes longer than all the rest of it, and every process
of every run would do it again.
"""

from __future__ import annotations

from collections.abc import Iterable

from pulumi_scaling.model import Kind, check

__all__ = ["fitting"]


def fitting(kinds: Iterable[Kind]) -> None:
    """Refuse an example that a program could not say."""
    for kind in kinds:
        for problem in check(kind.inputs, kind.example).problems:
            raise TypeError(
                f"{kind.name}: the example does not fit: {problem.path} {problem.sentence}"
            )
