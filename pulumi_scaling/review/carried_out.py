"""A plan as it will be carried out: without those who have not accepted their invitation.

A preview that could not ask the account has them on their rosters; a review with a key can ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pulumi_scaling.core import Account, leave_out
from pulumi_scaling.model import WAITING
from pulumi_scaling.resources import by_name

from .plan import Plan, Resource

__all__ = ["TOUCHED", "carried_out"]

TOUCHED: Final = frozenset({"create", "update", "replace"})


def carried_out(plans: Sequence[Plan], account: Account) -> tuple[Plan, ...]:
    """All of them, as an up with this account would check their inputs."""
    for plan in plans:
        for member in plan.of("Member"):
            account.people.invites(member.after.inputs.get("email") if member.after else None)
    return tuple(
        replace(plan, resources=tuple(_carried_out(each, account) for each in plan.resources))
        for plan in plans
    )


def _carried_out(one: Resource, account: Account) -> Resource:
    if one.op not in TOUCHED or one.after is None:
        return one
    said = one.after.inputs
    will = leave_out(account, by_name[one.kind], said, {})
    before, out = said.get(WAITING) or (), will.get(WAITING) or ()
    if out == before:
        return one
    will[WAITING] = [*before, *out]
    return replace(one, after=replace(one.after, inputs=will))
