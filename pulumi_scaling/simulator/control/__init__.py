"""The hidden door: seeds, time, faults and switches, for whoever runs the simulator."""

from . import control_routes, defaults, elsewhere, seeds
from .control import Control
from .defaults import (
    ADMIN_KEY,
    EXPIRED_KEY,
    MEMBER_KEY,
    ORGANIZATION,
    OTHER_KEY,
    OTHER_ORGANIZATION,
    SECOND_KEY,
)
from .gardener import BadSeed

__all__ = [
    "ADMIN_KEY",
    "EXPIRED_KEY",
    "MEMBER_KEY",
    "ORGANIZATION",
    "OTHER_KEY",
    "OTHER_ORGANIZATION",
    "SECOND_KEY",
    "BadSeed",
    "Control",
    "control_routes",
    "defaults",
    "elsewhere",
    "seeds",
]
