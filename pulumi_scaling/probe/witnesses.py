"""Everything that a look can tell: each aspect of each guess, said once."""

from __future__ import annotations

from typing import Final

from .aspects import Aspect
from .chains import CHAINS
from .changing import CHANGING
from .envelopes import ENVELOPES
from .objects import OBJECTS

__all__ = ["ASPECTS"]

ASPECTS: Final[tuple[Aspect, ...]] = (*ENVELOPES, *OBJECTS, *CHANGING, *CHAINS)
