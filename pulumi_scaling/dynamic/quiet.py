"""One line for what was refused on purpose, a whole traceback for our own bugs.

Pulumi prints `traceback.format_exc()` of whatever a provider raises. That function asks
`sys.tracebacklimit` how much to print. The setting is of the whole process, which is shared with
users' own dynamic providers and between four threads. So the limit is an object that answers by
the exception being handled in the thread that asks: nothing for ours, everything for any other.
"""

from __future__ import annotations

import sys
from typing import Any

from pulumi_scaling.errors import ScalingError

__all__ = ["keep_refusals_short"]


class _Limit:
    """Compares and counts like the integer that the traceback module expects."""

    def __init__(self, before: int | None) -> None:
        self._otherwise = 1_000 if before is None else before

    def __index__(self) -> int:
        return 0 if isinstance(sys.exc_info()[1], ScalingError) else self._otherwise

    def __lt__(self, other: Any) -> bool:
        return int(self.__index__()) < int(other)

    def __ge__(self, other: Any) -> bool:
        return int(self.__index__()) >= int(other)


def keep_refusals_short() -> None:
    """Install the limit once in a provider process."""
    before: Any = getattr(sys, "tracebacklimit", None)
    if not isinstance(before, _Limit):
        limit: Any = _Limit(before)
        sys.tracebacklimit = limit
