"""What will change, by each field's own equality.

Without a request, with one exception: a kind whose objects move on by themselves may look.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pulumi_scaling.core.care import Lent
from pulumi_scaling.core.run import Account, Place
from pulumi_scaling.core.words import said_inline, title
from pulumi_scaling.model import Kind

from .comparing import Change, compared
from .inline import given_up
from .telling import tell

__all__ = ["diff"]


def diff(
    account: Account, kind: Kind, id_: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
) -> Change:
    """Compare, and note for the order of siblings where the program wants this one.

    Only after a check: in a refresh the engine passes the inputs of the last run as if they were
    new, and those say nothing about what is wanted now.
    """
    place, run = Place.at(account, kind, id_), account.run
    if zone := kind.zone_field:
        run.zoned(place.own, state.get(zone), inputs.get(zone))
    change = compared(place, state, inputs)
    if kind.natural_key in change.fields and not change.replaces:
        run.renames(place.own, inputs.get(kind.natural_key))
    run.met(place.own, title(kind, state, id_))
    run.departures.stays(kind, state)
    said = run.says(kind, inputs)
    if said is None:
        return change
    tell(place, state, inputs, change, hidden=run.hides(said))
    if not change.replaces:
        run.compared(place.own, said, state)
    if said_inline(kind, inputs) is not None:
        # The deletes of those who had it one by one come last, or in a later run.
        run.inlines(place.own)
    elif said_inline(kind, state) is None:
        given_up(place, state)
    if kind.order:
        _tell_of_strays(place)
        if not change.replaces and _displaced(place, inputs) and not change:
            return Change(("position",))
    if not change and kind.verbs and _moved(account, kind, id_, state):
        return Change(("status",))
    return change


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
