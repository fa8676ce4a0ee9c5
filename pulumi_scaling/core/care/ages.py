"""How old an object is, by the clock of the server that made it.

The clock of this machine may be wrong by hours and says nothing about `createdAt`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from pulumi_scaling.core.run import Account
from pulumi_scaling.model import instant

__all__ = ["RECENT", "not_before", "older_than"]

RECENT: Final = timedelta(days=1)
"""How soon a run is surely repeated that was killed."""
CLOCK_STEP: Final = timedelta(seconds=1)
"""The server's Date has whole seconds and its timestamps milliseconds."""


def not_before(account: Account, row: Mapping[str, Any], moment: float) -> bool | None:
    """Tell whether it was made after a monotonic moment; None if that cannot be told."""
    if moment == -math.inf:
        return True
    made, then = _made(row), account.client.server_time_at(moment)
    return None if made is None or then is None else made >= then - CLOCK_STEP


def older_than(account: Account, row: Mapping[str, Any], age: timedelta) -> bool | None:
    """Tell whether it is older; None if that cannot be told."""
    made, now = _made(row), account.client.server_time_at(account.patience.clock())
    return None if made is None or now is None else now - made > age


def _made(row: Mapping[str, Any]) -> datetime | None:
    return instant(str(row.get("createdAt", "")))
