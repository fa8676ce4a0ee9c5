"""What will be refused when a plan is applied, which only the whole of it shows.

Some of it the plan tells by itself; the rest is asked of the account, where there is a key.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from pulumi_scaling.core import (
    ELSE,
    Account,
    holders,
    keeping_identity,
    leave_out,
    strange_key,
    taking_in,
)
from pulumi_scaling.errors import NotAuthorized
from pulumi_scaling.model import Hold, Kind, folded, is_list, is_object, object_in
from pulumi_scaling.resources import by_name

from .plan import Plan, Resource, State
from .worlds import Refused
from .worlds_read import Worlds

__all__ = ["refusals"]

TOUCHED: Final = frozenset({"create", "update", "replace"})


def refusals(plans: Sequence[Plan], seen: Worlds, account: Account | None) -> Iterator[Refused]:
    """All of it, in the order of the plans; without an account, what the plans tell."""
    everything = [each for plan in plans for each in plan.resources]
    yield from _renamed(everything)
    if account is None:
        return
    if wrong := strange_key(account):
        # Whatever else is seen there is not of the account that is meant.
        yield from _foreign(everything, wrong)
        return
    yield from _taken(everything, account)
    yield from _people(everything, seen, account)
    yield from _held(everything, seen, account)
    yield from _rights(everything, account)


def _foreign(everything: Sequence[Resource], wrong: str) -> Iterator[Refused]:
    """All that the key would make in another organization than the stack's."""
    reason, _, remedy = wrong.partition("; ")
    for each in everything:
        if each.op in TOUCHED:
            name = _name(each.after) or each.logical
            yield Refused(resource=each.logical, name=name, reason=reason, remedy=remedy)


def _renamed(everything: Sequence[Resource]) -> Iterator[Refused]:
    """What has another name in the program is made before the old one goes, whose name it needs."""
    going = {
        (each.kind, _name(each.before)): each
        for each in everything
        if each.op == "delete" and not each.after and not by_name[each.kind].parents
    }
    for each in everything:
        old = going.get((each.kind, _name(each.after))) if each.op == "create" else None
        if old is None or by_name[each.kind].natural_key != "name" or not _name(each.after):
            continue
        own, before = each.urn.rpartition("::"), old.urn.rpartition("::")
        same = keeping_identity(before[2])
        if own[0] != before[0]:
            same = keeping_identity(urn=old.urn)
        label = by_name[each.kind].label
        yield Refused(
            resource=each.logical,
            name=_name(each.after),
            reason=f"the {label} is called {each.logical!r} in the program and was called "
            f"{old.logical!r}: it would be made before the old one goes, which has its name",
            remedy=f"{same} on {each.logical!r}",
        )


def _taken(everything: Sequence[Resource], account: Account) -> Iterator[Refused]:
    """Names that somebody else has."""
    by_id = {each.before.id: each for each in everything if each.before and each.before.id}
    for each in everything:
        kind, name = by_name[each.kind], _name(each.after)
        fresh = each.op == "create" or (each.op == "update" and _name(each.before) != name)
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


def _people(everything: Sequence[Resource], seen: Worlds, account: Account) -> Iterator[Refused]:
    """People that cannot be paged yet, or not at all."""
    for email in seen.after.members:
        account.people.invites(email)
    for each in everything:
        if each.op not in TOUCHED or each.after is None:
            continue
        before = _spelled(each, each.before)
        # A preview without a key has not left out who is left out of what is applied.
        will = leave_out(account, by_name[each.kind], _visible(each.after.inputs), {})
        said = _spelled(each, replace(each.after, inputs=will))
        for person in dict.fromkeys(said):
            sentence = account.people.problem(person) if person not in before else None
            if sentence:
                reason, _, remedy = sentence.partition("; ")
                yield Refused(
                    resource=each.logical, name=_name(each.after), reason=reason, remedy=remedy
                )


def _spelled(one: Resource, state: State | None) -> list[str]:
    """Whom a resource names, e-mails without case."""
    if state is None:
        return []
    plain: Any = _visible(state.inputs)
    leaves = by_name[one.kind].shape.leaves(plain)
    return [
        folded(leaf.value) for leaf in leaves if leaf.shape.person and isinstance(leaf.value, str)
    ]


def _visible(value: Any) -> Any:
    """The value without what is not known or not to be seen."""
    if is_object(value):
        parts = {name: _visible(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part is not None}
    if is_list(value):
        return [part for part in map(_visible, value) if part is not None]
    return value if isinstance(value, (str, int, float)) else None


def _held(everything: Sequence[Resource], seen: Worlds, account: Account) -> Iterator[Refused]:
    """What goes and is still needed by something that stays."""
    ours = {each.before.id: each for each in everything if each.before and each.before.id}
    for each in everything:
        for kind, hold, id_ in _leaving(each):
            standing = [
                called
                for own, called in holders(account, hold, id_)
                if own not in ours or _still_holds(ours[own], id_, seen)
            ]
            if standing:
                names = ", ".join(standing)
                reason, _, remedy = hold.sentence.format(holders=names).partition("; ")
                yield Refused(
                    resource=each.logical,
                    name=_name(each.before) or each.logical,
                    reason=f"the {kind.label} {reason}",
                    remedy=remedy,
                )


def _leaving(one: Resource) -> Iterator[tuple[Kind, Hold, str]]:
    """The holds on what goes with a resource, or out of it."""
    kind, before, after = by_name[one.kind], one.before, one.after
    if before is None or before.id is None:
        return
    if after is None and not kind.parents:
        own = str(before.outputs.get("user_id") or "") if one.kind == "Member" else before.id
        if own and not (one.kind == "Member" and _stays(before)):
            yield from ((kind, hold, own) for hold in kind.held)
    elif after and kind.inline and _shorter(before, after, kind.inline.field):
        inner = kind.inline.kind
        yield from ((inner, hold, before.id) for hold in inner.held)
    elif kind.parents and one.op in {"delete", "replace"}:
        parent = before.values.get(kind.parent or "")
        if isinstance(parent, str):
            yield from ((kind, hold, parent) for hold in kind.held)


def _stays(member: State) -> bool:
    """Whether somebody stays in the organization when their resource goes."""
    said = member.values.get("on_delete")
    return said in {"leave", "demote"} or (said is None and bool(member.outputs.get("adopted")))


def _shorter(before: State, after: State, field: str) -> bool:
    was, will = before.values.get(field), after.inputs.get(field)
    return is_list(was) and is_list(will) and len(will) < len(was)


def _still_holds(one: Resource, id_: str, seen: Worlds) -> bool:
    """Whether a resource of the plan still needs it afterwards."""
    if one.after is None:
        return False
    key = seen.who.key(id_)
    if one.kind == "EscalationPolicy":
        chain = seen.after.chains.get(seen.who.key(one.urn))
        people = {seen.who.person(id_)}
        return chain is not None and any(
            link.schedule == key or people & {*link.users} for link in chain.links
        )
    if one.kind == "Schedule":
        schedule = seen.after.schedules.get(seen.who.key(one.urn))
        return schedule is not None and any(
            seen.who.person(id_) in layer.participants for layer in schedule.rota.layers
        )
    return True


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


def _name(state: State | None) -> str:
    found = state.values.get("name") if state else None
    return found if isinstance(found, str) else ""
