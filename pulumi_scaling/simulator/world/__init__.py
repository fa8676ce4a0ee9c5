"""Everything one simulator knows: rows, time, ids and the positions of its switches."""

from pulumi_scaling.assumed import FLIPPED, GENERATIONS, SWITCHES, UnknownSwitch

from . import moments
from .everything import World, zones
from .store import NameTaken, Row, Store, UnusableData
from .switches import Switches

__all__ = [
    "FLIPPED",
    "GENERATIONS",
    "SWITCHES",
    "NameTaken",
    "Row",
    "Store",
    "Switches",
    "UnknownSwitch",
    "UnusableData",
    "World",
    "moments",
    "zones",
]
