"""What only the account can tell before anything is changed: advice, read-only.

Runs in preview too, when a key is at hand. A failing or forbidden API turns all of it into one
warning and never fails a preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_scaling.errors import ScalingError
from pulumi_scaling.model import Field, Kind, Problem, holds_unknown, is_list

from .account import ADVICE_SECONDS, Account
from .explain import ALIAS

__all__ = ["live_check"]


def live_check(
    account: Account,
    kind: Kind,
    inputs: Mapping[str, Any],
    olds: Mapping[str, Any],
    places: Mapping[str, str],
) -> list[Problem]:
    """Find people and ids that do not exist, and warn of names that are taken.

    Only of what is new: a resource that nobody touches must not block a run because somebody left.
    `places` says where each kind's objects are listed.
    """
    news = {name: value for name, value in inputs.items() if value != olds.get(name)}
    if not account.has_key or not news or account.unadvised:
        return []
    try:
        with account.client.hurried(ADVICE_SECONDS):
            problems = list(_problems(account, kind.fields, news, places, prefix=""))
            _warn_of_taken_name(account, kind, inputs, olds)
    except ScalingError as error:
        # Asking again for each resource would make a preview wait through every outage.
        account.unadvised = True
        account.warn_once(
            f"could not look at the account, so people, ids and names were not checked: {error}"
        )
        return []
    return problems


def _problems(
    account: Account,
    fields: Mapping[str, Field],
    values: Mapping[str, Any],
    places: Mapping[str, str],
    *,
    prefix: str,
) -> Iterator[Problem]:
    for name, spec in fields.items():
        value = values.get(name)
        if value is None or value == []:
            continue
        if parts := spec.part(value):
            yield from _problems(account, parts, value, places, prefix=f"{prefix}{name}.")
        elif spec.person and is_list(value):
            yield from _people(account, value, prefix + name)
        elif spec.ref and not holds_unknown(value) and spec.ref.kind in places:
            known = {str(row.get("id")) for row in account.listed(places[spec.ref.kind])}
            if value not in known and not account.claimed(str(value)):
                yield Problem(
                    prefix + name,
                    f"the key's organization has no {spec.ref.kind} with this id; check the id, "
                    "or refer to the resource instead",
                )


def _people(account: Account, people: list[Any], path: str) -> Iterator[Problem]:
    for index, person in enumerate(people):
        if not isinstance(person, str) or holds_unknown(person):
            continue
        sentence = account.people.problem(person)
        if sentence is None:
            continue
        if person.casefold() in account.people.invited_here:
            # The program's own invitation has to go out first; the create will stop and say so.
            account.warn_once(sentence)
        else:
            yield Problem(f"{path}[{index}]", sentence)


def _warn_of_taken_name(
    account: Account, kind: Kind, inputs: Mapping[str, Any], olds: Mapping[str, Any]
) -> None:
    name = inputs.get(kind.natural_key or "")
    if olds or kind.parents or kind.verbs or not isinstance(name, str):
        return
    for row in account.listed(kind.path):
        id_ = str(row.get("id"))
        expected = account.claimed(id_) or id_ in account.settings.take_over
        if row.get(kind.natural_key) == name and not expected:
            account.warn_once(
                f"the {kind.label} {name!r} exists already ({id_}), so creating this one will be "
                "refused, also where the same run would delete the other; if this resource was "
                f"renamed in the program, keep its identity with {ALIAS}"
            )
