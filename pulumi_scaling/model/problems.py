"""What was found out about the inputs of one resource."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

__all__ = ["Checked", "Problem"]


@dataclass(frozen=True)
class Problem:
    """A rule that is broken, and what to do."""

    path: str
    sentence: str


@dataclass
class Checked:
    """What came of it."""

    inputs: dict[str, Any] = field(default_factory=dict[str, Any])
    """Normalised, with defaults filled in, without what was not given."""
    problems: list[Problem] = field(default_factory=list[Problem])
    warnings: list[Problem] = field(default_factory=list[Problem])

    def wrong(self, path: str, sentence: str) -> None:
        """Note a mistake."""
        self.problems.append(Problem(path, sentence))

    def warn(self, path: str, sentence: str) -> None:
        """Note what is allowed and probably not meant."""
        self.warnings.append(Problem(path, sentence))
