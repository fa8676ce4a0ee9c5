"""What only the end of a run can tell, when nothing more is to come.

Without a request: the engine gives a provider a second to end.
"""

from __future__ import annotations

from typing import Final

from .account import Account
from .rotas import handoffs_of

__all__ = ["farewell"]

CUT_SHORT: Final = (
    ". This run did not come to its end, so it may be the stack's own and about to be deleted: do "
    "not drop it before an up has succeeded"
)


def farewell(account: Account) -> None:
    """Tell who is on call and will not be, and name what an interrupted run has left behind."""
    run = account.run
    run.rotas.conclude()
    for line in handoffs_of(run.rotas.all(), run.zones, account.now()):
        account.tell_once(line)
    if sentence := run.waiting.sentence(run.called):
        account.warn_of(", ".join(run.waiting.names()), sentence)
    for sentence in run.foreseen.sentences(run):
        account.warn_of(sentence, sentence)
    for sentence in run.leftovers.remaining(
        lambda own: run.owns(own) or run.in_stack(own) or run.foreseen.knows(own)
    ):
        account.warn_once(sentence + (CUT_SHORT if run.cut_short else ""))
