"""The schedules of an account: a list, the people, and two requests for each schedule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from pulumi_scaling import core, rota
from pulumi_scaling.client import User
from pulumi_scaling.errors import NotFound, Unreadable

from .asking import AT_ONCE, opened, people, schedule_id
from .changes import rota_of
from .rota_seen import Seen, SeenSchedule

__all__ = ["asked"]


def asked(names: Iterable[str], now: datetime) -> Seen:
    """Those that are named, or all. Only read."""
    account = opened("rota")
    with account.client:
        known = people(account)
        wanted = [schedule_id(account, name) for name in dict.fromkeys(names)]
        ids = wanted or [each.id for each in account.client.schedules.list()]
        failures: list[str] = []

        def one(id_: str) -> SeenSchedule | None:
            try:
                return _schedule(account, id_, known, now)
            except NotFound:
                return None  # deleted since it was listed
            except Unreadable as error:
                failures.append(str(error))
                return None

        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = [each for each in pool.map(one, ids) if each]
    if not wanted:
        found.sort(key=lambda each: (each.name.casefold(), each.key))
    called = {_address(user.id, known): user.name for user in known.values()}
    return Seen("", tuple(found), called, tuple(failures))


def _schedule(
    account: core.Account, id_: str, known: Mapping[str, User], now: datetime
) -> SeenSchedule:
    found = account.client.schedules.get(id_)
    said = account.client.schedules.resolve(id_, at=now)
    turns = rota_of(found)
    turns = replace(
        turns,
        layers=tuple(
            replace(layer, participants=tuple(_address(each, known) for each in layer.participants))
            for layer in turns.layers
        ),
    )
    says = rota.OnCall(
        said.owner and _address(said.owner, known),
        tuple(_address(each, known) for each in said.paging_targets),
    )
    seen = SeenSchedule(found.name, found.timezone, turns, found.id)
    expected = rota.on_call(turns, now)
    if says == expected:
        return seen
    return replace(seen, says=says, remarks=(_differs(found.name, says, expected),))


def _differs(name: str, says: rota.OnCall, expected: rota.OnCall) -> str:
    return (
        f"{name}: the API says {_who(says)} now, and its layers alone would say {_who(expected)}: "
        "somebody stands in for somebody. The API lists no overrides, so this "
        "shows the layers"
    )


def _who(answer: rota.OnCall) -> str:
    others = [each for each in answer.paging_targets if each != answer.owner]
    also = f", with {', '.join(others)}," if others else ""
    return f"{answer.owner or 'nobody'}{also} is on call"


def _address(id_: str, known: Mapping[str, User]) -> str:
    user = known.get(id_)
    return user.email.lower() if user and user.email else id_
