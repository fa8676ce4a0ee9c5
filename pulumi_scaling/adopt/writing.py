"""The program that says what was found, as a person would have written it.

Grouped as people think of it: a policy with the schedules it pages. Nothing here decides what a
resource is like: fields come from the declarations, in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pulumi_scaling.model import Leaf
from pulumi_scaling.resources import by_name

from .found import Found, links, owner
from .naming import Wish, identifier, unique, without
from .source import Call, Code, laid_out

__all__ = ["Group", "Names", "grouped", "lookup", "named", "statement"]


@dataclass(frozen=True)
class Names:
    """What everything is called, by the id it has in the account."""

    variables: Mapping[str, str]
    """Of what is referred to: everything but layers."""
    resources: Mapping[str, str]
    """Of everything, for Pulumi: these stay in the stack for good."""


Role = Literal["people", "shared", "team", "unpaged", "alarms"]


@dataclass(frozen=True)
class Group:
    """What belongs together."""

    role: Role
    title: str
    tops: list[Found]


def named(found: Sequence[Found], elsewhere: Mapping[str, str]) -> Names:
    """Find a name for everything; the same for the same account, whatever order it was read in."""
    tops = sorted((one for one in found if not one.kind.parent), key=_rank_for_names)
    wishes = [Wish(one.id, _called(one), one.kind.word) for one in tops]
    wishes += [
        Wish(id_, name, "schedule")
        for name, id_ in sorted((name, id_) for id_, name in elsewhere.items())
    ]
    variables = unique(wishes, taken=())
    inside = [
        Wish(one.id, _inside(one, variables[owner(one)], index), one.kind.word)
        for index, one in enumerate(found)
        if one.kind.parent
    ]
    layers = unique(inside, taken=variables.values())
    both = {**variables, **layers}
    return Names(variables, {id_: name.replace("_", "-") for id_, name in both.items()})


def _rank_for_names(one: Found) -> tuple[int, tuple[str, str, str]]:
    return list(by_name).index(one.kind.name), one.sort_key


def _called(one: Found) -> str:
    return one.name.partition("@")[0] if one.kind.natural_key == "email" else one.name


def _inside(one: Found, holder: str, _index: int) -> str:
    own = without(holder, identifier(one.name))
    rank = one.state.get("position", one.state.get("rank", 0))
    return f"{holder} {own or rank}"


def grouped(found: Sequence[Found]) -> list[Group]:
    """People, what several policies page, each policy with its own, and the rest."""
    tops = sorted((one for one in found if not one.kind.parent), key=lambda one: one.sort_key)
    paging: dict[str, set[str]] = {}
    for one in found:
        for _, kind, id_ in links(one.kind, one.inputs):
            if kind == "Schedule" and "EscalationPolicy" in (one.kind.name, one.kind.parent_kind):
                paging.setdefault(id_, set()).add(owner(one) or one.id)
    schedules = [one for one in tops if one.kind.name == "Schedule"]

    def paged_by(*policies: str) -> list[Found]:
        return [one for one in schedules if paging.get(one.id, set()) == set(policies)]

    several = [one for one in schedules if len(paging.get(one.id, ())) > 1]
    groups = [
        Group("people", "People", [one for one in tops if one.kind.name == "Member"]),
        Group("shared", "Paged by several policies", several),
    ]
    groups += [
        Group("team", one.name, [*paged_by(one.id), one])
        for one in tops
        if one.kind.name == "EscalationPolicy"
    ]
    groups.append(Group("unpaged", "Paged by none of these policies", paged_by()))
    known = {one.id for group in groups for one in group.tops}
    # In the order they were read, since some refer to others.
    alarms = [one for one in found if not one.kind.parent and one.id not in known]
    groups.append(Group("alarms", "What leads to a page", alarms))
    return [group for group in groups if group.tops]


def lookup(id_: str, name: str, names: Names) -> str:
    """A schedule that is paged here and managed elsewhere."""
    call = f"{names.variables[id_]} = scaling.get_schedule(name="
    return laid_out(name, before=call, after=")")


def statement(one: Found, names: Names, people: Mapping[str, str], *, protected: bool) -> str:
    """One resource."""

    def written(leaf: Leaf) -> Any:
        if leaf.shape.ref and leaf.value in names.variables:
            # The parent is given as the resource; a target takes an id.
            own = leaf.place == (one.kind.parent,)
            return Code(names.variables[leaf.value] + ("" if own else ".id"))
        if leaf.shape.person and (variable := people.get(str(leaf.value).casefold())):
            return Code(f"{variable}.email")
        return leaf.value

    keywords: dict[str, Any] = one.kind.shape.spelled(one.inputs, written)
    if protected:
        keywords["opts"] = Code("protected")
    call = Call(f"scaling.{one.kind.name}", names.resources[one.id], keywords)
    assigned = "" if one.kind.parent else f"{names.variables[one.id]} = "
    return laid_out(call, before=assigned)
