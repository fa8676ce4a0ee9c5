"""What keeps a write from doing harm: lost answers, guards, whose account it is, and words for it.

Asks a run and its account; changes nothing but to undo what a create could not finish.
"""

from .explain import dropping, explained
from .guards import holders, reasons, refuse_if_held
from .lent import Lent
from .live import live_check
from .lost import as_asked, post_once
from .missing import missing, only
from .organization import prove_key, prove_ours, strange_key
from .parting import refuse_in_part
from .pending import leave_out
from .recognition import Pair, reached, recognised
from .running_turns import (
    Setting,
    Start,
    assumed_kept,
    counted_from,
    keeps,
    layer_held,
    layer_of,
    rank_held,
    spelled,
    turns_of,
    wanted_start,
    would_move,
)
from .strangers import named_alike, refuse_twin, strangers, undo, wait_for_owners
from .suspects import suspect
from .taken import note_holder

__all__ = [
    "Lent",
    "Pair",
    "Setting",
    "Start",
    "as_asked",
    "assumed_kept",
    "counted_from",
    "dropping",
    "explained",
    "holders",
    "keeps",
    "layer_held",
    "layer_of",
    "leave_out",
    "live_check",
    "missing",
    "named_alike",
    "note_holder",
    "only",
    "post_once",
    "prove_key",
    "prove_ours",
    "rank_held",
    "reached",
    "reasons",
    "recognised",
    "refuse_if_held",
    "refuse_in_part",
    "refuse_twin",
    "spelled",
    "strange_key",
    "strangers",
    "suspect",
    "turns_of",
    "undo",
    "wait_for_owners",
    "wanted_start",
    "would_move",
]
