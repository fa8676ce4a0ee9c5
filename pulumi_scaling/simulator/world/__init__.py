"""Everything one simulator knows: rows, time, ids and the positions of its switches."""

from . import moments
from .everything import World, zones
from .store import NameTaken, Row, Store, UnusableData
from .switches import FLIPPED, GENERATIONS, SWITCHES, Switches, UnknownSwitch

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
