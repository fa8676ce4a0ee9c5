"""What will change, by each field's own equality.

Without a request, with one exception: a kind whose objects move on by themselves may look.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pulumi_scaling.core.care import Lent
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import People, resolved_in, said_inline, title
from pulumi_scaling.model import Kind

__all__ = ["Change", "changes", "diff"]


@dataclass(frozen=True)
class Change:
    """The fields that differ, in the order of their declaration."""

    fields: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.fields)


def diff(
    account: Account, kind: Kind, id_: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Change:
    """Compare, and note for the order of siblings where the program wants this one.

    Only after a check: in a refresh the engine passes the inputs of the last run as if they were
    new, and those say nothing about what is wanted now.
    """
    change = changes(kind, state, inputs, account.people)
    place, run = Place.at(account, kind, id_), account.run
    run.met(place.own, title(kind, state, id_))
    said = run.says(kind, inputs)
    if said is None:
        return change
    if not change.replaces:
        run.compared(place.own, said, state)
    if said_inline(kind, inputs) is not None:
        # The deletes of those who had it one by one come last, or in a later run.
        run.inlines(place.own)
    if kind.order:
        _tell_of_strays(place)
        if not change.replaces and _displaced(place, inputs) and not change:
            return Change(("position",))
    if not change and kind.verbs and _moved(account, kind, id_, state):
        return Change(("status",))
    return change


def changes(
    kind: Kind, state: Mapping[str, Any], inputs: Mapping[str, Any], people: People | None
) -> Change:
    """Compare what a stack holds with what the program says."""
    resolved = resolved_in(kind, state)

    def person(spelling: str) -> str:
        if "@" not in spelling:
            return spelling
        known = resolved.get(spelling.casefold())
        return known or (people.compared(spelling) if people else spelling.casefold())

    inside = kind.inline.field if kind.inline else None
    changed = tuple(
        name
        for name, spec in kind.fields.items()
        # Not to say anything of it is another thing than to say that nothing is in it.
        if (name == inside and (state.get(name) is None) is not (inputs.get(name) is None))
        or not spec.shape.same(state.get(name), inputs.get(name), person)
    )
    replaces = {*kind.parents, *kind.replaces}
    return Change(changed, tuple(name for name in changed if name in replaces))


def _displaced(place: Place, inputs: Mapping[str, Any]) -> bool:
    """Claim the place that the program says, and tell whether nobody is about to bring it there.

    Siblings written before this one arrived could not know where it belongs.
    """
    siblings = place.siblings
    rank = siblings.rank(inputs)
    if rank is None:
        return False
    siblings.refuse_second(inputs, rank, place.own)
    return not siblings.claim(place.own, rank) and siblings.disturbed


def _tell_of_strays(place: Place) -> None:
    strays = place.run.strays
    for own in strays.of(place.parent):
        if not place.run.knows(own):
            place.account.warn_once(strays.sentence(place.kind, place.parent, own))


def _moved(account: Account, kind: Kind, id_: str, state: Mapping[str, Any]) -> bool:
    if kind.verbs and account.advises:
        with account.advice("whether invitations were accepted"):
            return kind.verbs.moved(Lent(account, kind), id_, dict(state))
    return False
