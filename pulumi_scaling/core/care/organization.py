"""Whose account it is: where a 404 comes from, and where something new would go to.

Ids of another organization answer 404 as well. Believing that such an object is gone would drop
every resource from the stack and make all of them again in the wrong organization.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.run import ORGANIZATION, USERS, Account
from pulumi_scaling.core.words import title
from pulumi_scaling.errors import NotAuthorized, Refused
from pulumi_scaling.model import Kind

__all__ = ["prove_key", "prove_ours", "strange_key", "strange_to_stack"]


def prove_ours(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> None:
    """Return if the key's organization is the resource's; stop with a sentence if not or unsure."""
    ours, held = account.org_id(), state.get("org_id")
    subject = title(kind, state, id_, account.run.called)
    if ours is not None and held is not None:
        if ours == held:
            return
        raise Refused(
            f"the {subject} belongs to the organization {held}, and the key to {ours}: nothing was "
            f"changed and the state keeps it; use a key of {held}"
        )
    users = {str(user.get("id")) for user in account.listed(USERS)}
    known = {state.get("created_by"), state.get("known_by"), *(state.get("participant_ids") or ())}
    if users & known:
        return
    raise Refused(
        f"the {subject} was not found, and whether the key belongs to its organization "
        f"{f'{held} ' if held else ''}cannot be told, since the account is empty; nothing was "
        "changed and the state keeps it. If it is really gone, run `pulumi state delete <urn>`"
    )


def prove_key(account: Account, kind: Kind, inputs: Mapping[str, Any]) -> None:
    """Stop a create with the key of another organization than that of the stack.

    Where nobody answers whose key it is, nothing is made: it could be made elsewhere.
    """
    if wrong := strange_key(account):
        raise Refused(f"the {title(kind, inputs)} was not created: {wrong}")
    held = account.run.org_id
    if held is None or kind.parents:
        return  # Another organization has no such parent.
    try:
        ours = account.org_id()
    except NotAuthorized:
        return  # It may write and not look.
    if wrong := _strange(held, ours):
        raise Refused(f"the {title(kind, inputs)} was not created: {wrong}")


def strange_key(account: Account, held: str | None = None) -> str | None:
    """What stands against a key in a stack that says whose organization it is; None if nothing.

    Or in one of which that is known by what it holds.
    """
    wanted = account.settings.organization
    ours = account.told_org_id() if wanted or held else None
    if not ours or ours == wanted:
        return None
    if wanted:
        return (
            f"{ORGANIZATION} of this stack is {wanted}, and the key is of {ours}; "
            f"use a key of {wanted}"
        )
    return _strange(held, ours)


def strange_to_stack(account: Account) -> str | None:
    """The same by what the run has compared and was told so far, without a request."""
    return _strange(account.run.org_id, account.seen_org_id)


def _strange(held: str | None, ours: str | None) -> str | None:
    if not held or not ours or held == ours:
        return None
    return (
        f"what the stack has belongs to the organization {held}, and the key to {ours}; "
        f"use a key of {held}"
    )
