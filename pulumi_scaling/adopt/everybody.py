"""The people of an account: how they are named, and as resources for those who ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pulumi_scaling.core import USERS, Account, People, read
from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import check, rows_in
from pulumi_scaling.resources import by_name

from .found import Found
from .selection import Selection

__all__ = ["can_name_people", "named_in", "people"]

MEMBER = by_name["Member"]


def can_name_people(account: Account, say: Callable[[str], None]) -> None:
    """Read the list of users once; without it ids stay ids, said once and asked for once."""
    try:
        rows = account.listed(USERS)
    except ScalingError as error:
        say(f"warning: people cannot be listed, so they stay user ids in the program: {error}")
        rows = []
    # An address that two people share names neither of them.
    times: dict[str, int] = {}
    for row in rows:
        address = str(row.get("email") or "").casefold()
        times[address] = times.get(address, 0) + 1
    usable = [row for row in rows if times[str(row.get("email") or "").casefold()] == 1]
    account.people = People(users=lambda _fresh: usable, invitations=list, known=lambda: usable)


def people(
    account: Account,
    found: Iterable[Found],
    wanted: Selection,
    left_out: list[str],
    say: Callable[[str], None],
) -> list[Found]:
    """Everybody in the team and everybody invited, or those that what was chosen names."""
    try:
        team = account.team()
    except ScalingError as error:
        say(f"warning: the team cannot be read, so no members are adopted: {error}")
        return []
    addresses = {str(row.get("email") or "").casefold() for row in rows_in(team, "members")}
    addresses |= {
        str(row.get("emailAddress") or "").casefold() for row in rows_in(team, "invitations")
    }
    if not wanted.everything:
        addresses &= {each.casefold() for one in found for each in named_in(one)}
    members: list[Found] = []
    for address in sorted(addresses - {""}):
        state = read(account, MEMBER, address, {})
        if state is None:
            continue
        if state.get("status") == "active":
            # Should the program change the role and then let go, the person gets this one back.
            state["role_before"] = state["role"]
        one = Found(MEMBER, address, state)
        problems = check(MEMBER.inputs, one.inputs).problems
        if problems:
            said = "; ".join(f"{each.path} {each.sentence}" for each in problems)
            left_out.append(f"member {address} is left out, since a program cannot say it: {said}")
        else:
            members.append(one)
    return members


def named_in(one: Found) -> Iterator[str]:
    """The people an object names, as it names them."""
    for leaf in one.kind.shape.leaves(one.inputs):
        if leaf.shape.person:
            yield str(leaf.value)
