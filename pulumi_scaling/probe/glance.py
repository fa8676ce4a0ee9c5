"""The shortest look there is, for `doctor`: two requests, and what differs as far as they tell."""

from __future__ import annotations

from typing import Final

from pulumi_scaling.patience import Patience

from .looking import look
from .probe_verdicts import verdicts
from .sender import Sending

__all__ = ["glance"]

ASKED: Final = ("list_escalation_policies", "get_escalation_policy")
MOST: Final = 3


def glance(base_url: str, key: str, *, within: float) -> list[str]:
    """What is not as it was assumed, each in a few words; a request takes some seconds at most."""
    patience = Patience(sleep=lambda _: None)
    send = Sending(base_url, key, most=MOST, within=within, patience=patience)
    try:
        found = verdicts(look(send, only=ASKED))
    finally:
        send.close()
    return [
        f"{verdict.assumption}, {part.aspect.about}: {part.told.seen}"
        for verdict in found
        for part in verdict.parts
        if part.told is not None and not part.told.holds
    ]
