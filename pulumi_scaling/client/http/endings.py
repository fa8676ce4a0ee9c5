"""What a request came to that was not answered as it was wanted, as an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pulumi_scaling.errors import ConnectionFailed, ScalingError, Unreadable

from .denials import refusal
from .wire import Answer, Failure

__all__ = ["UNSURE", "ended"]

REACH: Final = "check the network and the base URL, then run it again"
UNSURE: Final = "it may have been carried out all the same: look before you send it again"


def ended(
    got: Answer | Failure,
    what: str,
    base_url: str,
    *,
    attempts: int,
    unsure: bool,
    repeatable: bool,
    hide: Callable[[Any], Any],
) -> ScalingError:
    """The error after the last attempt; `unsure` is whether one may have been carried out."""
    advice = UNSURE if unsure and not repeatable else ""
    if isinstance(got, Answer):
        if got.status < 400:
            return Unreadable(
                f"{what} answered with a redirect ({got.status}), which is not followed with "
                f"the key; check the base URL {base_url}"
            )
        return refusal(
            status=got.status,
            body=hide(got.body),
            what=what,
            retry_after=got.outcome.retry_after,
            advice=advice,
        )
    tries = f" after {attempts} attempts" if attempts > 1 else ""
    if got.hopeless and repeatable:
        return Unreadable(f"{got.reason}, {what}; is the base URL right?")
    error = ConnectionFailed(f"{got.reason}, {what}{tries}; {advice or REACH}", ambiguous=unsure)
    error.general = "" if advice else REACH
    error.for_good = got.endless
    return error
