"""Between the program's words and the wire: bodies, states, people, and what things are called.

Pure but for the list of users, which is asked for when somebody has to be known.
"""

from .aside import aside
from .bodies import body
from .handoffs import Told, named_by, nobody_named, odd_start, told
from .people import People, in_a_row, looks_spoken
from .starts import instant_of, instant_text, same_instant, timed, zone_called
from .states import (
    as_it_is,
    ids_of_people,
    in_order,
    inputs_in,
    resent,
    resolved_in,
    said_inline,
    settled,
)
from .titles import name_first, title
from .ways_out import ELSE, keeping_identity, taking_in

__all__ = [
    "ELSE",
    "People",
    "Told",
    "as_it_is",
    "aside",
    "body",
    "ids_of_people",
    "in_a_row",
    "in_order",
    "inputs_in",
    "instant_of",
    "instant_text",
    "keeping_identity",
    "looks_spoken",
    "name_first",
    "named_by",
    "nobody_named",
    "odd_start",
    "resent",
    "resolved_in",
    "said_inline",
    "same_instant",
    "settled",
    "taking_in",
    "timed",
    "title",
    "told",
    "zone_called",
]
