"""What only the account can tell before anything is changed: advice, read-only.

Runs in preview too, when a key is at hand. A failing or forbidden API turns all of it into one
warning and never fails a preview.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pulumi_scaling.core.run import Account
from pulumi_scaling.model import Kind, Problem, holds_unknown, path_of

from .explain import ALIAS
from .lent import Lent

__all__ = ["live_check"]


def live_check(
    account: Account,
    kind: Kind,
    inputs: Mapping[str, Any],
    olds: Mapping[str, Any],
) -> list[Problem]:
    """Find people and ids that do not exist, and warn of names that are taken.

    Only of what is new: a resource that nobody touches must not block a run because somebody left.
    """
    news = {name: value for name, value in inputs.items() if value != olds.get(name)}
    if not news or not account.advises:
        return []
    problems: list[Problem] = []
    with account.advice("at the account, so people, ids and names were not checked"):
        problems += list(_problems(account, kind, news))
        _warn_of_taken_name(account, kind, inputs, olds)
        if kind.verbs and not olds and not holds_unknown(dict(inputs)):
            kind.verbs.foresee(Lent(account, kind), dict(inputs))
    return problems


def _problems(account: Account, kind: Kind, values: Mapping[str, Any]) -> Iterator[Problem]:
    awaited = dict[str, None]()
    for leaf in kind.shape.leaves(values):
        if holds_unknown(leaf.value):
            continue
        if leaf.shape.person:
            sentence = account.people.problem(str(leaf.value))
            if sentence and account.people.awaits(str(leaf.value)):
                awaited[str(leaf.value)] = None
            elif sentence:
                yield Problem(path_of(leaf.place), sentence)
        elif leaf.shape.ref and (to := account.kinds.get(leaf.shape.ref.kind)):
            known = {str(row.get("id")) for row in account.listed(to.path)}
            if leaf.value not in known and not account.run.owns(str(leaf.value)):
                called = account.run.called(str(leaf.value))
                yield Problem(path_of(leaf.place), _gone(called) if called else _unknown(to.name))
    if awaited:
        # The program's own invitations have to go out first; the create will stop and say so.
        told = account.people.awaited([*awaited])
        account.warn_of(told, told)


def _gone(called: str) -> str:
    return (
        f"is the id of the {called}, which is in this stack and not in the account any more; "
        "`pulumi up --refresh` makes it again"
    )


def _unknown(kind: str) -> str:
    return (
        f"the key's organization has no {kind} with this id; check the id, or, where it is a "
        "resource of this stack that was deleted by hand, run `pulumi up --refresh`"
    )


def _warn_of_taken_name(
    account: Account, kind: Kind, inputs: Mapping[str, Any], olds: Mapping[str, Any]
) -> None:
    name = inputs.get(kind.natural_key or "")
    if olds or kind.parents or kind.verbs or not isinstance(name, str):
        return
    for row in account.listed(kind.path):
        id_ = str(row.get("id"))
        expected = account.run.owns(id_) or id_ in account.settings.take_over
        if row.get(kind.natural_key) == name and not expected:
            account.warn_once(
                f"the {kind.label} {name!r} exists already ({id_}), so creating another one will "
                "be refused; if it is this one, replaced on request, it is deleted before and all "
                f"is well; if it was renamed in the program, keep its identity with {ALIAS}"
            )
