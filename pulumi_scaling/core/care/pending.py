"""Leaving people out of rosters who were invited and have not accepted, until they do.

The API takes nobody onto a roster who is no user yet. A check takes them out of what the program
says, as long as somebody else is left there, and says beside it who they are. All that follows is
about those who really take turns; once somebody has accepted, the next check leaves them in, and
that is a change as any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from typing import Any

from pulumi_scaling.core.run import Account
from pulumi_scaling.core.words import title
from pulumi_scaling.model import WAITING, Kind, folded, holds_unknown
from pulumi_scaling.previews import SECRET_TEXT

from .rights import looking

__all__ = ["leave_out"]

Values = Mapping[str, Any]
Where = tuple[str | int, ...]
"""Of a roster inside the inputs."""


def leave_out(
    account: Account, kind: Kind, inputs: Values, olds: Values, *, hidden: Collection[str] = ()
) -> dict[str, Any]:
    """The inputs as far as they can be carried out now, and in `waiting` who is left out of them.

    Whom the stack left out before stays out where the account cannot be asked, or shows a key that
    may not see invitations nobody: that somebody waits is no reason to stop.
    """
    given = dict(inputs)
    if not kind.waits or account.settings.pending_people == "refuse":
        return given
    before = {folded(who) for who in olds.get(WAITING) or ()}
    asked = {name for name, value in given.items() if value != olds.get(name)}
    rosters = [each for each in _rosters(kind, given) if each[0] in asked]
    found = dict[str, bool]()
    if rosters and account.advises:
        with looking(account):
            found = {who: _waits(account, who, before) for who in _named(given, rosters)}
    left, out = deepcopy(given), dict[str, None]()
    for where in rosters:
        roster = _at(left, where)
        waiting = [who for who in roster if found.get(who, folded(who) in before)]
        # A roster of nobody else is refused, by who looks at people next.
        if len(waiting) < len(roster):
            roster[:] = [who for who in roster if who not in waiting]
            out |= dict.fromkeys(waiting)
    if out:
        secret = any(where[0] in hidden for where in rosters)
        above = given.get(kind.parent or "")
        account.run.waiting.note(title(kind, given), above, [*out], hidden=secret)
        left[WAITING] = [SECRET_TEXT] * len(out) if secret else [*out]
    return left


def _rosters(kind: Kind, inputs: Values) -> Iterator[Where]:
    """Each list of people that is wholly known."""
    places = (leaf.place[:-1] for leaf in kind.shape.leaves(inputs) if leaf.shape.person)
    for where in dict.fromkeys(places):
        if not holds_unknown(_at(inputs, where)):
            yield where


def _named(inputs: Values, rosters: list[Where]) -> dict[str, None]:
    return dict.fromkeys(str(who) for where in rosters for who in _at(inputs, where))


def _waits(account: Account, who: str, before: Collection[str]) -> bool:
    """Tell whether somebody has been invited, by whomever, and is no user yet."""
    people = account.people
    if people.pending(who):
        return True
    if folded(who) not in before or people.problem(who) is None:
        return False
    if people.lapsed(who):
        account.run.waiting.lapsed(who)
    return True


def _at(values: Any, where: Where) -> Any:
    for part in where:
        values = values[part]
    return values
