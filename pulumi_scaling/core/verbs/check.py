"""Judging the inputs of one resource: offline always, against the account where possible."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from pulumi_scaling import model
from pulumi_scaling.core.care import leave_out, live_check
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import said_inline, title
from pulumi_scaling.model import Checked, Kind, Problem, holds_unknown

from .telling import tell_of_starts
from .whole import misfits

__all__ = ["check"]


def check(
    account: Account,
    kind: Kind,
    olds: Mapping[str, Any],
    news: Mapping[str, Any],
    *,
    hidden: Collection[str] = (),
) -> Checked:
    """Find every mistake at once, and normalise what is right.

    Runs twice for a replacement, the second time without `olds`. `hidden` are the inputs that the
    program keeps secret.
    """
    checked = model.check(kind.inputs, news)
    if not checked.problems:
        checked.inputs = leave_out(account, kind, checked.inputs, olds, hidden=hidden)
        checked.problems += live_check(account, kind, checked.inputs, olds, hidden)
        checked.problems += _misfits(account, kind, checked.inputs)
    for warning in checked.warnings:
        account.warn_once(f"{title(kind, checked.inputs)}: {warning.path}: {warning.sentence}")
    if kind.natural_key == "email":
        account.people.invites(checked.inputs.get("email"))
    secret = _hides_people(kind, hidden)
    account.run.checked(kind, checked.inputs, hidden=secret)
    if not checked.problems:
        _announce(account, kind, checked.inputs)
        tell_of_starts(account, kind, olds, checked.inputs, hidden=secret)
    return checked


def _hides_people(kind: Kind, hidden: Collection[str]) -> bool:
    """Tell whether the program keeps secret who takes turns."""
    people = kind.turns.people if kind.turns else kind.inline.field if kind.inline else ""
    return people in hidden


def _misfits(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> list[Problem]:
    """What is said inline and the account is known not to take."""
    layers = said_inline(kind, inputs)
    known = kind.inline and layers and not holds_unknown(layers)
    return misfits(Place.of(account, kind, inputs), layers) if known and layers else []


def _announce(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> None:
    """Let whoever writes the order of a chain know that one more claim is on its way."""
    if kind.order and isinstance(inputs[kind.parent or ""], str):
        siblings = Place.of(account, kind, inputs).siblings
        if (rank := siblings.rank(inputs)) is not None:
            siblings.claims.announce(rank)
