"""Judging the inputs of one resource: offline always, against the account where possible."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling import model
from pulumi_scaling.model import Checked, Kind

from .account import Account
from .explain import title
from .live import live_check
from .places import collection

__all__ = ["check"]


def check(
    account: Account,
    kind: Kind,
    olds: Mapping[str, Any],
    news: Mapping[str, Any],
) -> Checked:
    """Find every mistake at once, and normalise what is right.

    Runs twice for a replacement, the second time without `olds`.
    """
    checked = model.check(kind.inputs, news)
    if not checked.problems:
        checked.problems += live_check(account, kind, checked.inputs, olds)
    for warning in checked.warnings:
        account.warn_once(f"{title(kind, checked.inputs)}: {warning.path}: {warning.sentence}")
    if kind.natural_key == "email" and isinstance(checked.inputs.get("email"), str):
        account.people.invited_here.add(checked.inputs["email"].casefold())
    account.strays.over()
    account.expect(kind, checked.inputs)
    if not checked.problems:
        _announce(account, kind, checked.inputs)
    return checked


def _announce(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> None:
    """Let whoever writes the order of a chain know that one more claim is on its way."""
    position = inputs.get("position")
    if kind.order and isinstance(position, int) and isinstance(inputs[kind.parent or ""], str):
        chain = account.chains[collection(kind, inputs)]
        chain.announce(position - kind.order.first)
