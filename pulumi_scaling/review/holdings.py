"""What goes by a plan and is still needed by something that stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pulumi_scaling.core import Account, Place, holders
from pulumi_scaling.errors import NotFound
from pulumi_scaling.model import Hold, Kind, folded, is_list, rows_in
from pulumi_scaling.resources import by_name

from .carried_out import TOUCHED
from .plan import Resource, State
from .plan_values import named, spelled
from .worlds import Refused
from .worlds_read import Worlds

__all__ = ["held"]


def held(everything: Sequence[Resource], seen: Worlds, account: Account) -> Iterator[Refused]:
    """What goes and is still needed by something that stays."""
    ours = {each.before.id: each for each in everything if each.before and each.before.id}
    for each in everything:
        for kind, hold, id_ in _leaving(each, ours, account):
            standing = {
                own: called
                for own, called in holders(account, hold, id_)
                if own not in ours or _still_holds(ours[own], id_, seen, account)
            }
            if each.kind == "Member":
                standing = {**dict(_will_hold(everything, hold, each)), **standing}
            if standing:
                names = ", ".join(standing.values())
                reason, _, remedy = hold.sentence.format(holders=names).partition("; ")
                yield Refused(
                    resource=each.logical,
                    name=named(each.before) or each.logical,
                    reason=f"the {kind.label} {reason}",
                    remedy=remedy,
                )


def _will_hold(
    everything: Sequence[Resource], hold: Hold, member: Resource
) -> Iterator[tuple[str, str]]:
    """What names somebody once the plan is applied, who is in no way of it before."""
    email = folded(str(member.before.values.get("email"))) if member.before else ""
    for each in everything:
        if each.op not in TOUCHED or each.after is None:
            continue
        kind, name = by_name[each.kind], named(each.after)
        around = by_name[kind.parent_kind] if kind.parent_kind else kind
        if around.path == hold.path and email in spelled(each, each.after):
            there = each.before.id if each.before else None
            own = each.after.values.get(kind.parent) if kind.parent else there
            called = repr(name) if kind is around and name else f"of {each.logical!r}"
            yield str(own or each.urn), called


def _leaving(
    one: Resource, ours: Mapping[str, Resource], account: Account
) -> Iterator[tuple[Kind, Hold, str]]:
    """The holds on what goes with a resource, or out of it."""
    kind, before, after = by_name[one.kind], one.before, one.after
    if before is None or before.id is None:
        return
    if after is None and not kind.parents:
        own = _person(before, account) if one.kind == "Member" else before.id
        if own and not (one.kind == "Member" and _stays(before)):
            yield from ((kind, hold, own) for hold in kind.held)
    elif kind.inline and _shorter(one, account):
        inner = kind.inline.kind
        yield from ((inner, hold, before.id) for hold in inner.held)
    elif kind.parents and one.op in {"delete", "replace"}:
        parent = before.values.get(kind.parent or "")
        # What goes as a resource is its parent's to keep, where that says it from now on.
        if isinstance(parent, str) and _said_inside(ours.get(parent)) is None:
            yield from ((kind, hold, parent) for hold in kind.held)


def _person(member: State, account: Account) -> str:
    """The user id; of somebody who has accepted since the last refresh, the account knows it."""
    known, email = member.outputs.get("user_id"), member.values.get("email")
    return str(known or (account.people.compared(email) if isinstance(email, str) else ""))


def _stays(member: State) -> bool:
    """Whether somebody stays in the organization when their resource goes."""
    said = member.values.get("on_delete")
    return said in {"leave", "demote"} or (said is None and bool(member.outputs.get("adopted")))


def _shorter(one: Resource, account: Account) -> bool:
    """Whether less lies in it, as its program says, than does now."""
    will, was = _said_inside(one), _said_inside(one, before=True)
    if will is None:
        return False
    return len(will) < (_count_inside(one, account) if was is None else len(was))


def _said_inside(one: Resource | None, *, before: bool = False) -> Sequence[Any] | None:
    """What a resource says with it, if it says anything."""
    inline = by_name[one.kind].inline if one else None
    state = (one.before if before else one.after) if one else None
    if inline is None or state is None:
        return None
    said = (state.values if before else state.inputs).get(inline.field)
    return said if is_list(said) else None


def _count_inside(one: Resource, account: Account) -> int:
    """How much lies in it, whoever put it there."""
    kind, id_ = by_name[one.kind], one.before.id if one.before else None
    if id_ is None or kind.inline is None:
        return 0
    try:
        return len(rows_in(account.read(Place.at(account, kind, id_).item), kind.inline.within))
    except NotFound:
        return 0


def _still_holds(one: Resource, id_: str, seen: Worlds, account: Account) -> bool:
    """Whether a resource of the plan still needs it afterwards."""
    if one.after is None:
        return False
    key = seen.who.key(id_)
    people = {seen.who.person(id_), folded(account.people.email_of(id_) or "")}
    if one.kind == "EscalationPolicy":
        chain = seen.after.chains.get(seen.who.key(one.urn))
        return chain is not None and any(
            link.schedule == key or people & {*link.users} for link in chain.links
        )
    if one.kind == "Schedule":
        schedule = seen.after.schedules.get(seen.who.key(one.urn))
        return schedule is not None and any(
            people & {*layer.participants} for layer in schedule.rota.layers
        )
    return True
