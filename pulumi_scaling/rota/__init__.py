"""Who is on call, at any instant: values in, values out.

Knows neither Pulumi, HTTP nor storage, and never asks what time it is. A `Rota` is a zone, its
layers and the overrides put on top; `on_call` answers for one instant, `shifts` and `timeline` for
a window, `next_handoff` says how long an answer stays true. `compare` tells two rotas apart, `load`
adds up what each person has, `cover` finds gaps in a promise, and `reach` climbs a chain. Every
instant may be given in any offset and comes back in UTC; every interval includes its start and
excludes its end.
"""

from .anchor import anchor
from .chain import Condition, Hours, Link, Window
from .clock import wall_clock
from .compare import Difference, compare, differences
from .cover import Cover, Gap, cover, cover_of
from .duty import OnCall, next_handoff, on_call
from .layer import Layer
from .load import NIGHT, Load, Tally, load
from .promise import Promise, Promised
from .reach_changes import ReachDifference, Reached, reach_changes, reaches
from .reached import Page, Reach, reach
from .rota import Override, Rota
from .shifts import Shift, shifts
from .sweep import Duty, timeline

__all__ = [
    "NIGHT",
    "Condition",
    "Cover",
    "Difference",
    "Duty",
    "Gap",
    "Hours",
    "Layer",
    "Link",
    "Load",
    "OnCall",
    "Override",
    "Page",
    "Promise",
    "Promised",
    "Reach",
    "ReachDifference",
    "Reached",
    "Rota",
    "Shift",
    "Tally",
    "Window",
    "anchor",
    "compare",
    "cover",
    "cover_of",
    "differences",
    "load",
    "next_handoff",
    "on_call",
    "reach",
    "reach_changes",
    "reaches",
    "shifts",
    "timeline",
    "wall_clock",
]
