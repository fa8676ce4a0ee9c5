"""Declarations that can be judged by, and examples that fit, before anything is written of them.

Not while a declaration is imported: judging takes longer than all the rest of it, and every process
of every run would do it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pulumi_scaling.model import Field, Kind, check, fields_of

__all__ = ["fitting"]


def fitting(kinds: Iterable[Kind]) -> None:
    """Refuse a field that nothing can be judged by, and an example that a program could not say."""
    for kind in kinds:
        _judgeable(kind.name, kind.fields)
        for problem in check(kind.inputs, kind.example).problems:
            raise TypeError(
                f"{kind.name}: the example does not fit: {problem.path} {problem.sentence}"
            )


def _judgeable(owner: str, fields: Mapping[str, Field]) -> None:
    for name, spec in fields.items():
        for variant, cls in spec.variants.items():
            _judgeable(f"{owner}.{name}[{variant}]", fields_of(cls))
        try:
            # Made when it is first needed, which would be in a user's run.
            _ = spec.variants or spec.adapter
        except TypeError as error:
            raise TypeError(f"{owner}.{name}: {error}") from None
