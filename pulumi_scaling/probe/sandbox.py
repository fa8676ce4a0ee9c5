"""Whether an organization may be written to: the one named, with nobody paged through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pulumi_scaling.errors import Refused
from pulumi_scaling.model import is_list, is_object

from .asks import Ask
from .looks_kept import Look, Looks
from .object_witnesses import lists_of
from .reads import FOUND_IN
from .sender import Sending
from .throwaway import Own

__all__ = ["invitations", "nobody_relies_on", "not_known", "only_in"]

HOLDERS = ("/escalation/policies", "/routing/policies", "/integrations/inbound")
"""Where an object of a probe could have been put to use meanwhile."""
MOST = 40
"""Objects that are read one by one to see it."""


def only_in(sandbox: str, looks: Looks) -> None:
    """Refuse another organization, and one that does not say which it is."""
    found = {
        row["orgId"]
        for look in looks.done(*FOUND_IN.values())
        for row in look.rows
        if isinstance(row.get("orgId"), str)
    }
    if not found:
        raise Refused(
            "nothing in the account says which organization it is, so nothing is written: make a "
            "component there by hand, which pages nobody, and try again"
        )
    if found != {sandbox}:
        raise Refused(
            "the key is not for the organization that --sandbox names, so nothing is written: "
            "`pulumi-scaling doctor` says whose key it is"
        )


def not_known(address: str, looks: Looks) -> None:
    """Refuse an address that belongs to somebody, or that waits for an answer."""
    look = looks.get("list_team_members")
    if look is None or not look.ok:
        raise Refused("--invite takes the key of an admin: the team cannot be read")
    members = {str(row.get("email")).casefold() for row in lists_of(look, "members")}
    if address.casefold() in members or invitations(look, address):
        raise Refused(
            "the address of --invite is a member or invited already: give another one, or revoke "
            "by hand what an earlier probe that was killed may have left; nothing was written"
        )


def invitations(look: Look, address: str) -> list[str]:
    """The ids of what waits for an address."""
    return [
        own
        for row in lists_of(look, "invitations")
        if str(row.get("emailAddress")).casefold() == address.casefold()
        and isinstance(own := row.get("id"), str)
    ]


def nobody_relies_on(own: list[Own], send: Sending) -> None:
    """Refuse to remove what an earlier probe left and somebody has put to use since."""
    for each in own:
        if each.collection.path == "/oncall/schedules":
            _nobody_on_call(each, send)
    if not own:
        return
    ids = {each.id for each in own}
    for path in HOLDERS:
        for row in _others(path, ids, send):
            if ids & set(_texts(row)):
                raise Refused(
                    f"something below {path} uses an object that an earlier probe left, so that "
                    "it may page somebody: take it out there, and try again; nothing was written"
                )


def _nobody_on_call(each: Own, send: Sending) -> None:
    send.allow(1)
    ask = Ask("who_is_on_call", "GET", each.collection.path + "/{own}/resolve", ("A30",))
    look = send(ask, {"own": each.id})
    if look.status == 404:
        return
    if not look.ok or look.object.get("owner") or look.object.get("pagingTargets"):
        raise Refused(
            "a schedule that an earlier probe left has somebody on call, or cannot tell: look at "
            "it, and remove it by hand; nothing was written"
        )


def _others(path: str, ours: set[str], send: Sending) -> Iterator[Any]:
    """The objects of a list that are not a probe's, each as a whole."""
    send.allow(1)
    listed = send(Ask("who_uses_it", "GET", path, (), query={"limit": "100"}))
    ids = [own for row in listed.rows if isinstance(own := row.get("id"), str)]
    others = [own for own in ids if own not in ours]
    if not listed.ok or listed.cursor or len(others) > MOST:
        raise Refused(
            f"{path} cannot be seen to its end, so it is not known who uses what an earlier probe "
            "left: remove that by hand; nothing was written"
        )
    for own in others:
        send.allow(1)
        look = send(Ask("who_uses_it", "GET", path + "/{own}", ()), {"own": own})
        if not look.ok:
            raise Refused(f"an object below {path} cannot be read; nothing was written")
        yield look.data


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_object(value):
        for each in value.values():
            yield from _texts(each)
    elif is_list(value):
        for each in value:
            yield from _texts(each)
