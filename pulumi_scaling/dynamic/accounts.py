"""One account a process for each key and address, shared by every resource and thread."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Mapping
from typing import Final

import pulumi

from pulumi_scaling.core import SNAPSHOT_SECONDS, Account, Settings, farewell

from .engine import stop_without_engine
from .phases import first_time, foretell, foretold, limited

__all__ = ["account_for"]

_lock: Final = threading.Lock()
_speaking: Final = threading.Lock()
"""Four threads warn, and the text and the end of a line are written separately."""
_accounts: Final[dict[Settings, Account]] = {}


def account_for(
    config: Mapping[str, str | None], *, snapshot_seconds: float = SNAPSHOT_SECONDS
) -> Account:
    """The account that a stack's config and this process's environment name."""
    settings = Settings.of(config, os.environ)
    with _lock:
        if not _accounts:
            # The engine shows what a provider says while it ends.
            atexit.register(_farewell)
        if settings not in _accounts:
            from pulumi_scaling.resources import CATALOG

            account = _accounts[settings] = Account(
                settings,
                kinds=CATALOG,
                warn=_warn,
                tell=_tell,
                caution=_caution,
                before_write=stop_without_engine,
                snapshot_seconds=snapshot_seconds,
            )
            account.run.limited = limited()
            account.run.departures.foretold_by(foretold)
        return _accounts[settings]


def _farewell() -> None:
    for account in _accounts.values():
        farewell(account)
        if not account.run.cut_short:
            foretell(account.run.departures.leaving())


def _warn(sentence: str) -> None:
    with _speaking:
        pulumi.log.warn(f"scaling: {sentence}")


def _caution(sentence: str, about: str) -> None:
    # What an up and its preview both find is said in the words of whichever comes first.
    if first_time(about):
        _warn(sentence)


def _tell(sentence: str) -> None:
    # An up with a preview compares everything a second time, in another process.
    if first_time(sentence):
        with _speaking:
            sys.stderr.write(f"scaling: {sentence}\n")
            sys.stderr.flush()
