"""The other generation of policies: a chain is a list of steps in the policy, replaced as a whole.

A step pages schedules only, counts seconds, and may have a condition; a layer pages people, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.model import Dialect, is_object

__all__ = ["STEPS"]

Row = Mapping[str, Any]
LEAST_SECONDS: Final = 60


def _read(step: Row) -> dict[str, Any]:
    """A step as a layer. Seconds that are no whole minutes stay a fraction, which is drift."""
    seconds = step.get("escalateAfterSeconds")
    minutes = seconds / LEAST_SECONDS if isinstance(seconds, (int, float)) else seconds
    return {
        **step,
        "ackTimeoutMinutes": minutes,
        "target": {"type": step.get("targetType"), "scheduleId": step.get("targetId")},
    }


def _write(layer: Row, position: int) -> dict[str, Any]:
    """A layer as a step."""
    return {
        "position": position,
        "targetType": "schedule",
        "targetId": layer["target"]["scheduleId"],
        "escalateAfterSeconds": round(layer["ackTimeoutMinutes"] * LEAST_SECONDS),
        "condition": layer.get("condition"),
    }


def _unsayable(layer: Row) -> str | None:
    target = layer.get("target")
    if is_object(target) and target.get("type") == "users":
        return (
            "pages people by name, and this account's policies hold steps, which page schedules "
            "only: make a schedule with a layer for these people and target that"
        )
    return None


def _own(layer: Row) -> str | None:
    if layer.get("condition") is not None:
        return (
            "is a condition, and this account's policies hold layers, which know none: leave it "
            "out, or put it on the schedule by layers that end and begin"
        )
    return None


STEPS: Final = Dialect(
    within="steps",
    read=_read,
    write=_write,
    unsayable=_unsayable,
    own=_own,
    apart="this account's policies hold their chain as a list of steps, of which none can be made "
    "by itself: say them all with EscalationPolicy(..., layers=[...]) and leave PolicyLayer out",
)
