"""The look that changes nothing: each request in its turn, with the ids that earlier ones found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pulumi_scaling.errors import ScalingError

from .asks import Ask
from .looks_kept import Look, Looks
from .reads import FOUND_IN, READS, REST
from .sender import Sending

__all__ = ["CannotLook", "look"]

SLOWED: Final = Ask("told_to_come_again", "GET", "", ("A7", "A9"))
"""The first answer to a request that then went out once more."""


class CannotLook(ScalingError):
    """What answers is no such API, or not for this key."""


def look(send: Sending, *, only: Sequence[str] | None = None) -> Looks:
    """Ask everything that is to be asked, or some; what nothing is there for is left out."""
    looks = Looks()
    for ask in READS:
        if only is not None and ask.name not in only:
            continue
        filled = _rest(looks) if ask is REST else ask
        values = _values(ask, looks)
        if filled is None or values is None:
            continue
        found = looks.add(send(filled, values))
        _is_ours(found)
    if send.slowed:
        looks.add(Look(SLOWED, send.slowed))
    return looks


def _is_ours(found: Look) -> None:
    """Stop before a key goes to what is no Scaling API, and where the key is none."""
    name, status = found.ask.name, found.status
    if name == "without_key":
        if found.answer is None:
            raise CannotLook("nothing answers there; `pulumi-scaling doctor` says more")
        if not (status and 400 <= status < 500 and found.body):
            raise CannotLook(
                f"what answers is not the Scaling API ({status} to a request without a key): "
                "correct the base URL; the key was not sent"
            )
    if name == "list_users" and not found.ok:
        if status in {401, 403}:
            raise CannotLook(
                f"the key is not accepted ({status}); `pulumi-scaling doctor` says more"
            )
        raise CannotLook(f"users cannot be read ({status or 'no answer'}): try again later")


def _values(ask: Ask, looks: Looks) -> dict[str, str] | None:
    """The ids that a path asks for; None where there is no object of that kind."""
    values: dict[str, str] = {}
    for name, listed in FOUND_IN.items():
        if "{" + name + "}" not in ask.path:
            continue
        own = next((own for own in _ids(looks, listed)), None)
        if own is None:
            return None
        values[name] = own
    return values


def _ids(looks: Looks, name: str) -> Iterator[str]:
    for found in looks.done(name):
        for row in found.rows:
            if isinstance(own := row.get("id"), str) and own not in {"", ".", ".."}:
                yield own


def _rest(looks: Looks) -> Ask | None:
    """The next page of the first list that goes on."""
    for found in looks.done(*FOUND_IN.values()):
        if (cursor := found.cursor) and len(cursor) <= 4096:
            query = {**found.ask.query, "cursor": cursor}
            ask = found.ask
            return replace(REST, path=ask.path, query=query, operation=ask.operation)
    return None
