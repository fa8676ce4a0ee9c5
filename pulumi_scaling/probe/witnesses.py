"""Everything that a look can tell: each aspect of each guess, said once."""

from __future__ import annotations

from typing import Final

from .aspects import Aspect
from .chain_witnesses import CHAINS
from .envelope_witnesses import ENVELOPES
from .object_witnesses import OBJECTS
from .people_witnesses import PEOPLE
from .rotation_witnesses import ROTATIONS
from .write_witnesses import CHANGING

__all__ = ["ASPECTS"]

ASPECTS: Final[tuple[Aspect, ...]] = (
    *ENVELOPES,
    *OBJECTS,
    *PEOPLE,
    *CHANGING,
    *ROTATIONS,
    *CHAINS,
)
