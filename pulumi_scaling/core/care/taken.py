"""A name that is taken: what has it, as far as the run knows, and the one way out that fits.

Several causes look the same to the API. The run knows more: whether the stack has the object and
under which name, whether the program goes on with it, and how old it is. Whether another stack has
it nobody tells, and to take it from there would wake the wrong people: a way out that takes names
its condition. What fits less is on the page of the errors.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.run import TAKE_OVER_VARIABLE, Account
from pulumi_scaling.core.words import ELSE, keeping_identity, taking_in
from pulumi_scaling.errors import Conflict
from pulumi_scaling.model import Kind

from .ages import RECENT, older_than

__all__ = ["after_a_cut", "note_holder", "of_stack", "way_out"]


def note_holder(account: Account, kind: Kind, error: Conflict, row: Mapping[str, Any]) -> None:
    """Let the error tell what has the name, and what this run knows of that."""
    own, run = str(row["id"]), account.run
    error.held_by = own
    error.held_as = str(row.get(kind.fields[kind.natural_key or ""].wire))
    if run.owns(own) or run.goes_on_with(own):
        error.held_how = "run"
        return
    error.held_called, told = of_stack(account, kind, own, error.held_as)
    error.held_outside = told
    if error.held_called or run.in_stack(own):
        error.held_how = "stack"
    elif older_than(account, row, RECENT) is not True:
        error.held_how = "recent"


def of_stack(account: Account, kind: Kind, own: str, name: str = "") -> tuple[str | None, bool]:
    """What the stack calls the resource that has an object, and whether it was told of all it has.

    A state says its own id where it lies in something else, and else the name.
    """
    by = next((each for each, spec in kind.outputs.items() if spec.wire == "id"), None)
    said = (by, own) if by else (kind.natural_key or "", name)
    before = account.run.predecessors
    before.of(kind.name, *said)
    return before.called(kind.name, *said), before.all_told


def way_out(error: Conflict, doing: str, kind: Kind, values: Mapping[str, Any]) -> str:
    """What has the name, and what to do."""
    name, own = str(values.get(kind.natural_key or "", "")), error.held_by
    if own is None:
        return f"what has it cannot be seen; choose another name {ELSE}"
    if doing != "created":
        return f"it is {own}, {_whose(error)}: choose another name {ELSE}"
    if error.lost_before:
        return (
            f"it is {own}; an earlier attempt of this run may have made it, since its answer was "
            f"lost: {_taking_over(own)} {ELSE}"
        )
    if error.held_as and error.held_as != name:
        return (
            f"it is {own}, called {error.held_as!r}, which the API holds to be the same "
            f"name: choose another one {ELSE}"
        )
    return f"it is {own}, {_by_what_is_known(error, own, name)}"


def _whose(error: Conflict) -> str:
    if error.held_how == "run":
        return "which another resource of this run has"
    if error.held_how == "stack":
        return f"{error.held_called!r} in this stack" if error.held_called else "in this stack"
    return f"not {'in this stack' if error.held_outside else 'known to this run'}"


def _by_what_is_known(error: Conflict, own: str, name: str) -> str:
    whose = _whose(error)
    if error.held_how == "run":
        return f"{whose}: give each a name of its own"
    if error.held_how == "stack":
        same = keeping_identity(error.held_called)
        return f"{whose} and another resource of the program now: {same} {ELSE}"
    if error.held_how == "recent":
        return f"recent and {whose}: {after_a_cut(own, sure=error.held_outside)} {ELSE}"
    return (
        f"{whose}: if no other stack has it, {taking_in(name)} shows what differs and takes it "
        f"into this one {ELSE}"
    )


def after_a_cut(own: str, *, sure: bool) -> str:
    """How to go on with what an earlier run has made; `sure` is that this stack has it not."""
    return f"if {'its last run' if sure else 'the last'} was cut short, {_taking_over(own)}"


def _taking_over(own: str) -> str:
    return f"`{TAKE_OVER_VARIABLE}={own} pulumi up` goes on with it"
