"""What will be refused when a plan is applied, which only the whole of it shows.

Some of it the plan tells by itself; the rest is asked of the account, where there is a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pulumi_scaling.core import (
    ELSE,
    Account,
    keeping_identity,
    strange_key,
    taking_in,
)
from pulumi_scaling.errors import NotAuthorized
from pulumi_scaling.model import object_in
from pulumi_scaling.resources import by_name

from .carried_out import TOUCHED
from .holdings import held
from .plan import Plan, Resource
from .plan_values import named, spelled
from .vanished import vanished
from .worlds import Refused
from .worlds_read import Worlds

__all__ = ["refusals"]


def refusals(plans: Sequence[Plan], seen: Worlds, account: Account | None) -> Iterator[Refused]:
    """All of it, in the order of the plans; without an account, what the plans tell."""
    everything = [each for plan in plans for each in plan.resources]
    yield from _renamed(everything)
    if account is None:
        return
    known = (each.before.outputs.get("org_id") for each in everything if each.before)
    if wrong := strange_key(account, next((org for org in known if isinstance(org, str)), None)):
        # Whatever else is seen there is not of the account that is meant.
        yield from _foreign(everything, wrong)
        return
    yield from vanished(everything, account)
    yield from _taken(everything, account)
    yield from _people(everything, account)
    yield from held(everything, seen, account)
    yield from _rights(everything, account)


def _foreign(everything: Sequence[Resource], wrong: str) -> Iterator[Refused]:
    """All that the key would make in another organization than the stack's."""
    reason, _, remedy = wrong.partition("; ")
    for each in everything:
        if each.op in TOUCHED:
            name = named(each.after) or each.logical
            yield Refused(resource=each.logical, name=name, reason=reason, remedy=remedy)


def _renamed(everything: Sequence[Resource]) -> Iterator[Refused]:
    """What has another name in the program is made before the old one goes, whose name it needs."""
    going = {
        (each.kind, named(each.before)): each
        for each in everything
        if each.op == "delete" and not each.after and not by_name[each.kind].parents
    }
    for each in everything:
        old = going.get((each.kind, named(each.after))) if each.op == "create" else None
        if old is None or by_name[each.kind].natural_key != "name" or not named(each.after):
            continue
        own, before = each.urn.rpartition("::"), old.urn.rpartition("::")
        same = keeping_identity(before[2])
        if own[0] != before[0]:
            same = keeping_identity(urn=old.urn)
        label = by_name[each.kind].label
        yield Refused(
            resource=each.logical,
            name=named(each.after),
            reason=f"the {label} is called {each.logical!r} in the program and was called "
            f"{old.logical!r}: it would be made before the old one goes, which has its name",
            remedy=f"{same} on {each.logical!r}",
        )


def _taken(everything: Sequence[Resource], account: Account) -> Iterator[Refused]:
    """Names that somebody else has."""
    by_id = {each.before.id: each for each in everything if each.before and each.before.id}
    for each in everything:
        kind, name = by_name[each.kind], named(each.after)
        fresh = each.op == "create" or (each.op == "update" and named(each.before) != name)
        if not fresh or not name or kind.parents or kind.verbs or kind.natural_key != "name":
            continue
        for row in account.listed(kind.path):
            own = str(row.get("id"))
            if (
                row.get("name") == name
                and own not in by_id
                and own not in account.settings.take_over
            ):
                yield Refused(
                    resource=each.logical,
                    name=name,
                    reason=f"the account has a {kind.label} of this name already ({own}), which is "
                    "in no plan that was looked at",
                    remedy=f"if no other stack has it, {taking_in(name)} takes it into this one "
                    f"{ELSE}",
                )


def _people(everything: Sequence[Resource], account: Account) -> Iterator[Refused]:
    """People that cannot be paged yet, or not at all."""
    for each in everything:
        if each.op not in TOUCHED or each.after is None:
            continue
        before = spelled(each, each.before)
        for person in dict.fromkeys(spelled(each, each.after)):
            sentence = account.people.problem(person) if person not in before else None
            if sentence:
                reason, _, remedy = sentence.partition("; ")
                yield Refused(
                    resource=each.logical, name=named(each.after), reason=reason, remedy=remedy
                )


def _rights(everything: Sequence[Resource], account: Account) -> Iterator[Refused]:
    """Members that a key without the rights of an admin cannot change."""
    members = [
        each
        for each in everything
        if each.kind == "Member" and (each.op in TOUCHED or each.op == "delete")
    ]
    if not members:
        return
    try:
        account.team()
    except NotAuthorized:
        for each in members:
            state = each.after or each.before
            yield Refused(
                resource=each.logical,
                name=str(
                    object_in({"values": state.values if state else {}}, "values").get("email")
                ),
                reason="the key may not change who is in the organization",
                remedy="use the key of an org:admin, or leave people to those who have one",
            )
