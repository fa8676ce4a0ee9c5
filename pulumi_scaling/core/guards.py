"""Deletes that would open a hole in somebody's on-call are refused, with names.

Nothing is touched before the answer. `SCALING_CLOUD_FORCE=1` turns a refusal into a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.client import segment
from pulumi_scaling.errors import NotFound, Refused
from pulumi_scaling.model import object_in, rows_in

from .account import Account
from .settings import FORCE_VARIABLE

__all__ = ["refuse_if_on_call", "refuse_if_targeted"]

SCHEDULES = "/oncall/schedules"
POLICIES = "/escalation/policies"


def refuse_if_targeted(account: Account, schedule_id: str, name: str) -> None:
    """A schedule that policies still target would leave them paging nobody."""
    holders = [
        str(policy.get("name"))
        for policy in _opened(account, POLICIES)
        if any(
            object_in(layer, "target").get("scheduleId") == schedule_id
            for layer in rows_in(policy, "layers")
        )
    ]
    if holders:
        _refuse(
            account,
            f"the {name} is still targeted by the escalation "
            f"{'policies' if len(holders) > 1 else 'policy'} {_named(holders)}, which would page "
            "nobody; point them elsewhere first",
        )


def refuse_if_on_call(account: Account, user_id: str, name: str) -> None:
    """A person whom rotations or targets still name would be paged and not there."""
    holders = [
        f"{schedule.get('name')}/{layer.get('name')}"
        for schedule in _opened(account, SCHEDULES)
        for layer in rows_in(schedule, "layers")
        if user_id in (layer.get("participantIds") or ())
    ]
    holders += [
        f"{policy.get('name')} at {layer.get('position')}"
        for policy in _opened(account, POLICIES)
        for layer in rows_in(policy, "layers")
        if user_id in (object_in(layer, "target").get("userIds") or ())
    ]
    if holders:
        _refuse(
            account,
            f"{name} is still on call in {_named(holders)}; take them off these first",
        )


def _opened(account: Account, path: str) -> list[Mapping[str, Any]]:
    """Each object of a list with its layers; one that vanishes meanwhile holds nobody."""
    found: list[Mapping[str, Any]] = []
    for row in account.listed(path):
        try:
            found.append(account.read(f"{path}/{segment(str(row['id']))}"))
        except NotFound:
            continue
    return found


def _refuse(account: Account, sentence: str) -> None:
    if account.settings.force:
        account.warn(f"{sentence} (done all the same, since {FORCE_VARIABLE}=1)")
        return
    raise Refused(f"{sentence}, or set {FORCE_VARIABLE}=1 to go through with it")


def _named(holders: list[str]) -> str:
    return ", ".join(repr(holder) for holder in holders)
