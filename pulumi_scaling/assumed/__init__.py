"""What is only assumed about the API, as names: switches, and the file that says how they stand.

Shared by the simulator, which behaves so, and by `probe`, which asks an account. Knows neither.
"""

from .switch_files import BadSwitches, Positions, positions_in, positions_of, text_of
from .switch_table import (
    DEFAULTS,
    FLIPPED,
    GENERATIONS,
    SWITCHES,
    Position,
    Switch,
    UnknownSwitch,
    checked,
    switch_named,
)

__all__ = [
    "DEFAULTS",
    "FLIPPED",
    "GENERATIONS",
    "SWITCHES",
    "BadSwitches",
    "Position",
    "Positions",
    "Switch",
    "UnknownSwitch",
    "checked",
    "positions_in",
    "positions_of",
    "switch_named",
    "text_of",
]
