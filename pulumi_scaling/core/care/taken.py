"""A name that is taken: what has it, as far as the run knows, and the one way out that fits.

Several causes look the same to the API. The run knows more: whether the stack has the object,
whether the program goes on with it, and how old it is. What fits less is on the page of the errors.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any, Final

from pulumi_scaling.core.run import TAKE_OVER_VARIABLE, Account
from pulumi_scaling.errors import Conflict
from pulumi_scaling.model import Kind

from .ages import RECENT, older_than

__all__ = ["ALIAS", "note_holder", "way_out"]

ALIAS: Final = "opts=pulumi.ResourceOptions(aliases=[pulumi.Alias(name='<its old name>')])"
ELSE: Final = "(else see errors.md#a-name-that-is-taken)"


def note_holder(account: Account, kind: Kind, error: Conflict, row: Mapping[str, Any]) -> None:
    """Let the error tell what has the name, and what this run knows of that."""
    own, run = str(row["id"]), account.run
    error.held_by = own
    error.held_as = str(row.get(kind.fields[kind.natural_key or ""].wire))
    if run.owns(own) or run.goes_on_with(own):
        error.held_how = "run"
    elif run.in_stack(own):
        error.held_how = "stack"
    elif older_than(account, row, RECENT) is not True:
        error.held_how = "recent"


def way_out(error: Conflict, doing: str, kind: Kind, values: Mapping[str, Any]) -> str:
    """What has the name, and what to do."""
    if doing != "created":
        return "choose another name, or rename the other one first"
    name, own = str(values.get(kind.natural_key or "", "")), error.held_by
    if own is None:
        return f"what has it cannot be seen; choose another name {ELSE}"
    if error.lost_before:
        return (
            f"it is {own}; an earlier attempt of this run may have made it, since its answer was "
            f"lost: {_taking_over(own)} {ELSE}"
        )
    if error.held_as and error.held_as != name:
        return (
            f"it is {own}, called {error.held_as!r}, which the API holds to be the same "
            "name; choose another one, or write it in the same letters to go on from there"
        )
    return f"it is {own}{_by_what_is_known(error.held_how, own, name)}"


def _by_what_is_known(how: str, own: str, name: str) -> str:
    if how == "run":
        return ", which another resource of this run has: give each a name of its own"
    if how == "stack":
        return (
            " and in this stack under another resource name, as after a rename in the "
            f"program: keep its identity with {ALIAS} {ELSE}"
        )
    if how == "recent":
        return f", made within the last day, as by an interrupted run: {_taking_over(own)} {ELSE}"
    return (
        ", not known to this run: `pulumi-scaling adopt --fill adopt.json --import "
        f"{shlex.quote(name)}` shows what differs and takes it into this stack {ELSE}"
    )


def _taking_over(own: str) -> str:
    return f"`{TAKE_OVER_VARIABLE}={own} pulumi up` goes on with it"
