"""Which of what exists is wanted: all, by name or glob, or a policy and all it reaches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Any

from pulumi_scaling.errors import Refused

__all__ = ["Selection", "fits"]

Row = Mapping[str, Any]


def fits(name: str, patterns: Iterable[str]) -> bool:
    """Tell whether a name is meant; a name with brackets in it means itself too."""
    return any(name == each or fnmatchcase(name, each) for each in patterns)


@dataclass(frozen=True)
class Selection:
    """What was asked for; nothing means everything."""

    names: Sequence[str] = ()
    """Names or globs of schedules and policies, each for itself."""
    policies: Sequence[str] = ()
    """Names or globs of policies, each with the schedules it pages."""

    @property
    def everything(self) -> bool:
        """Whether nothing is left aside."""
        return not self.names and not self.policies

    def direct(self, rows: Iterable[Row], *, policies: bool) -> list[Row]:
        """The schedules, or the policies, that are meant by their own names."""
        patterns = [*self.names, *(self.policies if policies else ())]
        return [row for row in rows if self.everything or fits(str(row.get("name")), patterns)]

    def reaching(self, policies: Iterable[Row]) -> list[Row]:
        """The policies whose schedules are meant with them."""
        return [row for row in policies if fits(str(row.get("name")), self.policies)]

    def insist(self, rows: Sequence[Row], policies: Sequence[Row]) -> None:
        """Refuse a name that nothing has: a typo must not pass for an empty account."""
        pools = ((self.names, rows, "schedule or policy"), (self.policies, policies, "policy"))
        for patterns, pool, what in pools:
            known = [str(row.get("name")) for row in pool]
            for pattern in patterns:
                if not any(fits(name, [pattern]) for name in known):
                    near = get_close_matches(pattern, known, n=3, cutoff=0.5) or sorted(known)[:3]
                    hint = f"near it there are {', '.join(map(repr, near))}" if near else "none is"
                    raise Refused(f"no {what} is named {pattern!r}; {hint}")
