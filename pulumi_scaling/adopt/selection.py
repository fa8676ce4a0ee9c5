"""Which of what exists is wanted: all, by name or glob, or a policy and all it leads to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import Kind

from .found import Row, called

__all__ = ["Selection", "fits"]


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Tell whether a name is meant; a name with brackets in it means itself too."""
    return any(name == each or fnmatchcase(name, each) for each in patterns)


def _a_policy(kind: Kind) -> bool:
    """Whether people say "the policy" of it: `escalation policy`, `routing policy`."""
    return kind.label.rpartition(" ")[2] == "policy"


@dataclass(frozen=True)
class Selection:
    """What was asked for; nothing means everything."""

    names: Sequence[str] = ()
    """Names or globs of whatever it is, each for itself."""
    policies: Sequence[str] = ()
    """Names or globs of policies, each with all it leads to."""

    @property
    def everything(self) -> bool:
        """Whether nothing is left aside."""
        return not self.names and not self.policies

    def means(self, kind: Kind, row: Row) -> bool:
        """Tell whether an object is meant by its own name."""
        return self.everything or fits(called(kind, row), self.names) or self.with_all_of(kind, row)

    def with_all_of(self, kind: Kind, row: Row) -> bool:
        """Tell whether it is meant together with all it leads to."""
        return _a_policy(kind) and fits(called(kind, row), self.policies)

    def insist(self, there: Sequence[tuple[Kind, Row]]) -> None:
        """Refuse a name that nothing has: a typo must not pass for an empty account."""
        all_names = [name for kind, row in there if (name := called(kind, row))]
        of_policies = [called(kind, row) for kind, row in there if _a_policy(kind)]
        for patterns, known, what in (
            (self.names, all_names, "object"),
            (self.policies, of_policies, "policy"),
        ):
            for pattern in patterns:
                if not any(fits(name, [pattern]) for name in known):
                    near = get_close_matches(pattern, known, n=3, cutoff=0.5) or sorted(known)[:3]
                    hint = f"near it there are {', '.join(map(repr, near))}" if near else "none is"
                    raise Refused(f"no {what} is named {pattern!r}; {hint}")
