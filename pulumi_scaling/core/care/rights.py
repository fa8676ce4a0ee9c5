"""A key that the API does not accept, found before anything is written.

Only where something is about to be: a resource that nobody touches must not block a run.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from pulumi_scaling.core.run import NOT_ACCEPTED, Account
from pulumi_scaling.errors import NotAuthorized
from pulumi_scaling.model import Problem

from .explain import credentials

__all__ = ["looking", "said_to_one", "unwritable"]

UNCHECKED: Final = "at the account, so people, ids and names were not checked"


@contextmanager
def looking(account: Account) -> Generator[None]:
    """Look at the account for a check: what fails is advice, unless the key is not accepted."""
    with account.advice(UNCHECKED):
        try:
            yield
        except NotAuthorized as refused:
            if refused.status != NOT_ACCEPTED:
                raise
            account.refuses_key(refused)


def unwritable(account: Account) -> list[Problem]:
    """What stands against every write with this key."""
    if (refused := account.refusal) is None:
        return []
    remedy = credentials(refused, account.settings)
    told = f"cannot be written: {refused}" + (f"; {remedy}" if remedy else "")
    return said_to_one(account, told)


def said_to_one(account: Account, sentence: str) -> list[Problem]:
    """What is the same for all resources of a run is a problem of the first."""
    return [Problem("", sentence)] if account.first(sentence) else []
