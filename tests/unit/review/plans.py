"""Plans as the engine printed them: `pulumi preview --json --show-sames` of CLI 3.255.

Recorded against the simulator and left as they were, but for where in a program things stand.
"""

from __future__ import annotations

import json
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from pulumi_scaling.review.plan import Plan, plan_of
from pulumi_scaling.review.worlds_read import Worlds, worlds

RECORDED = Path(__file__).parent / "recorded"
WHOLE = sorted(path.stem for path in RECORDED.glob("*.json") if path.stem != "failed")
NOW = datetime(2026, 11, 26, 10, tzinfo=timezone.utc)


def recorded(name: str) -> Any:
    """What was printed."""
    return json.loads((RECORDED / f"{name}.json").read_text())


def plan(name: str) -> Plan:
    return plan_of(recorded(name), name)


def seen(*names: str, now: datetime = NOW) -> Worlds:
    return worlds([plan(name) for name in names], now=now)
