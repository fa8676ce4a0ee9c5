"""Where the switches of one simulator stand; what they are is said in `assumed`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pulumi_scaling.assumed import DEFAULTS, Position, checked

__all__ = ["Switches"]


class Switches(Mapping[str, Position]):
    """The positions in force; a change is checked whole before any of it holds."""

    def __init__(self, given: Mapping[str, object] | None = None) -> None:
        self._start = {**DEFAULTS, **checked(given or {})}
        self._now = dict(self._start)

    def __getitem__(self, name: str) -> Position:
        return self._now[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)

    def set(self, given: Mapping[str, object]) -> None:
        """Move some; the others stay where they are."""
        self._now.update(checked(given))

    def reset(self) -> None:
        """Back to the positions given at the start, not to the defaults."""
        self._now = dict(self._start)
