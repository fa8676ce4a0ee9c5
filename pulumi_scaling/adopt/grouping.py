"""What belongs together in a program: a policy with all it leads to, and what leads to it alone.

What several policies lead to stands before them, what has nothing to do with any of them after
them, kind by kind. Who is referred to stands before whoever refers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from pulumi_scaling.model import Kind
from pulumi_scaling.resources import CATALOG, by_name

from .found import Found, Key
from .sequence import in_order
from .wording import plural

__all__ = ["Group", "grouped"]

POLICY: Final = by_name["EscalationPolicy"].name
Home: TypeAlias = tuple[Literal["people", "shared", "team", "rest"], str]
"""Where something belongs: a team by the id of its policy, the rest by the name of a kind."""
PEOPLE: Final[Home] = ("people", "")
SHARED: Final[Home] = ("shared", "")
UNPAGED: Final = {"Schedule": ("unpaged", "Paged by none of these policies")}
"""Of a kind that a policy usually leads to, what it means that none does; by its name."""


@dataclass(frozen=True)
class Group:
    """Some objects under one heading, in one module where there are several."""

    module: str
    """What its module would like to be called."""
    title: str
    is_team: bool = False
    tops: list[Found] = field(default_factory=list[Found])


def grouped(found: Sequence[Found]) -> list[Group]:
    """All that stands by itself, each once."""
    ranks = {kind.name: rank for rank, kind in enumerate(CATALOG)}
    tops = sorted(
        (one for one in found if not one.kind.parent),
        key=lambda one: (ranks[one.kind.name], one.sort_key),
    )
    needs: dict[Key, set[Key]] = {one.key: set() for one in tops}
    for one in found:
        needs[one.top] |= one.needs & needs.keys()
    tops = in_order(tops, lambda one: one.key, lambda one: sorted(needs[one.key]))
    groups: dict[Home, Group] = {
        PEOPLE: Group("people", "People"),
        SHARED: Group("shared", "Shared by several policies"),
    }
    policies = [one for one in tops if one.kind.name == POLICY]
    for one in sorted(policies, key=lambda one: one.sort_key):
        groups["team", one.id] = Group(one.name, one.name, is_team=True)
    for kind in CATALOG:
        groups["rest", kind.name] = _of_kind(kind)
    homes = _homes(tops, needs)
    for one in tops:
        groups[homes[one.key]].tops.append(one)
    used = {place: group for place, group in groups.items() if group.tops}
    between = {
        place: {homes[key] for one in group.tops for key in needs[one.key]}
        for place, group in used.items()
    }
    ordered = in_order(list(used), lambda place: place, lambda place: sorted(between[place]))
    return [used[place] for place in ordered]


def _homes(tops: Sequence[Found], needs: Mapping[Key, set[Key]]) -> dict[Key, Home]:
    """Where each belongs."""
    leading: dict[Key, set[Home]] = {one.key: set() for one in tops}
    for one in tops:
        if one.kind.name == POLICY:
            for key in _reached(one.key, needs):
                leading[key].add(("team", one.id))
    homes: dict[Key, Home] = {}
    for one in tops:
        # What no policy leads to, and leads to one team alone, is that team's.
        below = {homes[key] for key in needs[one.key] if key in homes} - {SHARED}
        places = leading[one.key] or below
        if one.kind.natural_key == "email":
            homes[one.key] = PEOPLE
        elif one.kind.name == POLICY:
            homes[one.key] = ("team", one.id)
        elif len(leading[one.key]) > 1:
            homes[one.key] = SHARED
        else:
            is_teams = len(places) == 1 and all(place == "team" for place, _ in places)
            homes[one.key] = places.pop() if is_teams else ("rest", one.kind.name)
    return homes


def _reached(start: Key, needs: Mapping[Key, set[Key]]) -> set[Key]:
    """All that one leads to, over whatever stands between."""
    reached, ahead = set[Key](), [start]
    while ahead:
        new = needs[ahead.pop()] - reached
        reached |= new
        ahead += new
    return reached - {start}


def _of_kind(kind: Kind) -> Group:
    title = plural(kind.label)
    module, title = UNPAGED.get(kind.name, (title, title.capitalize()))
    return Group(module, title)
