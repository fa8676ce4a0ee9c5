"""What only the account can tell before anything is changed: advice, read-only.

Runs in preview too, when a key is at hand. A failing API, or one that forbids to look, turns all of
it into one warning and never fails a preview; a key that it does not accept does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from pulumi_scaling.core.run import Account, Taken
from pulumi_scaling.core.words import looks_spoken
from pulumi_scaling.model import Kind, Problem, holds_unknown, path_of

from .lent import Lent
from .organization import strange_key, strange_to_stack
from .rights import looking, said_to_one, unwritable

__all__ = ["live_check"]

UNNAMED: Final = (
    "is not somebody in the organization who can be paged; the program keeps secret who is meant, "
    "so nobody is named here"
)


def live_check(
    account: Account,
    kind: Kind,
    inputs: Mapping[str, Any],
    olds: Mapping[str, Any],
    hidden: Collection[str] = (),
) -> list[Problem]:
    """Find people and ids that do not exist, and note names that are taken.

    Only of what is new: a resource that nobody touches must not block a run because somebody left.
    Who is meant in one of the `hidden` inputs, the program keeps secret.
    """
    news = {name: value for name, value in inputs.items() if value != olds.get(name)}
    if not news:
        return []
    if not account.advises:
        return [*unwritable(account), *_spoken(kind, news, hidden)]
    problems: list[Problem] = []
    with looking(account):
        if wrong := strange_key(account):
            # Nothing else that would be seen is of this stack's account.
            return said_to_one(account, wrong)
        problems += list(_problems(account, kind, news, hidden))
        _note_taken_name(account, kind, inputs, olds)
        if kind.verbs and not holds_unknown(dict(inputs)):
            kind.verbs.foresee(Lent(account, kind), dict(olds), dict(inputs))
        account.knock()
        if wrong := strange_to_stack(account):
            return said_to_one(account, wrong)
    return [*unwritable(account), *problems]


def _problems(
    account: Account, kind: Kind, values: Mapping[str, Any], hidden: Collection[str]
) -> Iterator[Problem]:
    awaited = dict[str, bool]()
    for leaf in kind.shape.leaves(values):
        if holds_unknown(leaf.value):
            continue
        if leaf.shape.person:
            person, secret = str(leaf.value), leaf.place[0] in hidden
            sentence = account.people.problem(person)
            if sentence and account.people.awaits(person):
                awaited[person] = awaited.get(person, False) or secret
            elif sentence:
                yield Problem(path_of(leaf.place), UNNAMED if secret else sentence)
        elif leaf.shape.ref and (to := account.kinds.get(leaf.shape.ref.kind)):
            known = {str(row.get("id")) for row in account.listed(to.path)}
            if leaf.value not in known and not account.run.owns(str(leaf.value)):
                called = account.run.called(str(leaf.value))
                yield Problem(path_of(leaf.place), _gone(called) if called else _unknown(to.name))
    if awaited:
        # The program's own invitations have to go out first; the create will stop and say so.
        secret = any(awaited.values())
        told = UNNAMED if secret else account.people.awaited([*awaited])
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


def _spoken(kind: Kind, values: Mapping[str, Any], hidden: Collection[str]) -> Iterator[Problem]:
    """Names of people where addresses belong: seen without asking anybody."""
    for leaf in kind.shape.leaves(values):
        if not leaf.shape.person or holds_unknown(leaf.value) or not looks_spoken(str(leaf.value)):
            continue
        said = f"{leaf.value!r} is" if leaf.place[0] not in hidden else "is"
        yield Problem(
            path_of(leaf.place),
            f"{said} neither an e-mail nor a user id, which have no spaces; write the e-mail",
        )


def _note_taken_name(
    account: Account, kind: Kind, inputs: Mapping[str, Any], olds: Mapping[str, Any]
) -> None:
    name = inputs.get(kind.natural_key or "")
    if olds or kind.parents or kind.verbs or not isinstance(name, str):
        return
    for row in account.listed(kind.path):
        id_ = str(row.get("id"))
        expected = account.run.owns(id_) or id_ in account.settings.take_over
        if row.get(kind.natural_key) == name and not expected:
            account.run.foreseen.note(Taken(id_, kind.name, kind.label, name))
