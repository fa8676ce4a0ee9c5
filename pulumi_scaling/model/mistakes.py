"""Every mistake of one set of inputs at once, offline.

Each shape judges its own value, so that one mistake does not hide the next, and steps over what is
still unknown. The sentences read after the engine's own ``property 'x' value {…} has a problem:``.
"""

from __future__ import annotations

from .declaring import Fields, Values
from .problems import Checked
from .shapes import object_of

__all__ = ["check"]


def check(cls: type[Fields], values: Values) -> Checked:
    """Judge the inputs a program gave for one resource."""
    done = Checked()
    done.inputs = object_of(cls).judged(values, "", done)
    return done
